"""Cancellation meeting handlers, closing scopes and generators (scheduling.md §5, api.md §5)."""

import asyncio
from support import *


@scenario
async def cleanup_scopes_close_inside_out_on_cancel():
    async def child():
        try:
            try:
                await asyncio.sleep(10)
            finally:
                await pause()
                log("inner closed")
        finally:
            await pause()
            log("outer closed")

    task = spawn("child", child())
    await pause()
    task.cancel("stop")
    log(await outcome(task))


@scenario
async def cleanup_error_replaces_the_cancellation():
    async def child():
        try:
            await asyncio.sleep(10)
        finally:
            await pause()
            fail("in cleanup")

    task = spawn("child", child())
    await pause()
    task.cancel()
    log(await outcome(task), state(task))


@scenario
async def cleanup_handler_for_errors_lets_cancellation_pass():
    async def child():
        try:
            await asyncio.sleep(10)
        except Exception as err:
            log("never", err)
        log("never")

    task = spawn("child", child())
    await pause()
    task.cancel("pass")
    log(await outcome(task))


@scenario
async def cleanup_handler_for_cancellation_lets_errors_pass():
    async def child():
        try:
            await pause()
            fail("ordinary")
        except asyncio.CancelledError:
            log("never")

    log(await outcome(spawn("child", child())))


@scenario
async def cleanup_swallowed_cancel_lets_the_task_go_on():
    async def child():
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError as err:
            log("caught", err)
        await asyncio.sleep(1)
        log("went on", elapsed(), asyncio.current_task().cancelling())
        return "value"

    task = spawn("child", child())
    await pause()
    task.cancel("caught")
    log(await outcome(task), task.cancelled(), task.cancelling())


@scenario
async def cleanup_cancel_is_caught_and_raised_again():
    async def child():
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError:
            log("count", asyncio.current_task().cancelling())
            await pause(2)
            log("raising again")
            raise

    task = spawn("child", child())
    await pause()
    task.cancel("again")
    log(await outcome(task), state(task))


@scenario
async def cleanup_loop_survives_as_many_cancels_as_it_catches():
    async def child():
        for number in range(3):
            try:
                await asyncio.sleep(10)
            except asyncio.CancelledError as err:
                log(number, err)
        return "done"

    task = spawn("child", child())
    for number in range(3):
        await pause(2)
        task.cancel("cancel " + str(number))
    log(await task, task.cancelling())


@scenario
async def cleanup_cancel_arrives_in_a_generator():
    async def numbers():
        try:
            await pause()
            yield 1
            await asyncio.sleep(10)
            yield 2
        finally:
            log("generator closed")

    async def reader():
        async for number in numbers():
            log(number)

    task = spawn("reader", reader())
    await pause(4)
    task.cancel("through")
    log(await outcome(task))


@scenario
async def cleanup_generator_swallows_the_cancel():
    async def numbers():
        yield 1
        log("generator got", await outcome(asyncio.sleep(10)))
        yield 2

    async def reader():
        async for number in numbers():
            log(number)
        return "read to the end"

    task = spawn("reader", reader())
    await pause(3)
    task.cancel()
    log(await task)


@scenario
async def cleanup_task_started_in_cleanup_is_awaited():
    async def helper():
        await asyncio.sleep(1)
        return "helped"

    async def child():
        try:
            await asyncio.sleep(10)
        finally:
            log(await spawn("helper", helper()), elapsed())

    task = spawn("child", child())
    await pause()
    task.cancel()
    log(await outcome(task))


@scenario
async def cleanup_cancelled_again_while_cleanup_awaits_a_task():
    async def helper():
        log("helper got", await outcome(asyncio.sleep(5)))

    async def child():
        try:
            await asyncio.sleep(10)
        finally:
            await spawn("helper", helper())
            log("cleaned")

    task = spawn("child", child())
    await pause()
    task.cancel("first")
    await pause(3)
    task.cancel("second")
    log(await outcome(task), task.cancelling())


@scenario
async def cleanup_lock_is_released_by_a_cancelled_holder():
    lock = asyncio.Lock()

    async def holder():
        async with lock:
            log("holding")
            await asyncio.sleep(10)

    async def next_one():
        async with lock:
            log("next holds")

    task = spawn("holder", holder())
    other = spawn("next", next_one())
    await pause(2)
    task.cancel()
    await other
    log(await outcome(task), lock.locked())


@scenario
async def cleanup_inline_coroutine_is_left_by_the_cancellation():
    async def inner():
        try:
            await asyncio.sleep(10)
        finally:
            log("inner left")

    async def outer():
        try:
            await inner()
        finally:
            log("outer left")

    task = spawn("outer", outer())
    await pause()
    task.cancel()
    log(await outcome(task))


@scenario
async def cleanup_cancel_in_the_last_step():
    async def child():
        await pause()
        log("last step")

    task = spawn("child", child())
    await pause()
    await pause()
    log(task.cancel(), task.done(), await outcome(task))
