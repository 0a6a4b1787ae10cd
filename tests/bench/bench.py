"""The cases of bench.lua for CPython's asyncio."""
import asyncio
from time import process_time


async def nothing():
    pass


async def sleep_zero(n):
    for _ in range(n):
        await asyncio.sleep(0)


async def await_call(n):
    for _ in range(n):
        await nothing()


async def create_and_await(n):
    for _ in range(n):
        await asyncio.create_task(nothing())


async def gather(n):
    for _ in range(n // 1000):
        await asyncio.gather(*[nothing() for _ in range(1000)])


async def queue_round_trip(n):
    there, back = asyncio.Queue(1), asyncio.Queue(1)

    async def echo():
        for _ in range(n):
            await back.put(await there.get())

    task = asyncio.create_task(echo())
    for i in range(n):
        await there.put(i)
        await back.get()
    await task


async def contended_lock(n):
    lock = asyncio.Lock()

    async def worker():
        for _ in range(n // 4):
            await lock.acquire()
            await asyncio.sleep(0)
            lock.release()

    await asyncio.gather(worker(), worker(), worker(), worker())


async def cancel_sleeping(n):
    for _ in range(n):
        task = asyncio.create_task(asyncio.sleep(3600))
        await asyncio.sleep(0)
        task.cancel()
        try:
            await task
        except asyncio.CancelledError:
            pass


async def main():
    for name, count, run in [
        ("sleep(0)", 200000, sleep_zero),
        ("await a call", 500000, await_call),
        ("create_task + await", 100000, create_and_await),
        ("gather of 1000, each", 100000, gather),
        ("queue round trip", 100000, queue_round_trip),
        ("contended lock", 100000, contended_lock),
        ("cancel a sleeping task", 50000, cancel_sleeping),
    ]:
        await run(count // 10)
        start = process_time()
        await run(count)
        print(f"{name}\t{(process_time() - start) / count * 1e9:.0f}")


asyncio.run(main())
