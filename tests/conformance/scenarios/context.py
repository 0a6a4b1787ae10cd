"""Context variables (api.md §2; CPython's test_context and the context parts of test_tasks)."""

import asyncio
from contextvars import ContextVar
from support import *


@scenario
async def context_task_inherits_a_copy():
    var = ContextVar("var", default="default")

    async def child():
        log("child sees", var.get())
        var.set("child")
        await pause()
        log("child keeps", var.get())

    var.set("main")
    task = spawn("child", child())
    var.set("main later")
    await task
    log("main keeps", var.get())


@scenario
async def context_inline_coroutine_shares_it():
    var = ContextVar("var", default="default")

    async def inner():
        var.set("inner")

    log(var.get())
    await inner()
    log(var.get())


@scenario
async def context_callbacks_see_the_moment_of_scheduling():
    loop = asyncio.get_running_loop()
    var = ContextVar("var", default="default")

    def callback(name):
        log(name, var.get())
        var.set("callback")

    var.set("one")
    loop.call_soon(callback, "soon")
    loop.call_later(1, callback, "later")
    var.set("two")
    await asyncio.sleep(2)
    log(var.get())


@scenario
async def context_done_callbacks_see_the_moment_of_registration():
    var = ContextVar("var", default="default")
    future = asyncio.Future()
    var.set("registered")
    future.add_done_callback(lambda _: log(var.get()))
    var.set("completed")
    future.set_result(1)
    await pause()


@scenario
async def context_token_resets():
    var = ContextVar("var", default="default")
    token = var.set("one")
    log(var.get())
    var.set("two")
    var.reset(token)
    log(var.get())
    log(attempt(var.reset, token))


@scenario
async def context_without_a_value():
    var = ContextVar("var")
    log(var.get("given"))
    var.set("set")
    log(var.get("given"))


@scenario
async def context_tasks_do_not_see_each_other():
    var = ContextVar("var", default=0)

    async def counter(name):
        for _ in range(3):
            var.set(var.get() + 1)
            await pause()
        log(name, var.get())

    await asyncio.gather(counter("a"), counter("b"))
    log("main", var.get())


@scenario
async def context_groups_and_gather_inherit():
    var = ContextVar("var", default="default")

    async def child(name):
        log(name, var.get())

    var.set("gather")
    await asyncio.gather(child("a"))
    var.set("group")
    async with asyncio.TaskGroup() as group:
        group.create_task(child("b"))
        var.set("later")
    log(var.get())


@scenario
async def context_eager_task_does_not_leak():
    var = ContextVar("var", default="default")

    async def child():
        var.set("child")
        await pause()
        log("child", var.get())

    task = spawn("eager", child(), eager_start=True)
    log("main", var.get())
    await task


@scenario
async def context_wait_for_runs_in_the_same_context():
    var = ContextVar("var", default="default")

    async def child():
        var.set("child")

    await asyncio.wait_for(child(), 1)
    log(var.get())


@scenario
async def context_is_kept_across_a_cancellation():
    var = ContextVar("var", default="default")

    async def child():
        var.set("child")
        log(await outcome(asyncio.sleep(10)), var.get())

    task = spawn("child", child())
    await pause()
    var.set("main")
    task.cancel()
    await task
