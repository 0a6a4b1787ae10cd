// The same by worker_threads, a worker for each call at once: node offloads.js CALLS AT-ONCE
const { Worker } = require("worker_threads");
const [calls, atOnce] = process.argv.slice(2).map(Number);
const source = `const { parentPort } = require("worker_threads");
  parentPort.on("message", (x) => parentPort.postMessage(x));`;

function start() {
  const worker = new Worker(source, { eval: true });
  worker.on("message", (x) => worker.resolve(x));
  return worker;
}

function call(worker, x) {
  return new Promise((resolve) => {
    worker.resolve = resolve;
    worker.postMessage(x);
  });
}

(async () => {
  const workers = Array.from({ length: atOnce }, start);
  for (const worker of workers) for (let i = 0; i < 1000 / atOnce; i++) await call(worker, i);
  const begun = process.hrtime.bigint();
  let done = 0;
  await Promise.all(
    workers.map(async (worker) => {
      while (done < calls) await call(worker, done++);
    }),
  );
  console.log((Number(process.hrtime.bigint() - begun) / calls / 1e3).toFixed(2));
  process.exit(0);
})();
