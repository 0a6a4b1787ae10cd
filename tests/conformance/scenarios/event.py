"""Event (scheduling.md §10; CPython's test_locks)."""

import asyncio
from support import *


@scenario
async def s44_event_wakes_all_waiters_in_order_even_if_cleared():
    event = asyncio.Event()

    async def waiter(name):
        log(name, await event.wait(), event.is_set())

    tasks = [spawn(name, waiter(name)) for name in ["a", "b", "c"]]
    await pause()
    event.set()
    event.clear()
    await asyncio.wait(tasks)


@scenario
async def event_set_before_waiting_costs_nothing():
    event = asyncio.Event()
    asyncio.get_running_loop().call_soon(log, "callback")
    event.set()
    log(await event.wait(), event.is_set())
    event.clear()
    log(event.is_set())
    await pause()


@scenario
async def event_task_started_in_the_tick_of_set_passes_first():
    event = asyncio.Event()

    async def waiter(name):
        await event.wait()
        log(name)

    tasks = [spawn("1", waiter(1)), spawn("2", waiter(2))]
    await pause()
    tasks.append(spawn("3", waiter(3)))
    event.set()
    await asyncio.wait(tasks)


@scenario
async def event_set_twice_wakes_once():
    event = asyncio.Event()

    async def waiter():
        for number in range(2):
            await event.wait()
            log("woke", number)
            event.clear()

    task = spawn("waiter", waiter())
    await pause()
    event.set()
    event.set()
    await pause(3)
    event.set()
    await task


@scenario
async def event_set_clear_set():
    event = asyncio.Event()

    async def waiter():
        log(await event.wait())

    task = spawn("waiter", waiter())
    await pause()
    event.set()
    event.clear()
    event.set()
    event.set()
    await task
    log(event.is_set())


@scenario
async def event_cancelled_waiter():
    event = asyncio.Event()

    async def waiter(name):
        log(name, await outcome(event.wait()))

    one, two = spawn("one", waiter("one")), spawn("two", waiter("two"))
    await pause()
    one.cancel()
    event.set()
    await asyncio.wait([one, two])


@scenario
async def event_waiter_woken_and_cancelled_in_one_tick():
    event = asyncio.Event()

    async def waiter():
        log(await outcome(event.wait()))

    task = spawn("waiter", waiter())
    await pause()
    event.set()
    task.cancel()
    await task
    log(event.is_set())


@scenario
async def event_set_by_a_timer():
    event = asyncio.Event()
    asyncio.get_running_loop().call_later(2, event.set)
    log(await outcome(asyncio.wait_for(event.wait(), 1)), elapsed())
    log(await event.wait(), elapsed())
