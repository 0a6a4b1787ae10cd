"""TaskGroup: errors of children and body, cancellation from outside (scheduling.md §9; CPython's test_taskgroups)."""

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
async def group_results_are_there_after_the_block():
    async with asyncio.TaskGroup() as group:
        one = group.create_task(give("one"))
        await pause(3)
        two = group.create_task(give("two"))
    log(one.result(), two.result())


@scenario
async def group_explicitly_cancelled_child_is_no_error():
    async with asyncio.TaskGroup() as group:
        one = group.create_task(sleeper("one"))
        two = group.create_task(give("two", 4))
        await pause()
        one.cancel()
    log(state(one), state(two))


@scenario
async def group_body_that_awaits_a_cancelled_child():
    async def parent():
        async with asyncio.TaskGroup() as group:
            one = group.create_task(sleeper("one"))
            group.create_task(sleeper("two"))
            await pause()
            one.cancel("child")
            await one

    task = spawn("parent", parent())
    log(await outcome(task), state(task), task.cancelling())


@scenario
async def group_children_crash_in_cleanup_after_an_outside_cancel():
    async def parent():
        async with asyncio.TaskGroup() as group:
            group.create_task(crash_in_cleanup("one"))
            group.create_task(crash_in_cleanup("two"))
            await asyncio.sleep(10)

    task = spawn("parent", parent())
    await pause(2)
    task.cancel()
    log(await outcome(task), state(task), task.cancelling())


@scenario
async def group_nested_children_crash_in_cleanup():
    async def parent():
        async with asyncio.TaskGroup() as outer:
            outer.create_task(sleeper("outer child"))
            async with asyncio.TaskGroup() as inner:
                inner.create_task(crash_in_cleanup("one"))
                inner.create_task(crash_in_cleanup("two"))

    task = spawn("parent", parent())
    await pause(2)
    task.cancel()
    log(await outcome(task))


@scenario
async def group_child_of_the_outer_fails_while_the_inner_runs():
    async def parent():
        async with asyncio.TaskGroup() as outer:
            outer.create_task(broken("outer", 2))
            async with asyncio.TaskGroup() as inner:
                inner.create_task(sleeper("inner child"))

    log(await outcome(parent()), asyncio.current_task().cancelling())


@scenario
async def group_child_of_the_inner_fails():
    async def parent():
        async with asyncio.TaskGroup() as outer:
            outer.create_task(sleeper("outer child"))
            async with asyncio.TaskGroup() as inner:
                inner.create_task(sleeper("inner child"))
                inner.create_task(broken("inner", 2))

    log(await outcome(parent()), asyncio.current_task().cancelling())


@scenario
async def group_crash_while_the_body_cleans_up_after_a_cancel():
    async def parent():
        async with asyncio.TaskGroup() as group:
            group.create_task(broken("child", 4))
            try:
                await asyncio.sleep(10)
            finally:
                await pause(5)
                log("body cleaned")

    async def runner():
        log(await outcome(parent()), asyncio.current_task().cancelling())
        log(await outcome(asyncio.sleep(1)))

    task = spawn("runner", runner())
    await pause(3)
    task.cancel("outside")
    log(await outcome(task))


@scenario
async def group_empty_and_cancelled_in_the_body():
    async def parent():
        async with asyncio.TaskGroup():
            await asyncio.sleep(10)

    task = spawn("parent", parent())
    await pause()
    task.cancel("empty")
    log(await outcome(task))


@scenario
async def group_body_answers_the_cancel_with_an_error():
    async def parent():
        async with asyncio.TaskGroup():
            try:
                await asyncio.sleep(10)
            except asyncio.CancelledError:
                fail("body")

    task = spawn("parent", parent())
    await pause()
    task.cancel()
    log(await outcome(task), state(task))


@scenario
async def group_child_error_and_body_cleanup_error():
    async def parent():
        async with asyncio.TaskGroup() as group:
            group.create_task(broken("child", 1))
            try:
                await asyncio.sleep(10)
            finally:
                fail("body")

    log(await outcome(parent()))


@scenario
async def group_body_swallows_the_cancel_of_a_failing_child():
    async def parent():
        async with asyncio.TaskGroup() as group:
            group.create_task(broken("child", 1))
            log(await outcome(asyncio.sleep(10)))
            await pause()
            log("body went on")

    log(await outcome(parent()), asyncio.current_task().cancelling())
