"""The event loop: one iteration, callbacks, timers (scheduling.md §1, §2, §6)."""

import asyncio
from support import *


@scenario
async def s03_callbacks_run_first_in_first_out():
    loop = asyncio.get_running_loop()
    for name in ["a", "b", "c"]:
        loop.call_soon(log, name)
    log("queued")
    await pause()
    log("main")


@scenario
async def s04_callbacks_added_meanwhile_wait_for_the_next_tick():
    loop = asyncio.get_running_loop()

    def again(count):
        log("again", count)
        if count > 0:
            loop.call_soon(again, count - 1)

    loop.call_soon(again, 2)
    loop.call_soon(log, "beside")
    await pause(5)


@scenario
async def s05_timer_callback_runs_a_tick_before_the_sleeper():
    loop = asyncio.get_running_loop()
    loop.call_later(1, log, "call_later")
    await asyncio.sleep(1)
    log("sleep")


@scenario
async def s49_call_later_zero_runs_after_what_was_queued():
    loop = asyncio.get_running_loop()
    loop.call_later(0, log, "later")
    loop.call_soon(log, "soon 1")
    loop.call_soon(log, "soon 2")
    await pause()
    log("main")


@scenario
async def s48_equal_deadlines_fire_in_creation_order():
    loop = asyncio.get_running_loop()
    when = loop.time() + 1
    for number in range(10):
        loop.call_at(when, log, "timer", number)
    await asyncio.sleep(2)


@scenario
async def s50_timers_fire_by_deadline_not_by_creation():
    loop = asyncio.get_running_loop()
    for delay in [3, 1, 2, 0.5]:
        loop.call_later(delay, log, "after", delay)
    await asyncio.sleep(4)
    log("elapsed", elapsed())


@scenario
async def s51_negative_delay_is_due_at_once():
    loop = asyncio.get_running_loop()
    loop.call_later(-5, log, "negative")
    loop.call_at(loop.time() - 1, log, "past")
    loop.call_soon(log, "soon")
    await pause(2)
    log("main")


@scenario
async def s52_cancelled_callback_is_skipped():
    loop = asyncio.get_running_loop()
    handles = [loop.call_soon(log, name) for name in ["a", "b", "c"]]
    handles[1].cancel()
    handles[1].cancel()
    log(handles[0].cancelled(), handles[1].cancelled())
    await pause()


@scenario
async def s53_callback_may_cancel_a_later_one_of_the_same_tick():
    loop = asyncio.get_running_loop()
    handles = []
    loop.call_soon(lambda: handles[0].cancel())
    handles.append(loop.call_soon(log, "cancelled in time"))
    loop.call_soon(log, "last")
    await pause()
    log(handles[0].cancelled())


@scenario
async def s54_cancelled_timer_neither_fires_nor_delays():
    loop = asyncio.get_running_loop()
    timer = loop.call_later(1, log, "timer")
    log("due in", timer.when() - loop.time())
    timer.cancel()
    await asyncio.sleep(2)
    log(timer.cancelled(), "elapsed", elapsed())


@scenario
async def s55_cancelled_timer_behind_a_live_one():
    loop = asyncio.get_running_loop()
    loop.call_later(1, log, "first")
    loop.call_later(2, log, "second").cancel()
    loop.call_later(3, log, "third")
    await asyncio.sleep(4)
    log("main")


@scenario
async def s56_many_cancelled_timers_change_nothing():
    loop = asyncio.get_running_loop()
    timers = [loop.call_later(1 + number, log, "never") for number in range(150)]
    loop.call_later(60, log, "kept")
    for timer in timers:
        timer.cancel()
    await asyncio.sleep(200)
    log("elapsed", elapsed())


@scenario
async def s57_timers_of_one_moment_share_a_tick():
    async def sleeper(name):
        await asyncio.sleep(1)
        log(name)

    for name in ["a", "b", "c"]:
        spawn(name, sleeper(name))
    await asyncio.sleep(1)
    log("main")
    await asyncio.sleep(1)
    log("main", elapsed())


@scenario
async def s58_time_stands_still_while_anything_is_ready():
    loop = asyncio.get_running_loop()
    loop.call_later(0.001, log, "timer")
    await pause(50)
    log("still waiting", elapsed())
    await asyncio.sleep(1)


@scenario
async def s59_timer_armed_by_a_timer():
    loop = asyncio.get_running_loop()

    def rearm(count):
        log("fired", count, elapsed())
        if count > 1:
            loop.call_later(0.5, rearm, count - 1)

    loop.call_later(0.5, rearm, 3)
    await asyncio.sleep(5)
    log("main", elapsed())


@scenario
async def s75_failing_callback_does_not_stop_the_loop():
    loop = asyncio.get_running_loop()
    loop.call_soon(fail, "first")
    loop.call_soon(log, "next")
    loop.call_later(1, fail, "timer")
    await asyncio.sleep(2)
    log("main")


@scenario
async def s02_awaiting_a_done_future_does_not_suspend():
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    future.set_result("value")
    loop.call_soon(log, "callback")
    log(await future)
    log(await future)
    await pause()


@scenario
async def s17_sleep_takes_one_turn_for_zero_and_less():
    loop = asyncio.get_running_loop()
    for delay in [0, -1, 0]:
        loop.call_soon(log, "beside")
        log("slept", await asyncio.sleep(delay, "result"))
    log("elapsed", elapsed())


@scenario
async def s21_sleepers_of_equal_length_wake_in_order():
    async def sleeper(name, delay):
        log(name, "woke with", await asyncio.sleep(delay, name + "!"))

    tasks = [spawn(name, sleeper(name, 1)) for name in ["a", "b", "c", "d"]]
    await asyncio.gather(*tasks)
    log("elapsed", elapsed())


@scenario
async def s22_equal_deadlines_reached_on_different_ways():
    async def twice():
        await asyncio.sleep(1)
        await asyncio.sleep(1)
        log("one and one")

    async def once():
        await asyncio.sleep(2)
        log("two")

    await asyncio.gather(twice(), once())


@standalone
def s9d_stop_lets_the_rest_of_the_batch_run():
    loop = new_loop()
    loop.call_soon(start_clock)
    loop.call_soon(log, "before")
    loop.call_soon(loop.stop)
    loop.call_soon(log, "after stop")
    loop.call_soon(lambda: loop.call_soon(log, "next tick"))
    loop.run_forever()
    log("returned")
    loop.call_soon(loop.stop)
    loop.run_forever()
    loop.close()


@standalone
def s9e_stop_before_running_gives_one_tick():
    loop = new_loop()
    loop.call_soon(start_clock)
    loop.call_soon(lambda: loop.call_soon(log, "second tick"))
    loop.stop()
    loop.run_forever()
    log("returned")
    loop.stop()
    loop.run_forever()
    log("returned again")
    loop.close()


@standalone
def s9f_loop_stopped_before_its_future_is_done():
    loop = new_loop()
    future = loop.create_future()
    loop.call_soon(loop.stop)
    log(attempt(loop.run_until_complete, future))
    loop.call_soon(future.set_result, 1)
    log(attempt(loop.run_until_complete, future))
    loop.close()


@standalone
def s9g_a_loop_runs_more_than_once_and_knows_its_state():
    loop = new_loop()

    async def work(value):
        start_clock()
        log("running", loop.is_running(), attempt(loop.close))
        return value

    log(loop.is_running(), loop.is_closed())
    for value in [1, 2]:
        log("result", loop.run_until_complete(work(value)))
    loop.close()
    loop.close()
    log(loop.is_running(), loop.is_closed())
    log(attempt(loop.call_soon, log, "never"))
