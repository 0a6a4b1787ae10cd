"""gather: requests to cancel on many ways at once (scheduling.md §5, §7)."""

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
async def gather_cancel_asks_a_duplicate_twice():
    async def child():
        log(await outcome(asyncio.sleep(10)), asyncio.current_task().cancelling())

    task = spawn("child", child())
    group = asyncio.gather(task, task)
    await pause(2)
    group.cancel()
    log(await outcome(group))


@scenario
async def gather_child_cancels_the_task_that_gathers():
    async def child(parent):
        await pause()
        log("asks", parent.cancel())
        return "child"

    async def parent(return_exceptions):
        me = asyncio.current_task()
        children = [child(me), sleeper("sibling")]
        log(await outcome(asyncio.gather(*children, return_exceptions=return_exceptions)))

    await spawn("one", parent(True))
    await spawn("two", parent(False))


@scenario
async def gather_child_is_cancelled_while_the_other_ends_in_the_same_tick():
    async def parent():
        await asyncio.gather(give("a", 2), sleeper("b"), return_exceptions=True)

    task = spawn("parent", parent())
    await pause(4)
    task.cancel()
    log(await outcome(task))


@scenario
async def gather_cancel_reaches_a_task_on_every_way():
    async def leaf():
        log(await outcome(asyncio.sleep(10)), asyncio.current_task().cancelling())

    async def middle(task):
        await task

    async def top(group):
        await group

    one = spawn("one", leaf())
    two = spawn("two", middle(one))
    group = asyncio.gather(two, one)
    three = spawn("three", top(group))
    await pause(2)
    for task in [one, three, two]:
        task.cancel()
        log(one.cancelling(), two.cancelling(), three.cancelling())
    log(await outcome(three))


@scenario
async def gather_nested_is_cancelled_by_a_task_below():
    async def leaf(tasks):
        await pause(2)
        log(tasks[0].cancel())
        return "leaf"

    async def middle(tasks):
        children = [leaf(tasks), sleeper("sibling")]
        log("middle", await outcome(asyncio.gather(*children, return_exceptions=True)))
        return "middle"

    async def top(tasks):
        children = [tasks[0], give("beside", 9)]
        log("top", await outcome(asyncio.gather(*children)))

    tasks = []
    tasks.append(spawn("middle", middle(tasks)))
    await spawn("top", top(tasks))


@scenario
async def gather_nested_and_everyone_cancelled_from_the_top():
    for return_exceptions in [False, True]:
        inner = spawn("inner", sleeper("inner"))

        async def middle(task):
            await asyncio.gather(task)

        async def top(task, flag):
            await asyncio.gather(give("beside"), task, return_exceptions=flag)

        two = spawn("middle", middle(inner))
        three = spawn("top", top(two, return_exceptions))
        await pause(5)
        for task in [three, two, inner]:
            task.cancel()
        log(await outcome(three), three.cancelling(), two.cancelling(), inner.cancelling())


@scenario
async def gather_nested_of_bare_coroutines_and_everyone_cancelled():
    tasks = []

    async def leaf():
        tasks.append(asyncio.current_task())
        await sleeper("leaf")

    async def middle():
        tasks.append(asyncio.current_task())
        await asyncio.gather(leaf())

    async def top():
        tasks.append(asyncio.current_task())
        await asyncio.gather(give("beside"), middle(), return_exceptions=True)

    spawn("top", top())
    await pause(6)
    for task in tasks:
        task.cancel()
    log(await outcome(tasks[0]))
