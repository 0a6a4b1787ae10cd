"""Who awaits whom (api.md §6; CPython's test_graph)."""

import asyncio
from support import *


async def show(future):
    """Logs the graph of a future while everyone waits for it."""
    await pause(4)
    log(graph_text(future))


async def nap():
    await asyncio.sleep(1)


@scenario
async def graph_of_a_chain_of_tasks():
    asyncio.current_task().set_name("main")

    async def middle(task):
        await task

    leaf = spawn("leaf", nap())
    spawn("show", show(leaf))
    await spawn("middle", middle(leaf))


@scenario
async def graph_of_a_task_nobody_awaits():
    leaf = spawn("leaf", nap())
    await show(leaf)
    await leaf


@scenario
async def graph_of_a_group():
    asyncio.current_task().set_name("main")

    async def waiter(task):
        await task

    async def parent():
        async with asyncio.TaskGroup() as group:
            leaf = group.create_task(nap(), name="leaf")
            group.create_task(waiter(leaf), name="waiter 1")
            group.create_task(waiter(leaf), name="waiter 2")
            group.create_task(show(leaf), name="show")

    await spawn("parent", parent())
    log("ended")


@scenario
async def graph_of_gather():
    leaf = spawn("leaf", nap())

    async def parent():
        await asyncio.gather(leaf, nap())

    task = spawn("parent", parent())
    await show(leaf)
    await task


@scenario
async def graph_of_shield():
    leaf = spawn("leaf", nap())

    async def parent():
        await asyncio.shield(leaf)

    task = spawn("parent", parent())
    await show(leaf)
    await task


@scenario
async def graph_of_wait():
    leaf = spawn("leaf", nap())

    async def parent():
        await asyncio.wait([leaf])

    task = spawn("parent", parent())
    await show(leaf)
    await task


@scenario
async def graph_of_a_timeout_has_no_node_for_it():
    leaf = spawn("leaf", nap())

    async def parent():
        async with asyncio.timeout(10):
            await leaf

    task = spawn("parent", parent())
    await show(leaf)
    await task


@scenario
async def graph_of_a_bare_future_lists_who_waits():
    future = asyncio.Future()

    async def waiter():
        await future

    tasks = [spawn(name, waiter()) for name in ["one", "two"]]
    await show(future)
    future.set_result(1)
    await asyncio.wait(tasks)


@scenario
async def graph_empties_when_the_wait_is_over():
    future = asyncio.Future()

    async def waiter():
        await outcome(future)
        await asyncio.sleep(1)

    task = spawn("waiter", waiter())
    await pause()
    log(graph_text(future))
    task.cancel()
    await pause(3)
    log(graph_text(future))
    await task
