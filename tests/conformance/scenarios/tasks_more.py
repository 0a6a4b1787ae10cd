"""Tasks: what they tell and keep (scheduling.md §4; CPython's test_tasks)."""

import asyncio
from support import *


@scenario
async def task_result_and_exception_before_the_end():
    async def child():
        await pause()
        return 1

    task = spawn("child", child())
    log(attempt(task.result), attempt(task.exception), task.done())
    log(await task, task.result(), task.exception(), task.done())


@scenario
async def task_cannot_be_set_from_outside():
    async def child():
        return 1

    task = spawn("child", child())
    log(attempt(task.set_result, 2), attempt(task.set_exception, Boom("no")))
    log(await task)


@scenario
async def task_names():
    async def child():
        log(asyncio.current_task().get_name())

    task = spawn("first", child())
    task.set_name("second")
    await task
    log(task.get_name())


@scenario
async def task_current_is_per_step():
    async def child(name):
        log(name, asyncio.current_task().get_name())
        await pause()
        log(name, asyncio.current_task().get_name())

    loop = asyncio.get_running_loop()
    main = asyncio.current_task()
    loop.call_soon(lambda: log("in a callback", asyncio.current_task()))
    await asyncio.gather(spawn("a", child("a")), spawn("b", child("b")))
    log(asyncio.current_task() == main)


@scenario
async def task_all_tasks_lists_the_unfinished():
    asyncio.current_task().set_name("main")

    async def child(turns):
        await pause(turns)

    tasks = [spawn("one", child(1)), spawn("two", child(3)), spawn("three", child(5))]
    for _ in range(4):
        log(names(asyncio.all_tasks()))
        await pause(2)
    log(names(tasks))


@scenario
async def task_coroutine_is_used_once():
    async def child():
        return "once"

    coro = child()
    log(await coro)
    log(await outcome(coro))


@scenario
async def task_two_tasks_await_one():
    async def child():
        await asyncio.sleep(1)
        return "shared"

    async def waiter(name, task):
        log(name, await task)

    task = spawn("child", child())
    await asyncio.gather(waiter("a", task), waiter("b", task))


@scenario
async def task_yields_to_callbacks_in_order():
    loop = asyncio.get_running_loop()

    async def child():
        for step in range(2):
            loop.call_soon(log, "soon", step)
            await pause()
            log("child", step)

    await child()


@scenario
async def task_many_sleeps_zero_are_one_turn_each():
    async def counter(name, turns):
        await pause(turns)
        log(name)

    await asyncio.gather(counter("five", 5), counter("two", 2), counter("three", 3))


@scenario
async def task_step_result_with_swallowed_error_inside():
    async def leaf():
        fail("first")

    async def child():
        try:
            await outcome(spawn("leaf", leaf()))
            fail("second")
        except Boom as err:
            log("caught", err)
        return "fine"

    log(await spawn("child", child()))


@scenario
async def task_finally_runs_and_may_await():
    async def child():
        try:
            log("body")
            fail("broken")
        finally:
            log("cleaning")
            await asyncio.sleep(1)
            log("cleaned", elapsed())

    log(await outcome(spawn("child", child())))


@scenario
async def task_error_in_finally_replaces_the_first():
    async def child():
        try:
            fail("first")
        finally:
            await pause()
            fail("second")

    log(await outcome(spawn("child", child())))


@scenario
async def task_generator_awaits_between_values():
    async def numbers():
        for number in range(3):
            await asyncio.sleep(1)
            yield number
        log("generator ends")

    async def reader(name):
        async for number in numbers():
            log(name, number)

    await asyncio.gather(reader("a"), reader("b"))
    log("elapsed", elapsed())


@scenario
async def task_error_leaves_a_generator():
    async def numbers():
        yield 1
        await pause()
        fail("in generator")

    async def reader():
        async for number in numbers():
            log(number)

    log(await outcome(reader()))


@scenario
async def task_deep_inline_calls_await_at_the_bottom():
    async def down(depth):
        if depth == 0:
            await asyncio.sleep(1)
            return "bottom"
        return await down(depth - 1)

    log(await down(50), elapsed())
