"""Condition (scheduling.md §10; CPython's test_locks)."""

import asyncio
from support import *


@scenario
async def s45_notified_waiter_goes_on_if_the_lock_is_free():
    cond = asyncio.Condition()

    async def waiter():
        async with cond:
            log(await cond.wait())

    task = spawn("waiter", waiter())
    await pause()
    async with cond:
        cond.notify()
        log("notified")
    log("released")
    await task


@scenario
async def s45b_notified_waiters_contend_for_the_lock_in_order():
    cond = asyncio.Condition()

    async def waiter(name):
        async with cond:
            await cond.wait()
            log(name, "woke")
            await pause()
            log(name, "leaves")

    tasks = [spawn(name, waiter(name)) for name in ["a", "b", "c"]]
    await pause()
    async with cond:
        cond.notify_all()
        await pause(2)
        log("notifier leaves")
    await asyncio.wait(tasks)


@scenario
async def condition_notify_alone_does_not_run_the_waiter():
    cond = asyncio.Condition()

    async def waiter():
        async with cond:
            await cond.wait()
            log("waiter", cond.locked())

    task = spawn("waiter", waiter())
    await pause()
    await cond.acquire()
    cond.notify()
    await pause(3)
    log("still held")
    cond.release()
    await task
    log(cond.locked())


@scenario
async def condition_notify_counts():
    cond = asyncio.Condition()

    async def waiter(name):
        async with cond:
            await cond.wait()
            log(name)

    tasks = [spawn(name, waiter(name)) for name in ["a", "b", "c", "d", "e"]]
    await pause()
    for count in [1, 2, 2048]:
        async with cond:
            cond.notify(count)
        await pause(4)
        log("after", count)
    await asyncio.wait(tasks)


@scenario
async def condition_notify_zero_wakes_nobody():
    cond = asyncio.Condition()

    async def waiter():
        async with cond:
            await cond.wait()
            log("woke")

    task = spawn("waiter", waiter())
    await pause()
    async with cond:
        cond.notify(0)
    await pause(3)
    log(state(task))
    async with cond:
        cond.notify()
    await task


@scenario
async def condition_needs_its_lock():
    cond = asyncio.Condition()
    log(await outcome(cond.wait()))
    log(attempt(cond.notify), attempt(cond.notify_all), attempt(cond.release))


@scenario
async def condition_wait_for():
    cond = asyncio.Condition()
    stock = []

    async def buyer():
        async with cond:
            log("bought", await cond.wait_for(lambda: len(stock) >= 3 and len(stock)))

    task = spawn("buyer", buyer())
    for item in ["a", "b", "c"]:
        await pause()
        async with cond:
            stock.append(item)
            cond.notify()
            log("delivered", item)
    await task


@scenario
async def condition_wait_for_true_at_once():
    cond = asyncio.Condition()
    log(await cond.wait_for(lambda: "true"))
    log(await outcome(cond.wait_for(lambda: False)))


@scenario
async def condition_shares_a_given_lock():
    lock = asyncio.Lock()
    cond = asyncio.Condition(lock)
    async with lock:
        log(cond.locked())
        cond.notify()
    async with cond:
        log(lock.locked())
    log(lock.locked(), cond.locked())
