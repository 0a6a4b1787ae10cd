"""timeout and timeout_at (scheduling.md §8; CPython's test_timeouts)."""

import asyncio
from support import *


@scenario
async def s19_timeout_zero_fires_at_the_first_await():
    async def child():
        async with asyncio.timeout(0):
            log("body")
            await asyncio.sleep(0)
            log("never")

    log(await outcome(child()))


@scenario
async def s19b_negative_timeout_fires_even_at_sleep_zero():
    async def child():
        async with asyncio.timeout(-1):
            await asyncio.sleep(0)
            log("never")

    log(await outcome(child()), elapsed())


@scenario
async def s20_timeout_zero_without_an_await_never_fires():
    async with asyncio.timeout(0) as limit:
        log("body")
    log(limit.expired())
    await pause(2)
    log(limit.expired(), asyncio.current_task().cancelling())


@scenario
async def s77_timeout_turns_its_cancellation_into_an_error():
    try:
        async with asyncio.timeout(1) as limit:
            try:
                await asyncio.sleep(10)
            finally:
                log("leaving", elapsed())
    except asyncio.TimeoutError as err:
        log(err, "caused by", err.__cause__, limit.expired(), elapsed())
    log(asyncio.current_task().cancelling())


@scenario
async def s79_nested_timeouts_of_the_same_deadline():
    when = asyncio.get_running_loop().time() + 1
    try:
        async with asyncio.timeout_at(when) as outer:
            try:
                async with asyncio.timeout_at(when) as inner:
                    await asyncio.sleep(10)
            finally:
                log("inner", inner.expired(), asyncio.current_task().cancelling())
    except asyncio.TimeoutError as err:
        log(err, outer.expired(), inner.expired())
    log(asyncio.current_task().cancelling())


@scenario
async def s80_foreign_cancel_beside_the_timeout_passes():
    async def child():
        async with asyncio.timeout(1):
            await asyncio.sleep(10)

    loop = asyncio.get_running_loop()
    task = spawn("child", child())
    await pause()
    loop.call_later(1, task.cancel, "from outside")
    log(await outcome(task), task.cancelling(), elapsed())


@scenario
async def s90_deadline_and_result_in_the_same_tick():
    loop = asyncio.get_running_loop()

    async def child(future):
        async with asyncio.timeout(1):
            return await future

    first = loop.create_future()
    loop.call_later(1, first.set_result, "before the deadline")
    log(await outcome(child(first)), state(first))
    second = loop.create_future()
    task = spawn("child", child(second))
    await pause()
    loop.call_later(1, attempt, second.set_result, "after the deadline")
    log(await outcome(task), state(second))


@scenario
async def timeout_in_time():
    async with asyncio.timeout(5) as limit:
        await asyncio.sleep(1)
    log(limit.expired(), elapsed())
    await asyncio.sleep(10)
    log(limit.expired())


@scenario
async def timeout_when_is_the_deadline():
    now = asyncio.get_running_loop().time()
    async with asyncio.timeout(5) as limit:
        log(limit.when() - now)
    async with asyncio.timeout_at(now + 7) as limit2:
        log(limit2.when() - now)


@scenario
async def timeout_without_limit():
    async with asyncio.timeout(None) as limit:
        await asyncio.sleep(1000)
        log(limit.when())
    async with asyncio.timeout_at(None):
        await asyncio.sleep(1000)
    log(limit.expired(), elapsed())


@scenario
async def timeout_at_in_the_past():
    async def child():
        async with asyncio.timeout_at(asyncio.get_running_loop().time() - 5):
            await asyncio.sleep(0)

    log(await outcome(child()), elapsed())


@scenario
async def timeout_error_of_the_body_passes():
    async def child():
        async with asyncio.timeout(5):
            await asyncio.sleep(1)
            fail("body")

    log(await outcome(child()))
    await asyncio.sleep(10)
    log("nothing late", elapsed())


@scenario
async def timeout_error_raised_in_the_cleanup_passes():
    async def child():
        async with asyncio.timeout(1):
            try:
                await asyncio.sleep(10)
            finally:
                fail("in cleanup")

    log(await outcome(child()), asyncio.current_task().cancelling())


@scenario
async def timeout_swallowed_by_the_body_is_not_raised():
    async with asyncio.timeout(1) as limit:
        log(await outcome(asyncio.sleep(10)))
        await asyncio.sleep(3)
        log("went on", elapsed())
    log(limit.expired(), asyncio.current_task().cancelling())


@scenario
async def timeout_body_cleans_up_slowly():
    async def child():
        async with asyncio.timeout(1):
            try:
                await asyncio.sleep(10)
            finally:
                await asyncio.sleep(3)

    log(await outcome(child()), elapsed())


@scenario
async def timeout_cancel_from_outside_before_the_deadline():
    async def child():
        async with asyncio.timeout(5):
            await asyncio.sleep(10)

    task = spawn("child", child())
    await asyncio.sleep(1)
    task.cancel("outside")
    log(await outcome(task), task.cancelling(), elapsed())


@scenario
async def timeout_cancel_from_outside_during_the_expiry():
    async def child():
        async with asyncio.timeout(1):
            try:
                await asyncio.sleep(10)
            finally:
                await asyncio.sleep(2)

    task = spawn("child", child())
    await asyncio.sleep(2)
    task.cancel("outside")
    log(await outcome(task), task.cancelling(), elapsed())


@scenario
async def timeout_inner_expires_first():
    async def inner():
        async with asyncio.timeout(1):
            await asyncio.sleep(10)

    async def child():
        async with asyncio.timeout(3):
            log(await outcome(inner()), elapsed())
            await asyncio.sleep(10)

    log(await outcome(child()), elapsed())


@scenario
async def timeout_outer_expires_first():
    async def child():
        async with asyncio.timeout(1) as outer:
            try:
                async with asyncio.timeout(3) as inner:
                    await asyncio.sleep(10)
            finally:
                log(inner.expired(), outer.expired(), elapsed())

    log(await outcome(child()), elapsed())


@scenario
async def timeout_both_due_while_the_body_is_busy():
    async def child():
        async with asyncio.timeout(2):
            async with asyncio.timeout(1):
                try:
                    await asyncio.sleep(10)
                finally:
                    log("cleanup", elapsed())
                    await asyncio.sleep(5)

    log(await outcome(child()), elapsed(), asyncio.current_task().cancelling())
