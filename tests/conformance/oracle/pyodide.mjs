// Runs a Python file in CPython for WebAssembly: node pyodide.mjs PACKAGE_FOLDER FILE [ARGUMENT…]
// The file system of the host appears below /host; the script's own folder is its first import path.
import { dirname, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [packageFolder, file, ...parameters] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(resolve(packageFolder, "pyodide.mjs")));
const python = await loadPyodide({ stdout: (line) => process.stdout.write(line + "\n") });

python.FS.mkdir("/host");
python.mountNodeFS("/host", "/");
const script = "/host" + resolve(file);
python.globals.set("arguments", python.toPy([script, ...parameters]));
try {
  python.runPython(`
import runpy, sys
sys.argv = list(arguments)
sys.path.insert(0, ${JSON.stringify(dirname(script))})
sys.dont_write_bytecode = True
runpy.run_path(sys.argv[0], run_name="__main__")
`);
} catch (error) {
  const status = /SystemExit: (\d+)/.exec(error.message);
  if (!status) process.stderr.write(error.message + "\n");
  process.exitCode = status ? Number(status[1]) : 2;
}
