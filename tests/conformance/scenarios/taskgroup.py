"""TaskGroup: when it ends, how it fails (scheduling.md §9)."""

import asyncio
from support import *


async def give(value, turns=0):
    await pause(turns)
    return value


async def broken(message, turns=0):
    await pause(turns)
    fail(message)


async def sleeper(name):
    try:
        await asyncio.sleep(10)
    finally:
        log(name, "leaves")


async def crash_in_cleanup(message):
    try:
        await asyncio.sleep(10)
    finally:
        fail(message)


@scenario
async def s30_group_ends_two_ticks_after_the_last_child():
    async def child(name, turns):
        await pause(turns)
        log(name, "ends")

    async with asyncio.TaskGroup() as group:
        group.create_task(child("a", 2))
        group.create_task(child("b", 1))
        log("body ends")
    log("group ended")


@scenario
async def s31_empty_group_costs_nothing():
    loop = asyncio.get_running_loop()
    loop.call_soon(log, "callback")
    async with asyncio.TaskGroup():
        log("body")
    log("ended")
    await pause()


@scenario
async def s32_group_whose_children_are_gone_costs_nothing():
    async with asyncio.TaskGroup() as group:
        group.create_task(give(1))
        await pause(3)
        log("body ends")
    log("ended")


@scenario
async def s32b_child_whose_callback_is_pending_still_counts():
    async with asyncio.TaskGroup() as group:
        task = group.create_task(give(1))
        await pause()
        log(task.done())
    log("ended")


@scenario
async def s33_child_error_reaches_siblings_and_parent():
    async def parent():
        async with asyncio.TaskGroup() as group:
            group.create_task(sleeper("sibling"))
            group.create_task(broken("child", 1))
            try:
                await asyncio.sleep(10)
            finally:
                log("body leaves")
        log("never")

    log(await outcome(parent()), asyncio.current_task().cancelling())


@scenario
async def s33b_child_error_while_the_parent_waits_in_exit():
    async def parent():
        async with asyncio.TaskGroup() as group:
            group.create_task(sleeper("one"))
            group.create_task(sleeper("two"))
            group.create_task(broken("child", 1))
        log("never")

    log(await outcome(parent()), asyncio.current_task().cancelling())


@scenario
async def s34_body_error_comes_last():
    async def parent():
        async with asyncio.TaskGroup() as group:
            group.create_task(crash_in_cleanup("cleanup one"))
            group.create_task(crash_in_cleanup("cleanup two"))
            await pause()
            fail("body")

    log(await outcome(parent()))


@scenario
async def s34b_body_error_before_any_await():
    async def parent():
        async with asyncio.TaskGroup() as group:
            group.create_task(sleeper("never started"))
            fail("body")

    log(await outcome(parent()))


@scenario
async def s34c_errors_are_listed_in_completion_order():
    async def parent():
        async with asyncio.TaskGroup() as group:
            group.create_task(broken("slow", 3))
            group.create_task(broken("quick", 1))
            group.create_task(broken("slow as well", 3))

    log(await outcome(parent()))


@scenario
async def s34d_two_children_fail_in_one_tick():
    async def parent():
        async with asyncio.TaskGroup() as group:
            group.create_task(broken("one", 1))
            group.create_task(broken("two", 1))
            group.create_task(broken("three", 2))

    log(await outcome(parent()))


@scenario
async def s35_cancel_from_outside_during_the_exit():
    async def parent():
        async with asyncio.TaskGroup() as group:
            group.create_task(sleeper("one"))
            group.create_task(sleeper("two"))
        log("never")

    task = spawn("parent", parent())
    await pause(2)
    task.cancel("outside")
    log(await outcome(task), task.cancelling())


@scenario
async def s36_cancel_from_outside_during_the_body():
    async def parent():
        async with asyncio.TaskGroup() as group:
            group.create_task(sleeper("one"))
            group.create_task(sleeper("two"))
            try:
                await asyncio.sleep(10)
            finally:
                log("body leaves")

    task = spawn("parent", parent())
    await pause(2)
    task.cancel("outside")
    log(await outcome(task), task.cancelling())


@scenario
async def s38_children_are_cancelled_in_creation_order():
    async def parent():
        async with asyncio.TaskGroup() as group:
            for name in ["a", "b", "c", "d", "e", "f", "g", "h"]:
                group.create_task(sleeper(name))
            await pause()
            fail("body")

    log(await outcome(parent()))
