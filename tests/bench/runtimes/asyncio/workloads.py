"""The workloads of docs/benchmarks.md for CPython's asyncio:  workloads.py asyncio|uvloop WORKLOAD COUNT

Prints "name value unit". BENCH_CLOCK=wall measures wall time.
"""
import asyncio
import os
import sys
import time

clock = time.perf_counter if os.environ.get("BENCH_CLOCK") == "wall" else time.process_time


async def nothing():
    pass


async def switch(count):
    async def yielder():
        for _ in range(count // 1000):
            await asyncio.sleep(0)

    await asyncio.gather(*[yielder() for _ in range(1000)])


async def create_await(count):
    for _ in range(count):
        await asyncio.create_task(nothing())


async def create_gather(count):
    await asyncio.gather(*[nothing() for _ in range(count)])


async def queue(count):
    there, back = asyncio.Queue(1), asyncio.Queue(1)

    async def echo():
        for _ in range(count):
            await back.put(await there.get())

    task = asyncio.create_task(echo())
    for i in range(count):
        await there.put(i)
        await back.get()
    await task


async def lock_contended(count):
    lock = asyncio.Lock()

    async def worker():
        for _ in range(count // 100):
            await lock.acquire()
            await asyncio.sleep(0)
            lock.release()

    await asyncio.gather(*[worker() for _ in range(100)])


async def lock_free(count):
    lock = asyncio.Lock()
    for _ in range(count):
        await lock.acquire()
        lock.release()


async def inline_await(count):
    for _ in range(count):
        await nothing()


async def error(count):
    async def fail():
        raise ValueError("boom")

    for _ in range(count):
        try:
            await asyncio.create_task(fail())
        except ValueError:
            pass


async def cancel(count):
    async def sleeper():
        await asyncio.sleep(3600)

    for _ in range(count):
        task = asyncio.create_task(sleeper())
        await asyncio.sleep(0)  # now it sleeps
        task.cancel()
        try:
            await task
        except asyncio.CancelledError:
            pass


async def spawn(count):
    # The loop holds tasks weakly: one keeps them oneself.
    tasks = [asyncio.create_task(nothing()) for _ in range(count)]
    await asyncio.sleep(0)
    return tasks


async def run_timers(count):
    worst = 0

    async def sleeper(seconds):
        nonlocal worst
        due = time.perf_counter() + seconds
        await asyncio.sleep(seconds)
        worst = max(worst, time.perf_counter() - due)

    await asyncio.gather(*[sleeper(i * 7919 % count * 1e-5) for i in range(count)])
    return worst


def report(name, value, unit):
    print(f"{name} {value:.6g} {unit}", flush=True)


def resident_bytes():
    with open("/proc/self/status") as status:
        for line in status:
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) * 1024


async def timers(count):
    await run_timers(count)
    start = time.process_time()
    worst = await run_timers(count)
    report("timers_cpu", (time.process_time() - start) * 1e3, "ms")
    report("timers_late", worst * 1e3, "ms")


async def memory(count):
    async def sleeper():
        await asyncio.sleep(3600)

    before = resident_bytes()
    tasks = [asyncio.create_task(sleeper()) for _ in range(count)]
    await asyncio.sleep(0)
    report("memory", (resident_bytes() - before) / len(tasks), "B")
    os._exit(0)


async def thread(count):
    def increment(x):
        return x + 1

    async def caller(calls):
        for i in range(calls):
            assert await asyncio.to_thread(increment, i) == i + 1

    async def run(calls):
        await asyncio.gather(*[caller(calls) for _ in range(4)])

    await run(count // 40)
    wall, cpu = time.perf_counter(), time.process_time()
    await run(count // 4)
    report("thread_wall", (time.perf_counter() - wall) / count * 1e6, "us")
    report("thread_cpu", (time.process_time() - cpu) / count * 1e6, "us")


async def group_cancel_time(count):
    """Before CPython 3.15 a group has no cancel(): an error in its block does the same."""

    async def sleeper():
        await asyncio.sleep(3600)

    start = None
    try:
        async with asyncio.TaskGroup() as group:
            for _ in range(count):
                group.create_task(sleeper())
            await asyncio.sleep(0)
            start = clock()
            raise ValueError("leave")
    except ExceptionGroup:
        pass
    return clock() - start


async def group_cancel(count):
    runs = max(1, 100000 // count)
    total = sum([await group_cancel_time(count) for _ in range(runs)])
    report("group_cancel", total / runs / count * 1e9, "ns")


def bursts(name, run):
    async def repeat(count):
        runs = max(1, 200000 // count)
        start = clock()
        for _ in range(runs):
            await run(count)
        report(name, (clock() - start) / runs / count * 1e9, "ns")

    return repeat


simple = {f.__name__: f for f in (
    switch, create_await, create_gather, queue, lock_contended, lock_free, inline_await, error, cancel)}
special = {
    "timers": timers, "memory": memory, "thread": thread, "group_cancel": group_cancel,
    "burst_spawn": bursts("burst_spawn", spawn),
    "burst_gather": bursts("burst_gather", create_gather),
    "burst_timers": bursts("burst_timers", run_timers),
}


async def main(name, count):
    if name in special:
        return await special[name](count)
    if name not in simple:
        sys.exit(3)  # does not exist here
    await simple[name](count)
    start = clock()
    await simple[name](count)
    report(name, (clock() - start) / count * 1e9, "ns")


if sys.argv[1] == "uvloop":
    import uvloop
    uvloop.install()
asyncio.run(main(sys.argv[2], int(sys.argv[3])))
