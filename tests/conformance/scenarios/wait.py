"""wait (scheduling.md §7; CPython's test_tasks)."""

import asyncio
from support import *


async def give(value, turns=0):
    await pause(turns)
    return value


async def broken(message, turns=0):
    await pause(turns)
    fail(message)


async def nap(value, delay):
    await asyncio.sleep(delay)
    return value


@scenario
async def s13_wait_returns_two_ticks_after_the_last():
    async def child(name, turns):
        await pause(turns)
        log(name, "ends")

    tasks = [spawn("a", child("a", 2)), spawn("b", child("b", 1))]
    done, pending = await asyncio.wait(tasks)
    log(names(done), names(pending))


@scenario
async def s14_wait_on_finished_futures_still_takes_two_ticks():
    tasks = [spawn("a", give(1)), spawn("b", give(2))]
    await pause(3)
    log("all done", state(tasks[0]), state(tasks[1]))
    done, pending = await asyncio.wait(tasks)
    log(names(done), names(pending))


@scenario
async def s15_wait_first_completed_counts_late_finishers_of_the_tick():
    tasks = [spawn("a", give(1, 1)), spawn("b", give(2, 2)), spawn("c", give(3, 9))]
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    log(names(done), names(pending))
    await asyncio.wait(pending)


@scenario
async def wait_first_exception():
    tasks = [spawn("a", give(1)), spawn("b", broken("b", 2)), spawn("c", give(3, 9))]
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_EXCEPTION)
    log(names(done), names(pending))
    await asyncio.wait(pending)


@scenario
async def wait_first_exception_without_one_waits_for_all():
    tasks = [spawn("a", give(1)), spawn("b", give(2, 4))]
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_EXCEPTION)
    log(names(done), names(pending))


@scenario
async def wait_first_exception_ignores_cancelled_ones():
    tasks = [spawn("a", nap(1, 10)), spawn("b", give(2, 5))]
    await pause()
    tasks[0].cancel()
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_EXCEPTION)
    log(names(done), names(pending))


@scenario
async def wait_first_completed_counts_a_cancelled_one():
    tasks = [spawn("a", nap(1, 10)), spawn("b", nap(2, 1))]
    await pause()
    tasks[0].cancel()
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    log(names(done), names(pending))
    await asyncio.wait(pending)


@scenario
async def wait_timeout():
    tasks = [spawn("a", nap(1, 1)), spawn("b", nap(2, 5))]
    done, pending = await asyncio.wait(tasks, timeout=2)
    log(names(done), names(pending), elapsed())
    done, pending = await asyncio.wait(tasks, timeout=0)
    log(names(done), names(pending), elapsed())
    await asyncio.wait(tasks)
    log(elapsed())


@scenario
async def wait_timeout_in_the_moment_of_the_end():
    tasks = [spawn("a", nap(1, 2))]
    done, pending = await asyncio.wait(tasks, timeout=2)
    log(names(done), names(pending), elapsed())
    if pending:
        await asyncio.wait(pending)


@scenario
async def wait_same_task_twice():
    task = spawn("a", give(1))
    done, pending = await asyncio.wait([task, task])
    log(names(done), names(pending))


@scenario
async def wait_cancelled_leaves_the_tasks_alone():
    task = spawn("a", nap(1, 3))

    async def waiter():
        await asyncio.wait([task])

    other = spawn("waiter", waiter())
    await pause(2)
    other.cancel("waiter only")
    log(await outcome(other), state(task))
    log(await task, elapsed())


@scenario
async def wait_refuses_coroutines_and_nothing():
    coro = give(1)
    log(await outcome(asyncio.wait([coro])))
    await coro
    log(await outcome(asyncio.wait([])))


@scenario
async def wait_errors_stay_in_the_tasks():
    tasks = [spawn("a", broken("a")), spawn("b", broken("b"))]
    done, pending = await asyncio.wait(tasks)
    log(names(done), names(pending), state(tasks[0]), state(tasks[1]))
