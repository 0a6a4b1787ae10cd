"""TaskGroup:cancel (scheduling.md §9)."""

import asyncio
from support import *


async def give(value, turns=0):
    await pause(turns)
    return value


async def sleeper(name):
    try:
        await asyncio.sleep(10)
    finally:
        log(name, "leaves")


@scenario
async def s37_cancel_ends_the_group_without_an_error():
    async with asyncio.TaskGroup() as group:
        group.create_task(sleeper("one"))
        group.create_task(sleeper("two"))
        await pause()
        group.cancel()
        log("body ends")
    log("after", asyncio.current_task().cancelling())
    await pause()


@scenario
async def s37b_a_child_cancels_its_group():
    async def child(group):
        await pause()
        group.cancel()
        log("asked")
        await pause()
        log("never")

    async with asyncio.TaskGroup() as group:
        group.create_task(sleeper("one"))
        group.create_task(child(group))
    log("after", asyncio.current_task().cancelling())


@scenario
async def s37c_cancel_after_the_end_does_nothing():
    async with asyncio.TaskGroup() as group:
        group.create_task(give(1))
    group.cancel()
    await pause()
    log("after", asyncio.current_task().cancelling())


@scenario
async def s37d_cancel_twice_is_cancel_once():
    async with asyncio.TaskGroup() as group:
        group.create_task(sleeper("one"))
        await pause()
        group.cancel()
        group.cancel()
        log(asyncio.current_task().cancelling())
    log("after", asyncio.current_task().cancelling())


@scenario
async def s37e_errors_during_that_cancellation_are_raised():
    async def crash():
        try:
            await asyncio.sleep(10)
        finally:
            fail("in cleanup")

    async def parent():
        async with asyncio.TaskGroup() as group:
            group.create_task(crash())
            await pause()
            group.cancel()

    log(await outcome(parent()), asyncio.current_task().cancelling())


@scenario
async def s37f_no_task_joins_a_cancelled_group():
    async with asyncio.TaskGroup() as group:
        group.create_task(sleeper("one"))
        await pause()
        group.cancel()
        log(attempt(group.create_task, give(1)))


@scenario
async def s37g_outside_cancel_after_cancel_is_not_swallowed():
    async def stubborn():
        await outcome(asyncio.sleep(10))
        await pause(5)

    async def parent():
        async with asyncio.TaskGroup() as group:
            group.create_task(stubborn())
            await pause()
            group.cancel()
        log("never")

    task = spawn("parent", parent())
    await pause(4)
    task.cancel("outside")
    log(await outcome(task), task.cancelling())


@scenario
async def s37h_cancel_of_a_group_nested_in_another():
    async with asyncio.TaskGroup() as outer:
        task = outer.create_task(give("outer", 6))
        async with asyncio.TaskGroup() as inner:
            inner.create_task(sleeper("inner"))
            await pause()
            inner.cancel()
        log("inner ended", state(task))
    log("outer ended", state(task))


@scenario
async def s37i_cancel_by_a_timer_while_waiting_in_exit():
    loop = asyncio.get_running_loop()
    async with asyncio.TaskGroup() as group:
        group.create_task(sleeper("one"))
        loop.call_later(1, group.cancel)
    log("after", elapsed(), asyncio.current_task().cancelling())


@scenario
async def s37j_cancel_of_a_group_without_children():
    async with asyncio.TaskGroup() as group:
        group.cancel()
    await pause()
    log("after", asyncio.current_task().cancelling())
