"""wait_for (scheduling.md §7; CPython's test_waitfor)."""

import asyncio
from support import *


async def give(value, turns=0):
    await pause(turns)
    return value


async def nap(value, delay):
    try:
        await asyncio.sleep(delay)
    finally:
        log("nap ends", elapsed())
    return value


@scenario
async def s16_wait_for_runs_a_coroutine_in_the_same_task():
    me = asyncio.current_task()

    async def child():
        log("same task", asyncio.current_task() == me)
        return "value"

    log(await asyncio.wait_for(child(), 1))
    log(await asyncio.wait_for(child(), None))


@scenario
async def s18_wait_for_zero_cancels_what_is_running():
    task = spawn("nap", nap("value", 10))
    await pause()
    log(await outcome(asyncio.wait_for(task, 0)), state(task))
    other = spawn("nap", nap("value", 10))
    await pause()
    log(await outcome(asyncio.wait_for(other, -1)), state(other), elapsed())


@scenario
async def s18b_wait_for_zero_never_starts_a_coroutine():
    log(await outcome(asyncio.wait_for(nap("value", 1), 0)))


@scenario
async def wait_for_zero_and_a_done_future():
    future = asyncio.Future()
    future.set_result("done")
    log(await asyncio.wait_for(future, 0))


@scenario
async def wait_for_zero_and_a_task_that_answers_the_cancel_with_a_value():
    async def stubborn():
        await outcome(asyncio.sleep(10))
        return "anyway"

    task = spawn("stubborn", stubborn())
    await pause()
    log(await asyncio.wait_for(task, 0))


@scenario
async def wait_for_zero_waits_for_the_cleanup():
    async def child():
        try:
            await asyncio.sleep(10)
        finally:
            await asyncio.sleep(1)

    task = spawn("child", child())
    await pause()
    log(await outcome(asyncio.wait_for(task, 0)), elapsed())


@scenario
async def wait_for_timeout_on_a_coroutine():
    log(await outcome(asyncio.wait_for(nap("value", 5), 1)), elapsed())
    log(asyncio.current_task().cancelling())


@scenario
async def wait_for_timeout_on_a_task_cancels_it():
    task = spawn("nap", nap("value", 5))
    log(await outcome(asyncio.wait_for(task, 1)), state(task), elapsed())


@scenario
async def wait_for_in_time():
    log(await asyncio.wait_for(nap("value", 1), 2), elapsed())
    await asyncio.sleep(5)
    log("no late timeout", elapsed())


@scenario
async def wait_for_without_limit():
    log(await asyncio.wait_for(nap("value", 1000), None), elapsed())


@scenario
async def wait_for_waits_for_a_slow_cancellation():
    async def child():
        try:
            await asyncio.sleep(10)
        finally:
            await asyncio.sleep(3)
            log("cleaned", elapsed())

    log(await outcome(asyncio.wait_for(child(), 1)), elapsed())


@scenario
async def wait_for_value_in_spite_of_the_cancel_wins():
    async def child():
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError:
            log("swallowed")
        return "anyway"

    log(await asyncio.wait_for(child(), 1), elapsed())
    log(await asyncio.wait_for(spawn("child", child()), 1), elapsed())


@scenario
async def wait_for_error_during_the_cancel_wins():
    async def child():
        try:
            await asyncio.sleep(10)
        finally:
            fail("in cleanup")

    log(await outcome(asyncio.wait_for(child(), 1)))
    log(await outcome(asyncio.wait_for(spawn("child", child()), 1)))


@scenario
async def wait_for_result_set_before_the_deadline_of_the_same_moment():
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    loop.call_later(1, future.set_result, "first")
    log(await outcome(asyncio.wait_for(future, 1)), state(future))
    other = loop.create_future()
    waiter = spawn("waiter", asyncio.wait_for(other, 1))
    await pause()
    loop.call_later(1, attempt, other.set_result, "second")
    log(await outcome(waiter), state(other))


@scenario
async def wait_for_is_cancelled_from_outside():
    async def waiter():
        await asyncio.wait_for(nap("value", 10), 5)

    task = spawn("waiter", waiter())
    await pause()
    task.cancel("outside")
    log(await outcome(task), task.cancelling())


@scenario
async def wait_for_is_cancelled_and_its_task_with_it():
    inner = spawn("inner", nap("value", 10))
    task = spawn("waiter", asyncio.wait_for(inner, 5))
    await pause(2)
    task.cancel("outside")
    log(await outcome(task), state(inner))


@scenario
async def wait_for_is_cancelled_and_the_inner_value_wins():
    async def stubborn():
        await outcome(asyncio.sleep(10))
        return "anyway"

    task = spawn("waiter", asyncio.wait_for(stubborn(), 5))
    await pause()
    task.cancel()
    log(await outcome(task), task.cancelling())


@scenario
async def wait_for_cancel_in_the_tick_of_the_result_is_not_swallowed():
    inner = spawn("inner", give("value", 2))
    task = spawn("waiter", asyncio.wait_for(inner, 5))
    await pause(3)
    log(state(inner), task.cancel())
    log(await outcome(task), state(inner))


@scenario
async def wait_for_inside_wait_for():
    async def inner():
        log(await outcome(asyncio.wait_for(asyncio.sleep(10), 1)), elapsed())
        await asyncio.sleep(10)

    log(await outcome(asyncio.wait_for(inner(), 3)), elapsed())
