"""Semaphore and BoundedSemaphore (scheduling.md §10; CPython's test_locks)."""

import asyncio
from support import *


@scenario
async def s43_releases_grant_permits_before_the_waiters_run():
    sem = asyncio.Semaphore(0)

    async def waiter(name):
        await sem.acquire()
        log(name)

    tasks = [spawn("a", waiter("a")), spawn("b", waiter("b"))]
    await pause()
    for _ in range(3):
        sem.release()
    log("locked", sem.locked())
    await pause()
    log("locked", sem.locked())
    await asyncio.wait(tasks)
    await sem.acquire()
    log("locked", sem.locked())


@scenario
async def semaphore_fast_path_costs_nothing():
    sem = asyncio.Semaphore(2)
    asyncio.get_running_loop().call_soon(log, "callback")
    await sem.acquire()
    log(sem.locked())
    await sem.acquire()
    log(sem.locked())
    sem.release()
    log(sem.locked())
    await pause()


@scenario
async def semaphore_starts_locked_at_zero():
    log(asyncio.Semaphore(0).locked(), asyncio.Semaphore(1).locked(), asyncio.Semaphore().locked())
    log(attempt(asyncio.Semaphore, -1), attempt(asyncio.BoundedSemaphore, -1))


@scenario
async def semaphore_limits_how_many_work():
    sem = asyncio.Semaphore(2)

    async def worker(name):
        async with sem:
            log(name, "enters")
            await asyncio.sleep(1)
            log(name, "leaves", elapsed())

    await asyncio.gather(worker("a"), worker("b"), worker("c"), worker("d"), worker("e"))


@scenario
async def semaphore_two_releases_admit_exactly_two():
    sem = asyncio.Semaphore(0)

    async def waiter(name):
        await sem.acquire()
        log(name)

    tasks = [spawn(name, waiter(name)) for name in ["a", "b", "c", "d"]]
    await pause()
    sem.release()
    sem.release()
    await pause(4)
    log("locked", sem.locked())
    sem.release()
    sem.release()
    await asyncio.wait(tasks)


@scenario
async def semaphore_cancelled_waiter_is_skipped():
    sem = asyncio.Semaphore(0)

    async def waiter(name):
        log(name, await outcome(sem.acquire()))

    tasks = [spawn(name, waiter(name)) for name in ["a", "b", "c", "d"]]
    await pause()
    tasks[0].cancel()
    tasks[1].cancel()
    sem.release()
    await pause(4)
    log(state(tasks[2]), state(tasks[3]), sem.locked())
    sem.release()
    await asyncio.wait(tasks)


@scenario
async def semaphore_cancel_of_the_head_and_a_release():
    sem = asyncio.Semaphore(1)

    async def waiter(name):
        log(name, await outcome(sem.acquire()))

    await sem.acquire()
    one, two = spawn("one", waiter("one")), spawn("two", waiter("two"))
    await pause()
    sem.release()
    one.cancel()
    await asyncio.wait([one, two])
    log(sem.locked())


@scenario
async def semaphore_woken_and_cancelled_gives_the_permit_back():
    sem = asyncio.Semaphore(1)

    async def waiter():
        await sem.acquire()

    await sem.acquire()
    task = spawn("waiter", waiter())
    await pause()
    sem.release()
    log(sem.locked())
    task.cancel()
    log(await outcome(task), sem.locked())
    await sem.acquire()
    log("taken")


@scenario
async def semaphore_fifo_with_tasks_that_come_back():
    sem = asyncio.Semaphore(1)

    async def worker(name):
        for round in range(2):
            await sem.acquire()
            log(name, round)
            sem.release()
            await pause()

    await sem.acquire()
    tasks = [spawn(name, worker(name)) for name in ["a", "b", "c"]]
    await pause()
    sem.release()
    await asyncio.wait(tasks)


@scenario
async def semaphore_release_and_acquire_again_does_not_overtake():
    sem = asyncio.Semaphore(1)

    async def greedy():
        for round in range(2):
            await sem.acquire()
            log("greedy", round)
            await pause()
            sem.release()

    async def modest(name):
        await sem.acquire()
        log(name)
        sem.release()

    await asyncio.gather(greedy(), modest("a"), modest("b"))


@scenario
async def semaphore_many_releases_by_one_who_holds_nothing():
    sem = asyncio.Semaphore(0)

    async def waiter(name):
        await sem.acquire()
        log(name)
        if name == "a":
            for _ in range(3):
                sem.release()

    tasks = [spawn(name, waiter(name)) for name in ["a", "b", "c", "d"]]
    await pause()
    sem.release()
    await asyncio.wait(tasks)


@scenario
async def semaphore_nobody_barges_in_before_a_waiter():
    sem = asyncio.Semaphore(1)

    async def waiter():
        await sem.acquire()
        log("waiter")
        sem.release()

    await sem.acquire()
    task = spawn("waiter", waiter())
    await pause()
    sem.release()
    await sem.acquire()
    log("main")
    await task


@scenario
async def semaphore_acquire_with_a_timeout():
    sem = asyncio.Semaphore(0)
    log(await outcome(asyncio.wait_for(sem.acquire(), 1)), elapsed())
    sem.release()
    log(sem.locked(), await outcome(sem.acquire()))


@scenario
async def bounded_semaphore_refuses_one_release_too_many():
    sem = asyncio.BoundedSemaphore(1)
    log(attempt(sem.release))
    await sem.acquire()
    sem.release()
    log(attempt(sem.release), sem.locked())


@scenario
async def bounded_semaphore_with_a_waiter():
    sem = asyncio.BoundedSemaphore(1)

    async def waiter():
        await sem.acquire()
        log("waiter")

    await sem.acquire()
    task = spawn("waiter", waiter())
    await pause()
    log(attempt(sem.release))
    await task
    log(attempt(sem.release), attempt(sem.release))
