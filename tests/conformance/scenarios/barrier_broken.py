"""Barrier: reset, abort, company (scheduling.md §10; CPython's test_locks)."""

import asyncio
from support import *


@scenario
async def barrier_reset_when_idle():
    barrier = asyncio.Barrier(2)
    await barrier.reset()
    log(barrier.broken, barrier.n_waiting)

    async def party(name):
        log(name, await barrier.wait())

    await asyncio.gather(party("a"), party("b"))


@scenario
async def barrier_reset_breaks_those_who_wait():
    barrier = asyncio.Barrier(3)

    async def party(name):
        log(name, await outcome(barrier.wait()))

    tasks = [spawn(name, party(name)) for name in ["a", "b"]]
    await pause()
    await barrier.reset()
    log("reset", barrier.broken, barrier.n_waiting)
    await asyncio.wait(tasks)
    log(barrier.broken, barrier.n_waiting)
    await asyncio.gather(party("c"), party("d"), party("e"))


@scenario
async def barrier_waiting_again_after_a_reset():
    barrier = asyncio.Barrier(2)

    async def party(name, rounds):
        for _ in range(rounds):
            log(name, await outcome(barrier.wait()))

    one = spawn("one", party("one", 3))
    await pause()
    await barrier.reset()
    two = spawn("two", party("two", 1))
    await pause(4)
    log(barrier.n_waiting, state(one), state(two))
    await party("three", 1)
    await asyncio.wait([one, two])


@scenario
async def barrier_reset_while_it_drains():
    barrier = asyncio.Barrier(3)

    async def party(name):
        log(name, await outcome(barrier.wait()))

    async def last():
        log("last", await outcome(barrier.wait()))
        await barrier.reset()
        log("reset", barrier.broken, barrier.n_waiting)

    await asyncio.gather(party("a"), party("b"), last())
    log(barrier.broken, barrier.n_waiting)


@scenario
async def barrier_newcomers_survive_a_reset_while_it_drains():
    barrier = asyncio.Barrier(3)

    async def party(name):
        log(name, await outcome(barrier.wait()))

    async def last():
        log("last", await outcome(barrier.wait()))
        await barrier.reset()

    tasks = [spawn(name, party(name)) for name in ["a", "b"]]
    await pause()
    tasks.append(spawn("last", last()))
    for name in ["c", "d", "e"]:
        tasks.append(spawn(name, party(name)))
    await asyncio.wait(tasks)
    log(barrier.broken, barrier.n_waiting)


@scenario
async def barrier_aborted_stays_broken_until_reset():
    barrier = asyncio.Barrier(2)

    async def party(name):
        log(name, await outcome(barrier.wait()))

    one = spawn("one", party("one"))
    await pause()
    await barrier.abort()
    log("aborted", barrier.broken, barrier.n_waiting)
    await one
    await party("two")
    await barrier.reset()
    log("reset", barrier.broken)
    await asyncio.gather(party("three"), party("four"))


@scenario
async def barrier_abort_when_idle():
    barrier = asyncio.Barrier(2)
    await barrier.abort()
    log(barrier.broken, await outcome(barrier.wait()))


@scenario
async def barrier_abort_on_error_pattern():
    barrier = asyncio.Barrier(3)

    async def party(name, fails):
        try:
            if fails:
                fail(name)
            await barrier.wait()
        except Boom as err:
            log(name, err)
            await barrier.abort()
        log(name, "ends")

    parties = [party("a", False), party("b", True), party("c", False)]
    log(await asyncio.gather(*parties, return_exceptions=True), barrier.broken)


@scenario
async def barrier_with_a_timeout():
    barrier = asyncio.Barrier(2)
    log(await outcome(asyncio.wait_for(barrier.wait(), 1)), barrier.n_waiting, elapsed())

    async def party(name):
        log(name, await barrier.wait())

    await asyncio.gather(party("a"), party("b"))


@scenario
async def barrier_aborted_while_it_drains():
    barrier = asyncio.Barrier(3)

    async def party(name):
        log(name, await outcome(barrier.wait()))

    async def last():
        log("last", await outcome(barrier.wait()))
        await barrier.abort()
        log("aborted", barrier.broken, barrier.n_waiting)

    tasks = [spawn(name, party(name)) for name in ["a", "b"]]
    await pause()
    tasks.append(spawn("last", last()))
    tasks.append(spawn("newcomer", party("newcomer")))
    await asyncio.wait(tasks)
    log(barrier.broken, barrier.n_waiting)


@scenario
async def barrier_abort_meet_elsewhere_reset_and_go_on():
    first, second = asyncio.Barrier(3), asyncio.Barrier(3)

    async def party(name, fails):
        try:
            if fails:
                fail(name)
            await first.wait()
        except Exception as err:
            log(name, err)
            await first.abort()
        if await second.wait() == 0:
            await first.reset()
        await second.wait()
        log(name, await outcome(first.wait()))

    await asyncio.gather(party("a", False), party("b", True), party("c", False))


@scenario
async def barrier_last_leaver_lets_the_next_round_fill():
    barrier = asyncio.Barrier(2)

    async def party(name):
        log(name, await barrier.wait(), barrier.n_waiting)
        log(name, await barrier.wait(), barrier.n_waiting)
        log(name, await barrier.wait(), barrier.n_waiting)

    await asyncio.gather(party("a"), party("b"))
