"""timeout: moving the deadline, nesting, company (scheduling.md §8; CPython's test_timeouts)."""

import asyncio
from support import *


@scenario
async def timeout_reschedule_later():
    async def child():
        async with asyncio.timeout(1) as limit:
            limit.reschedule(limit.when() + 2)
            await asyncio.sleep(10)

    log(await outcome(child()), elapsed())


@scenario
async def timeout_reschedule_to_never_and_to_the_past():
    loop = asyncio.get_running_loop()
    async with asyncio.timeout(1) as limit:
        limit.reschedule(None)
        await asyncio.sleep(5)
        log(limit.when(), elapsed())

    async def child():
        async with asyncio.timeout(100) as other:
            other.reschedule(loop.time() - 1)
            await asyncio.sleep(10)

    log(await outcome(child()), elapsed())


@scenario
async def timeout_rescheduled_by_another_task():
    limits = []

    async def child():
        async with asyncio.timeout(None) as limit:
            limits.append(limit)
            await asyncio.sleep(10)

    task = spawn("child", child())
    await pause()
    limits[0].reschedule(asyncio.get_running_loop().time() + 2)
    log(await outcome(task), elapsed())


@scenario
async def timeout_reschedule_after_the_end_is_refused():
    async with asyncio.timeout(5) as limit:
        await pause()
    log(attempt(limit.reschedule, 10))
    try:
        async with asyncio.timeout(0) as expired:
            try:
                await pause()
            finally:
                log("expiring", attempt(expired.reschedule, 10))
    except asyncio.TimeoutError:
        log("expired", attempt(expired.reschedule, 10))


@scenario
async def timeout_inside_the_cleanup_of_another():
    async def cleanup():
        async with asyncio.timeout(1):
            await asyncio.sleep(10)

    async def child():
        async with asyncio.timeout(1):
            try:
                await asyncio.sleep(10)
            finally:
                log("cleanup", await outcome(cleanup()), elapsed())

    log(await outcome(child()), elapsed())


@scenario
async def timeout_in_a_task_that_swallowed_a_cancel():
    async def limited():
        async with asyncio.timeout(1):
            await asyncio.sleep(10)

    async def child():
        log(await outcome(asyncio.sleep(10)))
        log(await outcome(limited()), asyncio.current_task().cancelling())

    task = spawn("child", child())
    await pause()
    task.cancel("swallowed")
    await task


@scenario
async def timeout_second_cancel_is_not_taken_for_the_timeout():
    async def limited():
        async with asyncio.timeout(5):
            await asyncio.sleep(10)

    async def child():
        log(await outcome(asyncio.sleep(10)))
        log(await outcome(limited()), asyncio.current_task().cancelling())

    task = spawn("child", child())
    await pause()
    task.cancel("first")
    await pause(2)
    task.cancel("second")
    await task
    log(elapsed())


@scenario
async def timeout_around_a_task_group():
    async def sleeper():
        try:
            await asyncio.sleep(10)
        finally:
            log("child leaves", elapsed())

    async def child():
        async with asyncio.timeout(1):
            async with asyncio.TaskGroup() as group:
                group.create_task(sleeper())
                group.create_task(sleeper())

    log(await outcome(child()), elapsed())


@scenario
async def timeout_around_a_failing_task_group():
    async def failing():
        try:
            await asyncio.sleep(10)
        finally:
            fail("in cleanup")

    async def child():
        async with asyncio.timeout(1):
            async with asyncio.TaskGroup() as group:
                group.create_task(failing())

    log(await outcome(child()), asyncio.current_task().cancelling())


@scenario
async def timeout_around_gather_cancels_the_children():
    async def sleeper(name):
        try:
            await asyncio.sleep(10)
        finally:
            log(name, "leaves")

    async def child():
        async with asyncio.timeout(1):
            await asyncio.gather(sleeper("a"), sleeper("b"))

    log(await outcome(child()))


@scenario
async def timeout_per_round_of_a_loop():
    async def work(delay):
        async with asyncio.timeout(2):
            await asyncio.sleep(delay)
            return "in time"

    for delay in [1, 3, 2, 1]:
        log(delay, await outcome(work(delay)), elapsed())
