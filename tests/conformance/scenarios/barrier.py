"""Barrier (scheduling.md §10; CPython's test_locks)."""

import asyncio
from support import *


@scenario
async def s78_last_arriver_passes_first_without_suspending():
    barrier = asyncio.Barrier(3)

    async def party(name):
        log(name, "arrives")
        log(name, "index", await barrier.wait())

    await asyncio.gather(party("a"), party("b"), party("c"))


@scenario
async def barrier_of_one_never_blocks():
    barrier = asyncio.Barrier(1)
    asyncio.get_running_loop().call_soon(log, "callback")
    for _ in range(2):
        log(await barrier.wait())
    await pause()


@scenario
async def barrier_needs_at_least_one_party():
    log(attempt(asyncio.Barrier, 0), attempt(asyncio.Barrier, -4))
    barrier = asyncio.Barrier(2)
    log(barrier.parties, barrier.n_waiting, barrier.broken)


@scenario
async def barrier_counts_who_waits():
    barrier = asyncio.Barrier(3)

    async def party():
        await barrier.wait()

    tasks = []
    for name in ["a", "b"]:
        tasks.append(spawn(name, party()))
        await pause()
        log("waiting", barrier.n_waiting)
    tasks.append(spawn("c", party()))
    await pause()
    log("after the last", barrier.n_waiting)
    await pause(2)
    log("drained", barrier.n_waiting)
    await asyncio.wait(tasks)


@scenario
async def barrier_two_rounds():
    barrier = asyncio.Barrier(2)

    async def party(name):
        for round in range(2):
            log(name, round, "index", await barrier.wait())

    await asyncio.gather(party("a"), party("b"))


@scenario
async def barrier_newcomers_wait_while_it_drains():
    barrier = asyncio.Barrier(2)

    async def party(name):
        log(name, "index", await barrier.wait())

    tasks = [spawn(name, party(name)) for name in ["a", "b", "c", "d", "e", "f"]]
    await asyncio.wait(tasks)


@scenario
async def barrier_early_bird_returns_while_the_others_leave():
    barrier = asyncio.Barrier(3)

    async def party(name, rounds):
        for round in range(rounds):
            index = await barrier.wait()
            log(name, "round", round, "index", index)

    await asyncio.gather(party("a", 2), party("b", 2), party("c", 2))


@scenario
async def barrier_cancelled_waiter_is_not_counted():
    barrier = asyncio.Barrier(2)

    async def party(name):
        log(name, await outcome(barrier.wait()), barrier.n_waiting)

    one = spawn("one", party("one"))
    await pause()
    one.cancel()
    await pause(2)
    log("waiting", barrier.n_waiting, barrier.broken)
    await asyncio.gather(party("two"), party("three"))
