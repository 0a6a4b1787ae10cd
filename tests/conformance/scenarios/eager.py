"""Eager tasks (scheduling.md §14; CPython's test_eager_task_factory)."""

import asyncio
from support import *


async def give(value):
    log("running", value)
    return value


async def give_later(value):
    log("starting", value)
    await pause()
    log("ending", value)
    return value


async def broken(message):
    fail(message)


@scenario
async def s73_eager_task_that_finishes_at_once_is_never_queued():
    asyncio.get_running_loop().call_soon(log, "callback")
    task = spawn("eager", give("value"), eager_start=True)
    log(state(task), await task)
    await pause()


@scenario
async def s73b_gather_of_eagerly_finished_tasks_is_done():
    tasks = [spawn(name, give(name), eager_start=True) for name in ["a", "b"]]
    group = asyncio.gather(*tasks)
    log(group.done(), await group)


@scenario
async def s73c_eager_task_that_blocks_goes_on_like_any_other():
    task = spawn("eager", give_later("value"), eager_start=True)
    log("created", state(task))
    log(await task)


@scenario
async def s73d_eager_children_of_a_group_still_take_the_callback_tick():
    async with asyncio.TaskGroup() as group:
        group.create_task(give("one"), eager_start=True)
        group.create_task(give("two"), eager_start=True)
        log("body ends")
    log("group ended")


@scenario
async def s73e_eager_start_without_wish_is_lazy():
    task = spawn("lazy", give("value"), eager_start=False)
    log(state(task))
    await task


@scenario
async def eager_error_at_once():
    task = spawn("eager", broken("eager"), eager_start=True)
    log(state(task), await outcome(task))


@scenario
async def eager_current_task_is_swapped():
    asyncio.current_task().set_name("main")

    async def child():
        log(asyncio.current_task().get_name())
        await pause()
        log(asyncio.current_task().get_name())

    task = spawn("eager", child(), eager_start=True)
    log(asyncio.current_task().get_name())
    await task


@scenario
async def eager_nested():
    async def parent():
        log("parent starts")
        task = spawn("child", give_later("child"), eager_start=True)
        log("parent goes on")
        return await task

    task = spawn("parent", parent(), eager_start=True)
    log("main goes on")
    log(await task)


@scenario
async def eager_task_cancelled_while_blocked():
    async def child():
        try:
            await asyncio.sleep(10)
        finally:
            log("leaving")

    task = spawn("eager", child(), eager_start=True)
    log(task.cancel("stop"))
    log(await outcome(task))


@scenario
async def eager_task_that_cancels_itself():
    async def child():
        asyncio.current_task().cancel("myself")
        await pause()
        log("never")

    task = spawn("eager", child(), eager_start=True)
    log(state(task))
    log(await outcome(task), state(task))


@scenario
async def eager_task_that_cancels_itself_and_returns():
    async def child():
        asyncio.current_task().cancel("myself")
        return "value"

    task = spawn("eager", child(), eager_start=True)
    log(await outcome(task), state(task))


@scenario
async def eager_waits_for_a_done_future():
    future = asyncio.Future()
    future.set_result("done")

    async def child():
        return await future

    log(state(spawn("eager", child(), eager_start=True)))


@scenario
async def eager_sleep_zero_takes_its_turn():
    loop = asyncio.get_running_loop()

    async def child(name):
        log(name, 1)
        await pause()
        log(name, 2)

    loop.call_soon(log, "before")
    task = spawn("eager", child("eager"), eager_start=True)
    loop.call_soon(log, "after")
    await task


@scenario
async def eager_factory_makes_every_task_eager():
    loop = asyncio.get_running_loop()
    loop.set_task_factory(asyncio.eager_task_factory)
    task = spawn("one", give("one"))
    log(state(task))
    log(await asyncio.gather(give("two"), give_later("three")))
    async with asyncio.TaskGroup() as group:
        group.create_task(give_later("four"))
        log("body")
    loop.set_task_factory(None)
    log(state(spawn("lazy", give("five"))))
    await pause()


@scenario
async def eager_factory_may_be_overruled():
    loop = asyncio.get_running_loop()
    loop.set_task_factory(asyncio.eager_task_factory)
    task = spawn("lazy", give("lazy"), eager_start=False)
    log(state(task))
    log(await task)


@scenario
async def eager_tasks_are_listed_while_blocked():
    asyncio.current_task().set_name("main")
    spawn("done", give("done"), eager_start=True)
    task = spawn("blocked", give_later("blocked"), eager_start=True)
    log(names(asyncio.all_tasks()))
    await task
    log(names(asyncio.all_tasks()))


@scenario
async def eager_group_child_that_fails_at_once():
    async def parent():
        async with asyncio.TaskGroup() as group:
            group.create_task(broken("eager"), eager_start=True)
            log("body goes on")
            await asyncio.sleep(10)

    log(await outcome(parent()), asyncio.current_task().cancelling())


@scenario
async def eager_child_creates_a_failing_child_in_the_same_group():
    async def child(group):
        group.create_task(broken("leaf"), eager_start=True)
        log("child goes on")
        await pause()
        log("child survived one turn")
        await asyncio.sleep(10)

    async def parent():
        async with asyncio.TaskGroup() as group:
            group.create_task(child(group), eager_start=True)
            log("body goes on")
            await pause()
            log("body survived one turn")
            await asyncio.sleep(10)

    log(await outcome(parent()))


@scenario
async def eager_child_cancels_its_own_group_before_it_joined():
    async def child(group):
        group.cancel()
        log("asked")
        await pause()
        log("never")

    async with asyncio.TaskGroup() as group:
        task = group.create_task(child(group), eager_start=True)
    log(state(task), asyncio.current_task().cancelling())


@scenario
async def eager_wait_for_and_timeouts_inside():
    async def child():
        log(await outcome(asyncio.wait_for(asyncio.sleep(10), 1)))
        return "ends"

    task = spawn("eager", child(), eager_start=True)
    log(state(task))
    log(await task, elapsed())


@scenario
async def eager_lock_taken_in_the_first_step():
    lock = asyncio.Lock()

    async def child(name):
        async with lock:
            log(name, "enters")
            await pause()
            log(name, "leaves")

    tasks = [spawn(name, child(name), eager_start=True) for name in ["a", "b", "c"]]
    log("created", lock.locked())
    await asyncio.wait(tasks)


@scenario
async def eager_done_callback_runs_a_tick_later():
    task = spawn("eager", give("value"), eager_start=True)
    task.add_done_callback(lambda done: log("callback", state(done)))
    log("added")
    await pause()
