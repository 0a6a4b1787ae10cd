// The cases of bench.lua for Node. It has neither queue nor lock: these are the short ones one would
// write oneself. A turn of its loop is setImmediate. A promise cannot be cancelled.
'use strict'

const turn = () => new Promise(resolve => setImmediate(resolve))
const nothing = async () => {}

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
    if (this.locked) await new Promise(resolve => this.waiters.push(resolve))
    this.locked = true
  }

  release() {
    const next = this.waiters.shift()
    if (next) next()
    else this.locked = false
  }
}

const cases = [
  ['sleep(0)', 200000, async n => {
    for (let i = 0; i < n; i++) await turn()
  }],

  ['await a call', 500000, async n => {
    for (let i = 0; i < n; i++) await nothing()
  }],

  ['create_task + await', 100000, async n => {
    for (let i = 0; i < n; i++) {
      const task = nothing()
      await task
    }
  }],

  ['gather of 1000, each', 100000, async n => {
    for (let i = 0; i < n / 1000; i++) await Promise.all(Array.from({ length: 1000 }, nothing))
  }],

  ['queue round trip', 100000, async n => {
    const there = new Queue(1)
    const back = new Queue(1)
    const echo = (async () => { for (let i = 0; i < n; i++) await back.put(await there.get()) })()
    for (let i = 0; i < n; i++) {
      await there.put(i)
      await back.get()
    }
    await echo
  }],

  ['contended lock', 100000, async n => {
    const lock = new Lock()
    const worker = async () => {
      for (let i = 0; i < n / 4; i++) {
        await lock.acquire()
        await turn()
        lock.release()
      }
    }
    await Promise.all([worker(), worker(), worker(), worker()])
  }],
]

async function main() {
  for (const [name, count, run] of cases) {
    await run(Math.floor(count / 10))
    const start = process.cpuUsage()
    await run(count)
    const { user, system } = process.cpuUsage(start)
    console.log(`${name}\t${Math.round((user + system) * 1000 / count)}`)
  }
}

main()
