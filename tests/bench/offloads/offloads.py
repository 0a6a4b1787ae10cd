# The same by asyncio.to_thread: python3 offloads.py CALLS AT-ONCE
import asyncio
import sys
import time

calls, at_once = map(int, sys.argv[1:3])


def job(x):
    return x


async def main():
    done = 0

    async def worker():
        nonlocal done
        while done < calls:
            done += 1
            await asyncio.to_thread(job, done)

    for i in range(1000):
        await asyncio.to_thread(job, i)
    start = time.perf_counter()
    await asyncio.gather(*[worker() for _ in range(at_once)])
    print(f"{(time.perf_counter() - start) / calls * 1e6:.2f}")


asyncio.run(main())
