"""Cancellation on its way through tasks and handlers (scheduling.md §5; CPython's test_tasks)."""

import asyncio
from support import *


@scenario
async def s83_inner_task_swallows_the_cancel_of_the_outer():
    async def inner():
        log("inner", await outcome(asyncio.sleep(10)))
        return "anyway"

    async def outer():
        log("outer", await spawn("inner", inner()))
        log(asyncio.current_task().cancelling())
        await pause()
        return "alive"

    task = spawn("outer", outer())
    await pause(2)
    task.cancel()
    log(await task, task.cancelling(), task.cancelled())


@scenario
async def s84_inner_task_fails_when_the_outer_is_cancelled():
    async def inner():
        await outcome(asyncio.sleep(10))
        fail("instead")

    async def outer():
        await spawn("inner", inner())

    task = spawn("outer", outer())
    await pause(2)
    task.cancel()
    log(await outcome(task), state(task))


@scenario
async def s97_awaiting_in_cleanup_after_a_cancel():
    async def child():
        try:
            await asyncio.sleep(10)
        finally:
            await asyncio.sleep(1)
            log("cleaned", elapsed())

    task = spawn("child", child())
    await pause()
    task.cancel("stop")
    log(await outcome(task), elapsed())


@scenario
async def s97b_second_cancel_interrupts_the_cleanup():
    async def child():
        try:
            await asyncio.sleep(10)
        finally:
            log("cleanup got", await outcome(asyncio.sleep(5)))

    task = spawn("child", child())
    await pause()
    task.cancel("first")
    await pause(2)
    task.cancel("second")
    log(await outcome(task), task.cancelling(), elapsed())


@scenario
async def s98_cancelled_task_hands_its_own_error_to_the_first_awaiter():
    seen = []

    async def child():
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError as err:
            seen.append(err)
            raise

    task = spawn("child", child())
    await pause()
    task.cancel("identity")
    err = await outcome(task)
    log(err, err is seen[0])


@scenario
async def s99_new_error_instead_of_the_cancellation():
    async def child():
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError:
            fail("instead")

    task = spawn("child", child())
    await pause()
    task.cancel()
    log(await outcome(task), state(task), task.cancelling())


@scenario
async def s100_raising_cancelled_error_by_hand_cancels_the_task():
    async def child():
        raise asyncio.CancelledError("by hand")

    task = spawn("child", child())
    log(await outcome(task), state(task), task.cancelling())


@scenario
async def s101_awaiting_a_cancelled_task_is_an_error_like_any_other():
    async def sleeper():
        await asyncio.sleep(10)

    async def waiter(task):
        log("waiter got", await outcome(task), asyncio.current_task().cancelling())
        return "alive"

    inner = spawn("inner", sleeper())
    outer = spawn("outer", waiter(inner))
    await pause(2)
    inner.cancel("only inner")
    log(await outer)


@scenario
async def s102_cancelled_task_not_handled_cancels_the_awaiter_too():
    async def sleeper():
        await asyncio.sleep(10)

    async def waiter(task):
        await task

    inner = spawn("inner", sleeper())
    outer = spawn("outer", waiter(inner))
    await pause(2)
    inner.cancel("from below")
    log(await outcome(outer), state(outer), outer.cancelling())


@scenario
async def s103_cancel_from_a_callback_and_from_a_timer():
    loop = asyncio.get_running_loop()

    async def child(name):
        log(name, await outcome(asyncio.sleep(10)), elapsed())

    one, two = spawn("one", child("one")), spawn("two", child("two"))
    loop.call_soon(one.cancel)
    loop.call_later(1, two.cancel, "timed")
    await asyncio.wait([one, two])


@scenario
async def s104_sleep_that_is_due_in_the_tick_of_the_cancel():
    loop = asyncio.get_running_loop()

    async def child():
        log(await outcome(asyncio.sleep(1, "slept")))

    task = spawn("child", child())
    await pause()
    loop.call_later(1, task.cancel, "in the same tick")
    await task


@scenario
async def s105_cancel_leaves_no_timer_behind():
    async def child():
        await asyncio.sleep(1000)

    task = spawn("child", child())
    await pause()
    task.cancel()
    await outcome(task)
    await asyncio.sleep(1)
    log("elapsed", elapsed())


@scenario
async def cancel_in_a_generator_that_awaits_in_its_cleanup():
    async def numbers():
        try:
            yield 1
            await asyncio.sleep(10)
        finally:
            await asyncio.sleep(1)
            log("generator cleaned", elapsed())

    async def reader():
        async for number in numbers():
            log(number)

    task = spawn("reader", reader())
    await pause()
    task.cancel("through")
    log(await outcome(task))


@scenario
async def error_in_a_generator_that_awaits_in_its_cleanup():
    async def numbers():
        try:
            yield 1
            fail("in generator")
        finally:
            await asyncio.sleep(1)
            log("generator cleaned", elapsed())

    async def reader():
        async for number in numbers():
            log(number)

    log(await outcome(reader()))
