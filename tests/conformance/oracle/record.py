"""Records the golden traces: record.py SCENARIO_FOLDER [NAME…] writes NAME.trace beside NAME.py."""

import asyncio
import pathlib
import runpy
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
sys.dont_write_bytecode = True

import loop
import support


def host_path(text):
    """An absolute path of the host, as this interpreter sees it."""
    mounted = pathlib.Path("/host" + text)
    return mounted if mounted.exists() else pathlib.Path(text)


def record(file):
    support.scenarios.clear()
    runpy.run_path(str(file))
    lines = []
    for name, play in support.scenarios.items():
        support.trace.clear()
        play()
        lines += ["== " + name] + support.trace
    file.with_suffix(".trace").write_text("\n".join(lines) + "\n")
    return len(support.scenarios)


def main(folder, *wanted):
    loop.install()
    print("recording with CPython", sys.version.split()[0])
    count = 0
    for file in sorted(host_path(folder).glob("*.py")):
        if not wanted or file.stem in wanted:
            count += record(file)
    print(count, "scenarios recorded")


main(*sys.argv[1:])
