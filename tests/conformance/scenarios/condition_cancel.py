"""Condition: cancelled waiters (scheduling.md §10; CPython's test_locks)."""

import asyncio
from support import *


@scenario
async def condition_cancelled_wait_holds_the_lock_again():
    cond = asyncio.Condition()

    async def waiter():
        async with cond:
            log(await outcome(cond.wait()), cond.locked())

    task = spawn("waiter", waiter())
    await pause()
    task.cancel("stop")
    await task
    log(cond.locked())


@scenario
async def condition_cancelled_wait_waits_for_the_lock():
    cond = asyncio.Condition()

    async def waiter():
        async with cond:
            try:
                await cond.wait()
            finally:
                log("out of wait", cond.locked())

    task = spawn("waiter", waiter())
    await pause()
    await cond.acquire()
    task.cancel("contested")
    await pause(3)
    log("releasing", state(task))
    cond.release()
    log(await outcome(task), cond.locked())


@scenario
async def condition_cancelled_while_acquiring_again():
    cond = asyncio.Condition()

    async def waiter():
        async with cond:
            log(await outcome(cond.wait()), cond.locked())

    task = spawn("waiter", waiter())
    await pause()
    await cond.acquire()
    cond.notify()
    await pause(2)
    task.cancel("while acquiring")
    await pause(2)
    log("releasing", state(task))
    cond.release()
    await task


@scenario
async def condition_cancelled_twice_while_acquiring_again():
    cond = asyncio.Condition()

    async def waiter():
        async with cond:
            log(await outcome(cond.wait()), asyncio.current_task().cancelling())

    task = spawn("waiter", waiter())
    await pause()
    await cond.acquire()
    task.cancel("first")
    await pause(2)
    task.cancel("second")
    await pause(2)
    cond.release()
    await task


@scenario
async def condition_notified_and_cancelled_passes_the_notification_on():
    cond = asyncio.Condition()

    async def waiter(name):
        async with cond:
            log(name, await outcome(cond.wait()))

    tasks = [spawn(name, waiter(name)) for name in ["a", "b", "c"]]
    await pause()
    async with cond:
        cond.notify()
        tasks[0].cancel()
    await pause(5)
    log(state(tasks[1]), state(tasks[2]))
    async with cond:
        cond.notify_all()
    await asyncio.wait(tasks)


@scenario
async def condition_cancelled_while_relocking_passes_the_notification_on():
    cond = asyncio.Condition()

    async def waiter(name):
        async with cond:
            log(name, await outcome(cond.wait()))

    tasks = [spawn(name, waiter(name)) for name in ["a", "b", "c"]]
    await pause()
    await cond.acquire()
    cond.notify()
    await pause(2)
    tasks[0].cancel()
    await pause()
    cond.release()
    await pause(6)
    log(state(tasks[1]), state(tasks[2]))
    async with cond:
        cond.notify_all()
    await asyncio.wait(tasks)


@scenario
async def condition_wait_with_a_timeout_keeps_the_lock():
    cond = asyncio.Condition()
    async with cond:
        log(await outcome(asyncio.wait_for(cond.wait(), 1)), cond.locked(), elapsed())
    log(cond.locked())


@scenario
async def condition_cancel_without_notification_wakes_nobody_for_good():
    cond = asyncio.Condition()

    async def waiter(name):
        async with cond:
            log(name, await outcome(cond.wait()))

    tasks = [spawn(name, waiter(name)) for name in ["a", "b"]]
    await pause()
    tasks[0].cancel()
    await pause(5)
    log(state(tasks[0]), state(tasks[1]))
    async with cond:
        cond.notify_all()
    await asyncio.wait(tasks)
