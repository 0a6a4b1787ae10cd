"""run: beginning, end, shutdown (scheduling.md §13; CPython's test_runners)."""

import asyncio
from support import *


@scenario
async def s74_other_tasks_get_one_more_tick_after_main():
    async def other():
        try:
            for step in range(5):
                log("other", step)
                await pause()
        finally:
            log("other leaves")

    spawn("other", other())
    await pause(2)
    log("main ends")


@scenario
async def s74b_ready_callbacks_run_before_the_shutdown():
    loop = asyncio.get_running_loop()

    async def other():
        try:
            await asyncio.sleep(10)
        finally:
            log("other leaves")

    def again(count):
        log("callback", count)
        if count < 4:
            loop.call_soon(again, count + 1)

    spawn("other", other())
    await pause()
    loop.call_soon(again, 1)
    log("main ends")


@scenario
async def s81_shutdown_cancels_in_creation_order():
    async def sleeper(name):
        try:
            await asyncio.sleep(10)
        finally:
            log(name, "leaves")

    for name in ["a", "b", "c", "d", "e", "f", "g", "h"]:
        spawn(name, sleeper(name))
    await pause()
    log("main ends")


@scenario
async def s82_shutdown_waits_for_slow_cleanup():
    async def slow(name, delay):
        try:
            await asyncio.sleep(1000)
        finally:
            await asyncio.sleep(delay)
            log(name, "cleaned", elapsed())

    spawn("two", slow("two", 2))
    spawn("one", slow("one", 1))
    await pause()
    log("main ends")


@scenario
async def s85_errors_during_shutdown_go_to_the_exception_handler():
    async def failing(name):
        try:
            await asyncio.sleep(10)
        finally:
            fail(name)

    spawn("one", failing("one"))
    spawn("two", failing("two"))
    await pause()
    log("main ends")


@scenario
async def s85b_errors_are_told_after_the_ticks_that_waiting_took():
    loop = asyncio.get_running_loop()

    def again(count):
        log("callback", count)
        if count < 2:
            loop.call_soon(again, count + 1)

    async def failing():
        try:
            await asyncio.sleep(10)
        finally:
            loop.call_soon(again, 1)
            fail("one")

    spawn("failing", failing())
    await pause()


@scenario
async def s86_tasks_created_during_shutdown_are_not_cancelled():
    async def late():
        log("late starts")
        await pause()
        log("late goes on")
        await asyncio.sleep(10)
        log("never")

    async def parent():
        try:
            await asyncio.sleep(10)
        finally:
            spawn("late", late())
            await pause(3)
            log("parent leaves")

    spawn("parent", parent())
    await pause()


@scenario
async def s87_task_never_started_at_shutdown():
    async def child():
        log("child starts")
        await pause()
        log("child went on")

    asyncio.get_running_loop().call_soon(lambda: spawn("child", child()))
    log("main ends")


@scenario
async def s88_task_that_swallows_the_shutdown_finishes():
    async def stubborn():
        log(await outcome(asyncio.sleep(10)))
        await asyncio.sleep(1)
        log("finished", elapsed())

    spawn("stubborn", stubborn())
    await pause()


@scenario
async def s89_main_fails():
    async def other():
        try:
            await asyncio.sleep(10)
        finally:
            log("other leaves")

    spawn("other", other())
    await pause()
    fail("main")


@scenario
async def s89b_main_is_cancelled_by_another_task():
    main = asyncio.current_task()

    async def other():
        main.cancel("by other")

    spawn("other", other())
    try:
        await asyncio.sleep(10)
    finally:
        log("main leaves")


@scenario
async def s89c_main_cancels_itself_and_returns():
    asyncio.current_task().cancel()
    return "value"


@scenario
async def s91_main_returns_a_value():
    await pause()
    return "value"


@scenario
async def s96_timers_left_at_the_end_never_fire():
    asyncio.get_running_loop().call_later(1, log, "never")
    spawn("sleeper", asyncio.sleep(2))
    await pause()
    log("main ends")


@scenario
async def deadlock_is_an_error_after_which_everything_is_cancelled():
    async def stuck(name):
        try:
            await asyncio.Future()
        finally:
            log(name, "leaves")

    spawn("a", stuck("a"))
    await stuck("main")


@scenario
async def run_inside_a_running_loop_is_refused():
    coro = pause()

    def nested():
        new_runner().run(coro)

    log(attempt(asyncio.run, coro), attempt(nested))
    await coro
