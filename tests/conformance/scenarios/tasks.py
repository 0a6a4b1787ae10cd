"""Tasks: creation, steps, awaiting (scheduling.md §4)."""

import asyncio
from support import *


@scenario
async def s01_tasks_start_in_creation_order():
    async def say(name):
        log(name)

    for name in ["a", "b", "c"]:
        spawn(name, say(name))
    log("main")
    await pause()
    log("main again")


@scenario
async def s01b_a_new_task_starts_after_what_is_already_ready():
    loop = asyncio.get_running_loop()

    async def say(name):
        log(name)

    loop.call_soon(log, "before")
    spawn("task", say("task"))
    loop.call_soon(log, "after")
    await pause()


@scenario
async def s06_awaiting_a_task_costs_one_tick_after_its_end():
    async def child():
        log("child")
        return "value"

    task = spawn("child", child())
    log(await task)


@scenario
async def s06b_chain_of_tasks_unwinds_a_tick_each():
    async def link(depth):
        if depth > 0:
            await spawn("link", link(depth - 1))
        log("link", depth)

    await spawn("chain", link(3))
    log("main")


@scenario
async def s07_awaiting_a_coroutine_is_a_plain_call():
    loop = asyncio.get_running_loop()

    async def inner(value):
        log("inner")
        return value

    async def outer():
        return await inner("deep")

    loop.call_soon(log, "callback")
    log(await outer())
    await pause()


@scenario
async def s07b_inline_coroutines_share_the_task():
    async def inner():
        log(asyncio.current_task().get_name())
        await pause()
        log(asyncio.current_task().get_name())

    async def outer():
        await inner()

    await spawn("one task", outer())


@scenario
async def s23_two_tasks_take_turns():
    async def worker(name):
        for step in range(3):
            log(name, step)
            await pause()

    await asyncio.gather(worker("a"), worker("b"))


@scenario
async def s24_task_created_while_others_run_goes_to_the_end():
    async def leaf(name):
        log(name)

    async def parent(name):
        log(name)
        spawn("leaf", leaf(name + " leaf"))
        await pause()
        log(name, "again")

    await asyncio.gather(parent("a"), parent("b"))


@scenario
async def s25_awaiting_a_finished_task_costs_nothing():
    loop = asyncio.get_running_loop()

    async def child():
        return "value"

    task = spawn("child", child())
    await pause(2)
    loop.call_soon(log, "callback")
    log(await task, await task)
    await pause()


@scenario
async def s26_task_error_reaches_every_awaiter():
    async def child():
        fail("broken")

    task = spawn("child", child())
    for _ in range(2):
        log(await outcome(task))
    log(state(task))


@scenario
async def s27_done_callbacks_of_a_task_run_the_tick_after():
    async def child():
        log("child ends")

    task = spawn("child", child())
    task.add_done_callback(lambda done: log("callback", state(done)))
    await task
    log("main")
    task.add_done_callback(lambda _: log("late callback"))
    await pause()


@scenario
async def s28_awaiting_something_else_is_an_error_in_the_task():
    async def child():
        await 42

    log(await outcome(spawn("child", child())))


@scenario
async def s29_a_task_cannot_await_itself():
    async def child():
        log(await outcome(asyncio.current_task()))

    await spawn("child", child())
