// The workloads of docs/benchmarks.md for Node, Bun and Deno:  workloads.mjs WORKLOAD COUNT
// Prints "name value unit". BENCH_CLOCK=wall measures wall time.
//
// An async function runs at its call and leaves a promise, which has no stack and no turn of the loop to wait for: that
// is the nearest to a task here. There is neither queue nor lock nor thread pool: those below are the short ones that
// one writes oneself. A turn of the loop is setImmediate.
import process from 'node:process'
import { readFileSync } from 'node:fs'
import { setImmediate } from 'node:timers'
import { setTimeout as sleep } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'

const cpuClock = () => {
  const { user, system } = process.cpuUsage() // all threads
  return (user + system) / 1e6
}
const wallClock = () => performance.now() / 1e3
const clock = process.env.BENCH_CLOCK === 'wall' ? wallClock : cpuClock

const turn = () => new Promise(resolve => setImmediate(resolve))
const nothing = async () => {}
const times = (count, f) => Promise.all(Array.from({ length: count }, (_, i) => f(i)))

class Queue {
  constructor(maxsize) { Object.assign(this, { maxsize, items: [], getters: [], putters: [] }) }

  async put(item) {
    while (this.items.length >= this.maxsize) await new Promise(resolve => this.putters.push(resolve))
    this.items.push(item)
    this.getters.shift()?.()
  }

  async get() {
    while (this.items.length === 0) await new Promise(resolve => this.getters.push(resolve))
    const item = this.items.shift()
    this.putters.shift()?.()
    return item
  }
}

class Lock {
  constructor() { Object.assign(this, { locked: false, waiters: [] }) }

  async acquire() {
    if (this.locked) await new Promise(resolve => this.waiters.push(resolve)) // handed over by release
    this.locked = true
  }

  release() {
    const next = this.waiters.shift()
    if (next) next()
    else this.locked = false
  }
}

class Pool {
  constructor(size) {
    this.waiting = []
    this.workers = Array.from({ length: size }, () => new Worker(new URL('./worker.mjs', import.meta.url)))
    this.idle = [...this.workers]
  }

  async call(argument) {
    const worker = this.idle.pop() ?? await new Promise(resolve => this.waiting.push(resolve))
    const result = await new Promise(resolve => {
      worker.once('message', resolve)
      worker.postMessage(argument)
    })
    const next = this.waiting.shift()
    if (next) next(worker)
    else this.idle.push(worker)
    return result
  }

  close() { return Promise.all(this.workers.map(worker => worker.terminate())) }
}

const workloads = {
  async switch(count) {
    await times(1000, async () => {
      for (let i = 0; i < count / 1000; i++) await turn()
    })
  },

  async create_await(count) {
    for (let i = 0; i < count; i++) {
      const task = nothing()
      await task
    }
  },

  async create_gather(count) { await times(count, nothing) },

  async queue(count) {
    const there = new Queue(1)
    const back = new Queue(1)
    const echo = (async () => { for (let i = 0; i < count; i++) await back.put(await there.get()) })()
    for (let i = 0; i < count; i++) {
      await there.put(i)
      await back.get()
    }
    await echo
  },

  async lock_contended(count) {
    const lock = new Lock()
    await times(100, async () => {
      for (let i = 0; i < count / 100; i++) {
        await lock.acquire()
        await turn()
        lock.release()
      }
    })
  },

  async lock_free(count) {
    const lock = new Lock()
    for (let i = 0; i < count; i++) {
      await lock.acquire()
      lock.release()
    }
  },

  async inline_await(count) { for (let i = 0; i < count; i++) await nothing() },

  async error(count) {
    const fail = async () => { throw new Error('boom') }
    for (let i = 0; i < count; i++) {
      const task = fail()
      try { await task } catch (error) { if (error.message !== 'boom') throw error }
    }
  },

  // A promise cannot be cancelled, but the sleep of the standard library can be told to give up.
  async cancel(count) {
    const sleeper = async signal => { await sleep(3600e3, undefined, { signal }) }
    for (let i = 0; i < count; i++) {
      const controller = new AbortController()
      const task = sleeper(controller.signal)
      await turn()
      controller.abort()
      try { await task } catch (error) { if (error.name !== 'AbortError') throw error }
    }
  },
}

const report = (name, value, unit) => console.log(`${name} ${Number(value.toPrecision(6))} ${unit}`)
const residentBytes = () => readFileSync('/proc/self/status', 'latin1').match(/VmRSS:\s*(\d+)/)[1] * 1024

// The timers of COUNT async functions, 10 µs apart and armed in a shuffled order; returns the worst lateness in seconds.
async function runTimers(count) {
  let worst = 0
  await times(count, async i => {
    const seconds = (i + 1) * 7919 % count * 1e-5
    const due = wallClock() + seconds
    await new Promise(resolve => setTimeout(resolve, seconds * 1e3))
    worst = Math.max(worst, wallClock() - due)
  })
  return worst
}

const special = {
  async timers(count) {
    await runTimers(count)
    const start = cpuClock()
    const worst = await runTimers(count)
    report('timers_cpu', (cpuClock() - start) * 1e3, 'ms')
    report('timers_late', worst * 1e3, 'ms')
  },

  async memory(count) {
    const before = residentBytes()
    const sleeper = async () => { await new Promise(resolve => setTimeout(resolve, 3600e3)) }
    const tasks = Array.from({ length: count }, sleeper)
    await turn()
    report('memory', (residentBytes() - before) / tasks.length, 'B')
    process.exit()
  },

  async thread(count) {
    const pool = new Pool(4)
    const run = calls => times(4, async () => {
      for (let i = 0; i < calls; i++) if (await pool.call(i) !== i + 1) throw new Error('wrong answer')
    })
    await run(count / 40)
    const wall = wallClock()
    const cpu = cpuClock()
    await run(count / 4)
    report('thread_wall', (wallClock() - wall) / count * 1e6, 'us')
    report('thread_cpu', (cpuClock() - cpu) / count * 1e6, 'us')
    await pool.close()
  },
}

const [name, count] = [process.argv[2], Number(process.argv[3])]
if (special[name]) {
  await special[name](count)
} else if (workloads[name]) {
  await workloads[name](count)
  const start = clock()
  await workloads[name](count)
  report(name, (clock() - start) / count * 1e9, 'ns')
} else {
  process.exit(3) // does not exist here
}
