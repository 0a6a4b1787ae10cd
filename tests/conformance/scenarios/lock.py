"""Lock (scheduling.md §10; CPython's test_locks)."""

import asyncio
from support import *


@scenario
async def s39_free_lock_is_taken_without_suspending():
    loop = asyncio.get_running_loop()
    lock = asyncio.Lock()
    loop.call_soon(log, "callback")
    log(lock.locked())
    await lock.acquire()
    log(lock.locked())
    lock.release()
    log(lock.locked())
    await pause()


@scenario
async def s40_lock_is_handed_over_first_in_first_out():
    lock = asyncio.Lock()

    async def worker(name):
        async with lock:
            log(name, "enters")
            await pause()
            log(name, "leaves")

    await asyncio.gather(worker("a"), worker("b"), worker("c"))


@scenario
async def s41_nobody_barges_in_between_release_and_the_waiter():
    lock = asyncio.Lock()

    async def waiter():
        await lock.acquire()
        log("waiter has it")
        lock.release()

    await lock.acquire()
    task = spawn("waiter", waiter())
    await pause()
    lock.release()
    log("free in between:", not lock.locked())
    await lock.acquire()
    log("main has it")
    lock.release()
    await task


@scenario
async def s41b_task_that_releases_and_acquires_again_goes_to_the_end():
    lock = asyncio.Lock()

    async def worker(name):
        for round in range(2):
            await lock.acquire()
            log(name, round)
            await pause()
            lock.release()

    await asyncio.gather(worker("a"), worker("b"), worker("c"))


@scenario
async def s42_woken_and_cancelled_in_one_tick():
    lock = asyncio.Lock()

    async def waiter(name):
        async with lock:
            log(name, "has it")

    await lock.acquire()
    one, two = spawn("one", waiter("one")), spawn("two", waiter("two"))
    await pause()
    lock.release()
    log(one.cancel())
    await asyncio.wait([one, two])
    log(state(one), lock.locked())


@scenario
async def lock_cancelled_waiter_is_skipped():
    lock = asyncio.Lock()

    async def waiter(name):
        log(name, await outcome(lock.acquire()))

    await lock.acquire()
    one, two = spawn("one", waiter("one")), spawn("two", waiter("two"))
    await pause()
    log(one.cancel())
    lock.release()
    await asyncio.wait([one, two])
    log(lock.locked())


@scenario
async def lock_cancel_and_release_in_one_callback():
    lock = asyncio.Lock()

    async def waiter(name):
        async with lock:
            log(name, "has it")

    await lock.acquire()
    tasks = [spawn(name, waiter(name)) for name in ["a", "b", "c"]]
    await pause()

    def trigger():
        tasks[0].cancel()
        lock.release()

    asyncio.get_running_loop().call_soon(trigger)
    await asyncio.wait(tasks)
    log(state(tasks[0]), lock.locked())


@scenario
async def lock_waiter_cancelled_while_it_is_held():
    lock = asyncio.Lock()
    await lock.acquire()

    async def waiter():
        await lock.acquire()

    task = spawn("waiter", waiter())
    await pause()
    task.cancel("tired")
    log(await outcome(task), lock.locked())
    lock.release()
    log(lock.locked())
    await lock.acquire()
    log("taken at once")


@scenario
async def lock_release_when_it_is_free():
    lock = asyncio.Lock()
    log(attempt(lock.release))
    await lock.acquire()
    lock.release()
    log(attempt(lock.release), lock.locked())


@scenario
async def lock_released_by_another_task():
    lock = asyncio.Lock()
    await lock.acquire()

    async def other():
        lock.release()

    await spawn("other", other())
    log(lock.locked())


@scenario
async def lock_scope_releases_on_error():
    lock = asyncio.Lock()

    async def worker():
        async with lock:
            fail("inside")

    log(await outcome(worker()), lock.locked())


@scenario
async def lock_with_a_timeout():
    lock = asyncio.Lock()
    await lock.acquire()
    log(await outcome(asyncio.wait_for(lock.acquire(), 1)), elapsed())
    lock.release()
    log(await outcome(asyncio.wait_for(lock.acquire(), 1)), lock.locked())


@scenario
async def lock_all_waiters_cancelled():
    lock = asyncio.Lock()

    async def waiter(name):
        log(name, await outcome(lock.acquire()))

    await lock.acquire()
    tasks = [spawn(name, waiter(name)) for name in ["a", "b", "c"]]
    await pause()
    for task in tasks:
        task.cancel()
    lock.release()
    await lock.acquire()
    log("main has it again")
    await asyncio.wait(tasks)
