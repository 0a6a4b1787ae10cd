"""gather (scheduling.md §7; CPython's gather tests)."""

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
async def s08_gather_returns_two_ticks_after_the_last_child():
    async def child(name, turns):
        await pause(turns)
        log(name)
        return name

    log(await asyncio.gather(child("a", 3), child("b", 1), child("c", 2)))


@scenario
async def s09_gather_of_finished_children_costs_nothing():
    loop = asyncio.get_running_loop()
    one, two = asyncio.Future(), asyncio.Future()
    one.set_result(1)
    two.set_result(2)
    loop.call_soon(log, "callback")
    group = asyncio.gather(one, two)
    log(group.done(), await group)
    await pause()


@scenario
async def s09b_gather_of_nothing_is_done():
    group = asyncio.gather()
    log(group.done(), await group)


@scenario
async def s10_first_error_ends_gather_and_siblings_go_on():
    async def child(name):
        await pause(4)
        log(name, "goes on")

    task = spawn("child", child("child"))
    log(await outcome(asyncio.gather(task, broken("early", 1), broken("later", 2))))
    log(state(task))
    await task


@scenario
async def s10b_gather_returning_exceptions_waits_for_all():
    log(await asyncio.gather(give(1, 2), broken("b"), give(3), return_exceptions=True))


@scenario
async def s10c_finished_failed_child_ends_gather_at_once():
    bad = asyncio.Future()
    bad.set_exception(Boom("bad"))
    group = asyncio.gather(give("late", 3), bad)
    log(group.done(), await outcome(group))


@scenario
async def s11_cancelling_gather_cancels_the_children():
    group = asyncio.gather(sleeper("a"), sleeper("b"))

    async def waiter():
        log(await outcome(group))

    task = spawn("waiter", waiter())
    await pause(2)
    log(group.cancel("all"), group.cancelled(), group.done())
    await task
    log(group.cancelled())


@scenario
async def s11b_cancelling_gather_that_returns_exceptions():
    one, two = spawn("one", sleeper("one")), spawn("two", sleeper("two"))
    group = asyncio.gather(one, two, return_exceptions=True)
    await pause(2)
    log(group.cancel("all"))
    log(await outcome(group), group.cancelled(), state(one), state(two))


@scenario
async def s11c_cancelling_the_task_that_awaits_gather():
    async def parent():
        log(await outcome(asyncio.gather(sleeper("a"), sleeper("b"))))
        log(asyncio.current_task().cancelling())

    task = spawn("parent", parent())
    await pause(3)
    log(task.cancel("parent"))
    await task


@scenario
async def s11d_cancelled_gather_whose_children_swallow_it():
    async def stubborn():
        await outcome(asyncio.sleep(10))
        return "anyway"

    group = asyncio.gather(stubborn(), stubborn(), return_exceptions=True)
    await pause(2)
    log(group.cancel())
    log(await outcome(group))
    plain = asyncio.gather(stubborn(), stubborn())
    await pause(2)
    log(plain.cancel())
    log(await outcome(plain))


@scenario
async def s12_cancelled_child_is_an_error_of_gather():
    one = spawn("one", sleeper("one"))
    group = asyncio.gather(one, give("two", 6))
    await pause(2)
    one.cancel("child")
    log(await outcome(group), group.cancelled(), state(one))


@scenario
async def s12b_cancelled_child_among_returned_exceptions():
    one = spawn("one", sleeper("one"))
    group = asyncio.gather(one, give("two", 6), return_exceptions=True)
    await pause(2)
    one.cancel("child")
    log(await group)


@scenario
async def s12c_child_cancelled_before_gather_is_called():
    one = spawn("one", sleeper("one"))
    one.cancel("early")
    await pause(2)
    group = asyncio.gather(one, return_exceptions=True)
    log(group.done(), await group)
    log(await outcome(asyncio.gather(one)))


@scenario
async def s72_gather_starts_its_children_from_left_to_right():
    async def child(name):
        log(name)
        return name

    task = spawn("task", child("task"))
    log(await asyncio.gather(child("left"), task, child("right")))


@scenario
async def gather_duplicates_share_one_child():
    async def child():
        log("runs once")
        return "shared"

    task = spawn("child", child())
    log(await asyncio.gather(task, give("other"), task))


@scenario
async def gather_of_a_coroutine_used_twice():
    coro = give("one")
    log(await asyncio.gather(coro, coro))


@scenario
async def gather_nested():
    inner = asyncio.gather(give(1), give(2, 2))
    log(await asyncio.gather(inner, give(3)))


@scenario
async def gather_nested_is_cancelled_through_both():
    async def parent():
        await asyncio.gather(asyncio.gather(sleeper("a"), sleeper("b")), sleeper("c"))

    task = spawn("parent", parent())
    await pause(3)
    task.cancel()
    log(await outcome(task))


@scenario
async def gather_cancel_after_it_is_done():
    group = asyncio.gather(give(1))
    await group
    log(group.cancel(), group.cancelled())


@scenario
async def gather_cancel_after_the_first_error_is_refused():
    task = spawn("slow", sleeper("slow"))
    group = asyncio.gather(task, broken("early"))
    log(await outcome(group))
    log(group.cancel(), state(task))


@scenario
async def gather_cancel_when_all_children_are_done_already():
    one, two = asyncio.Future(), asyncio.Future()
    group = asyncio.gather(one, two)
    one.set_result(1)
    two.set_result(2)
    log(group.done(), group.cancel())
    log(await group)


@scenario
async def gather_keeps_argument_order_whoever_ends_first():
    async def child(delay):
        await asyncio.sleep(delay)
        return delay

    log(await asyncio.gather(child(3), child(1), child(2)), elapsed())


@scenario
async def gather_two_errors_in_one_tick():
    log(await outcome(asyncio.gather(broken("first", 1), broken("second", 1))))
    log(await asyncio.gather(broken("x", 1), broken("y", 1), return_exceptions=True))


@scenario
async def gather_plain_futures():
    futures = [asyncio.Future() for _ in range(3)]
    group = asyncio.gather(*futures)
    futures[2].set_result("c")
    futures[0].set_result("a")
    await pause(2)
    log(group.done())
    futures[1].set_result("b")
    log(await group)


@scenario
async def gather_callbacks_on_the_group():
    group = asyncio.gather(give(1), give(2))
    group.add_done_callback(lambda done: log("callback", done.result()))
    await group
    log("main")
