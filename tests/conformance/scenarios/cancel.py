"""Cancelling a task (scheduling.md §5; CPython's test_tasks)."""

import asyncio
from support import *


@scenario
async def s60_task_cancelled_before_its_first_step_never_runs():
    async def child():
        log("never")

    task = spawn("child", child())
    log(task.cancel("early"), state(task), task.cancelling())
    log(await outcome(task), state(task))


@scenario
async def s61_cancel_while_waiting_for_a_future():
    future = asyncio.Future()

    async def child():
        log(await outcome(future))

    task = spawn("child", child())
    await pause()
    log(task.cancel("stop"), state(future), state(task))
    await pause()
    log(state(task), task.cancelling())


@scenario
async def s62_cancel_wins_over_a_result_already_set():
    future = asyncio.Future()

    async def child():
        log("got", await future)

    task = spawn("child", child())
    await pause()
    future.set_result("value")
    log(task.cancel())
    log(await outcome(task), state(future))


@scenario
async def s63_cancel_travels_up_a_chain_a_tick_a_level():
    async def link(depth):
        try:
            if depth > 0:
                await spawn("link", link(depth - 1))
            else:
                await asyncio.sleep(10)
        finally:
            log("leaving", depth)

    task = spawn("chain", link(3))
    await pause(6)
    task.cancel("down")
    log(await outcome(task))


@scenario
async def s64_cancel_twice_while_it_travels():
    async def inner():
        try:
            await asyncio.sleep(10)
        finally:
            log("inner leaves")
            await pause(3)
            log("inner gone")

    async def outer():
        await spawn("inner", inner())

    task = spawn("outer", outer())
    await pause(3)
    log(task.cancel("first"), task.cancel("second"), task.cancelling())
    await pause(2)
    log(task.cancel("third"), task.cancelling())
    log(await outcome(task))


@scenario
async def s65_cancel_of_a_finished_task():
    async def child():
        return 1

    task = spawn("child", child())
    await task
    log(task.cancel(), task.cancelling(), state(task))


@scenario
async def s66_task_that_returns_with_a_cancel_pending_is_cancelled():
    async def child():
        asyncio.current_task().cancel("myself")
        log("returning")
        return "value"

    task = spawn("child", child())
    log(await outcome(task), state(task))


@scenario
async def s67_two_cancels_in_a_row_are_delivered_once():
    async def child():
        log(await outcome(asyncio.sleep(10)))
        log("count", asyncio.current_task().cancelling())
        log(await outcome(asyncio.sleep(10)))
        log("count", asyncio.current_task().cancelling())

    task = spawn("child", child())
    await pause()
    log(task.cancel("one"), task.cancel("two"))
    await pause(3)
    log(task.cancel("three"))
    await task


@scenario
async def s68_cancel_during_sleep_zero():
    async def child():
        log("before")
        log(await outcome(asyncio.sleep(0)))
        await asyncio.sleep(0)
        log("after")

    task = spawn("child", child())
    await pause()
    log(task.cancel("turn"))
    await task


@scenario
async def s69_uncancel_takes_back_a_pending_cancel():
    async def child():
        me = asyncio.current_task()
        log(me.cancel(), me.cancelling(), me.uncancel())
        await asyncio.sleep(1)
        log("not cancelled")

    await spawn("child", child())


@scenario
async def s69b_uncancel_counts_down_to_zero_only():
    async def child():
        me = asyncio.current_task()
        log(me.uncancel(), me.uncancel())
        me.cancel()
        me.cancel()
        log(me.cancelling(), me.uncancel())
        log(await outcome(asyncio.sleep(1)))
        log(me.uncancel(), me.uncancel())

    await spawn("child", child())


@scenario
async def s69c_uncancel_after_delivery_changes_the_count_only():
    async def child():
        me = asyncio.current_task()
        log(await outcome(asyncio.sleep(1)), me.cancelling())
        log(me.uncancel())
        await pause()
        return "survived"

    task = spawn("child", child())
    await pause()
    task.cancel()
    log(await task, task.cancelling())


@scenario
async def s70_self_cancel_is_delivered_at_the_next_await():
    future = asyncio.Future()

    async def child():
        asyncio.current_task().cancel("myself")
        log("still running")
        log(await outcome(future), state(future))

    await spawn("child", child())


@scenario
async def s70b_self_cancel_passes_an_await_that_does_not_suspend():
    async def child():
        done = asyncio.Future()
        done.set_result("done")
        asyncio.current_task().cancel()
        log(await done)
        log(await outcome(asyncio.sleep(0)))

    await spawn("child", child())
