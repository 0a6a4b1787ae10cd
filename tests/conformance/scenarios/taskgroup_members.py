"""TaskGroup: members, refusals, counting (scheduling.md §9; CPython's test_taskgroups)."""

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


@scenario
async def group_child_creates_siblings():
    async def child(group, depth):
        log("depth", depth)
        if depth > 0:
            group.create_task(child(group, depth - 1))

    async with asyncio.TaskGroup() as group:
        group.create_task(child(group, 3))
    log("ended")


@scenario
async def group_multiplying_children_and_one_failure():
    async def child(group, depth):
        await pause()
        if depth > 0:
            group.create_task(child(group, depth - 1))
            group.create_task(child(group, depth - 1))

    async def parent():
        async with asyncio.TaskGroup() as group:
            group.create_task(child(group, 3))
            group.create_task(broken("stop", 4))

    log(await outcome(parent()))
    log(len(asyncio.all_tasks()), "left")


@scenario
async def group_names_pass_through():
    async def child():
        log(asyncio.current_task().get_name())

    async with asyncio.TaskGroup() as group:
        group.create_task(child(), name="first")
        group.create_task(child(), name="second")


@scenario
async def group_refuses_tasks_while_it_aborts():
    async def parent():
        async with asyncio.TaskGroup() as group:
            group.create_task(broken("child"))
            log(await outcome(asyncio.sleep(10)))
            log(attempt(group.create_task, give(1)))

    log(await outcome(parent()))


@scenario
async def group_refuses_tasks_after_the_end():
    async with asyncio.TaskGroup() as group:
        group.create_task(give(1))
    log(attempt(group.create_task, give(2)))


@scenario
async def group_cancel_count_is_zero_after_a_handled_error():
    async def parent():
        async with asyncio.TaskGroup() as group:
            group.create_task(broken("child"))
            await asyncio.sleep(10)

    me = asyncio.current_task()
    log(await outcome(parent()), me.cancelling())
    await asyncio.sleep(1)
    log("not cancelled", me.cancelling(), elapsed())


@scenario
async def group_error_and_outside_cancel_keep_the_count():
    async def parent():
        async with asyncio.TaskGroup() as group:
            group.create_task(broken("child", 2))
            await asyncio.sleep(10)

    async def runner():
        me = asyncio.current_task()
        log(await outcome(parent()), me.cancelling())
        log(await outcome(asyncio.sleep(1)), me.cancelling())

    task = spawn("runner", runner())
    await pause(4)
    task.cancel("outside")
    log(await outcome(task))


@scenario
async def group_nested_groups_and_a_cancel_from_outside():
    async def inner():
        async with asyncio.TaskGroup() as group:
            group.create_task(broken("inner", 2))
            await asyncio.sleep(10)

    async def parent():
        me = asyncio.current_task()
        async with asyncio.TaskGroup() as group:
            group.create_task(broken("outer", 2))
            log(await outcome(inner()), me.cancelling())
            log(await outcome(asyncio.sleep(10)), me.cancelling())

    log(await outcome(parent()), asyncio.current_task().cancelling())


@scenario
async def group_member_cancelled_from_outside_twice():
    async def slow():
        try:
            await asyncio.sleep(10)
        finally:
            await outcome(asyncio.sleep(5))
            log("slow leaves", elapsed())

    async def parent():
        async with asyncio.TaskGroup() as group:
            group.create_task(slow())

    task = spawn("parent", parent())
    await pause(2)
    task.cancel("first")
    await asyncio.sleep(1)
    task.cancel("second")
    log(await outcome(task), task.cancelling(), elapsed())


@scenario
async def group_parent_awaits_its_children_itself():
    async def parent():
        async with asyncio.TaskGroup() as group:
            task = group.create_task(broken("child", 1))
            log(await outcome(task))
            log(await outcome(asyncio.sleep(1)))

    log(await outcome(parent()))


@scenario
async def group_late_errors_of_other_children_join():
    async def late():
        await outcome(asyncio.sleep(10))
        await pause(2)
        fail("late")

    async def parent():
        async with asyncio.TaskGroup() as group:
            group.create_task(late())
            group.create_task(broken("first", 1))

    log(await outcome(parent()))


@scenario
async def group_child_swallows_the_cancellation():
    async def stubborn():
        log(await outcome(asyncio.sleep(10)))
        await pause(3)
        log("stubborn ends")

    async def parent():
        async with asyncio.TaskGroup() as group:
            group.create_task(stubborn())
            group.create_task(broken("first", 1))

    log(await outcome(parent()))


@scenario
async def group_in_a_group_of_another_task():
    async def member(name):
        async with asyncio.TaskGroup() as group:
            group.create_task(sleeper(name + " child"))
            group.create_task(give(name, 2))

    async with asyncio.TaskGroup() as group:
        one = group.create_task(member("a"))
        group.create_task(member("b"))
        await pause(4)
        one.cancel()
    log("ended", elapsed())
