"""Futures: states, results, callbacks (scheduling.md §3; CPython's test_futures)."""

import asyncio
from support import *


@scenario
async def s76_callbacks_run_in_registration_order_a_tick_later():
    loop = asyncio.get_running_loop()
    future = loop.create_future()

    async def waiter():
        log("waiter got", await future)

    future.add_done_callback(lambda _: log("callback 1"))
    spawn("waiter", waiter())
    await pause()
    future.add_done_callback(lambda _: log("callback 2"))
    future.set_result("value")
    future.add_done_callback(lambda _: log("late callback 3"))
    log("set")
    await pause()
    log("main")


@scenario
async def future_starts_pending():
    future = asyncio.Future()
    log(future.done(), future.cancelled())
    log(attempt(future.result), attempt(future.exception))
    log(future.get_loop() == asyncio.get_running_loop())
    log(asyncio.isfuture(future), asyncio.isfuture(3), asyncio.isfuture(asyncio.current_task()))


@scenario
async def future_result():
    future = asyncio.Future()
    future.set_result(42)
    log(future.done(), future.cancelled(), future.result(), future.exception())
    log(await future)


@scenario
async def future_result_may_be_nothing_or_false():
    for value in [False, 0]:
        future = asyncio.Future()
        future.set_result(value)
        log(state(future), await future)
    nothing = asyncio.Future()
    nothing.set_result(None)
    log(state(nothing), await nothing)


@scenario
async def future_exception():
    future = asyncio.Future()
    future.set_exception(Boom("broken"))
    log(future.done(), future.cancelled(), future.exception(), attempt(future.result))
    log(await outcome(future))
    log(await outcome(future))


@scenario
async def future_is_set_once():
    future = asyncio.Future()
    future.set_result(1)
    log(attempt(future.set_result, 2), attempt(future.set_exception, Boom("late")))
    log(future.cancel(), state(future))
    failed = asyncio.Future()
    failed.set_exception(Boom("first"))
    log(attempt(failed.set_result, 2), attempt(failed.set_exception, Boom("late")))
    log(failed.cancel(), state(failed))


@scenario
async def future_cancel():
    future = asyncio.Future()
    log(future.cancel(), future.cancel(), future.done(), future.cancelled())
    log(await outcome(future))
    log(attempt(future.set_result, 1), attempt(future.set_exception, Boom("late")))


@scenario
async def future_cancel_message_reaches_every_reader():
    future = asyncio.Future()
    future.cancel("enough")
    log(await outcome(future))

    async def read():
        return future.result()

    async def inspect():
        return future.exception()

    log(await outcome(read()), await outcome(inspect()))


@scenario
async def future_callback_gets_the_future():
    future = asyncio.Future()
    future.add_done_callback(lambda done: log("same", done == future, state(done)))
    future.set_result("value")
    await pause()


@scenario
async def future_callback_on_cancel_and_on_exception():
    cancelled, failed = asyncio.Future(), asyncio.Future()
    for future in [cancelled, failed]:
        future.add_done_callback(lambda done: log("done", state(done)))
    cancelled.cancel()
    failed.set_exception(Boom("broken"))
    log("settled")
    await pause()


@scenario
async def future_callback_added_after_completion_runs_next_tick():
    future = asyncio.Future()
    future.set_result(1)
    future.add_done_callback(lambda _: log("late"))
    log("added")
    await pause()
    future.add_done_callback(lambda _: log("later"))
    await pause()


@scenario
async def future_callback_may_be_registered_twice():
    future = asyncio.Future()

    def twice(_):
        log("called")

    future.add_done_callback(twice)
    future.add_done_callback(twice)
    future.set_result(1)
    await pause()


@scenario
async def future_remove_callback_removes_every_equal_one():
    future = asyncio.Future()

    def first(_):
        log("first")

    def second(_):
        log("second")

    for callback in [first, second, first, first]:
        future.add_done_callback(callback)
    log(future.remove_done_callback(first), future.remove_done_callback(first))
    future.set_result(1)
    log(future.remove_done_callback(second))
    await pause()


@scenario
async def future_callback_failure_spares_the_others():
    future = asyncio.Future()
    future.add_done_callback(lambda _: log("first"))
    future.add_done_callback(lambda _: fail("in callback"))
    future.add_done_callback(lambda _: log("third"))
    future.set_result(1)
    await pause()
    log("main")


@scenario
async def future_callback_adds_another():
    future = asyncio.Future()

    def outer(done):
        log("outer")
        done.add_done_callback(lambda _: log("inner"))

    future.add_done_callback(outer)
    future.add_done_callback(lambda _: log("beside"))
    future.set_result(1)
    await pause(3)


@scenario
async def future_wakes_all_its_waiters_in_order():
    future = asyncio.Future()

    async def waiter(name):
        log(name, await outcome(future))

    tasks = [spawn(name, waiter(name)) for name in ["a", "b", "c"]]
    await pause()
    future.set_exception(Boom("shared"))
    await asyncio.wait(tasks)


@scenario
async def future_cancelled_under_its_waiters():
    future = asyncio.Future()

    async def waiter(name):
        log(name, await outcome(future))

    tasks = [spawn(name, waiter(name)) for name in ["a", "b"]]
    await pause()
    log(future.cancel("gone"))
    await asyncio.wait(tasks)
    log(state(tasks[0]), tasks[0].cancelling())


@scenario
async def future_cancelled_by_one_waiter_takes_the_others_along():
    future = asyncio.Future()

    async def waiter(name):
        log(name, await outcome(future))

    tasks = [spawn(name, waiter(name)) for name in ["a", "b"]]
    await pause()
    log(tasks[0].cancel())
    log(state(future))
    await asyncio.wait(tasks)


@scenario
async def future_waiter_cancelled_before_the_callbacks_run():
    future = asyncio.Future()

    async def waiter(name):
        log(name, await outcome(future))

    tasks = [spawn(name, waiter(name)) for name in ["a", "b"]]
    await pause()
    future.set_result("value")
    log(tasks[0].cancel(), state(future))
    await asyncio.wait(tasks)


@scenario
async def future_set_by_a_timer():
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    loop.call_later(1, future.set_result, "in time")
    log(await future, elapsed())


@scenario
async def future_of_another_loop_cannot_be_awaited():
    other = new_loop()
    future = other.create_future()
    log(await outcome(future))
    other.close()


@scenario
async def ensure_future_keeps_futures_and_wraps_coroutines():
    async def work():
        log("working")
        return "done"

    future = asyncio.Future()
    log(asyncio.ensure_future(future) == future)
    task = asyncio.ensure_future(work())
    log(asyncio.isfuture(task), asyncio.ensure_future(task) == task)
    log(await task)
    log(attempt(asyncio.ensure_future, 42))
