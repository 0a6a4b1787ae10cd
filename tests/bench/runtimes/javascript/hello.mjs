import { setImmediate } from 'node:timers'

await new Promise(resolve => setImmediate(resolve))
console.log('hello')
