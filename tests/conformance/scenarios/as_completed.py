"""as_completed (scheduling.md §7; CPython's test_tasks)."""

import asyncio
from support import *


async def give(value, turns=0):
    await pause(turns)
    return value


async def broken(message, turns=0):
    await pause(turns)
    fail(message)


async def nap(value, delay):
    await asyncio.sleep(delay)
    return value


@scenario
async def as_completed_yields_in_completion_order():
    tasks = [spawn("a", nap("a", 3)), spawn("b", nap("b", 1)), spawn("c", nap("c", 2))]
    for next_done in asyncio.as_completed(tasks):
        log(await next_done, elapsed())


@scenario
async def s16b_as_completed_costs_two_ticks_after_each_end():
    async def child(name, turns):
        await pause(turns)
        log(name, "ends")
        return name

    for next_done in asyncio.as_completed([child("a", 3), child("b", 1)]):
        log("got", await next_done)


@scenario
async def as_completed_starts_coroutines_in_order():
    async def child(name):
        log(name)
        return name

    for next_done in asyncio.as_completed([child("a"), child("b"), child("c")]):
        log("got", await next_done)


@scenario
async def as_completed_finished_ones_come_first():
    done = spawn("done", give("done"))
    await pause(2)
    for next_done in asyncio.as_completed([spawn("slow", nap("slow", 1)), done]):
        log(await next_done)


@scenario
async def as_completed_errors_and_cancellations_come_out_in_turn():
    tasks = [spawn("a", nap("a", 9)), spawn("b", broken("b", 1)), spawn("c", give("c", 5))]
    await pause()
    tasks[0].cancel("a")
    for next_done in asyncio.as_completed(tasks):
        log(await outcome(next_done))


@scenario
async def as_completed_timeout():
    tasks = [spawn("a", nap("a", 1)), spawn("b", nap("b", 5)), spawn("c", nap("c", 6))]
    for next_done in asyncio.as_completed(tasks, timeout=2):
        log(await outcome(next_done), elapsed())
    log(state(tasks[1]))
    await asyncio.wait(tasks)


@scenario
async def as_completed_timeout_not_reached():
    tasks = [spawn("a", nap("a", 1)), spawn("b", nap("b", 2))]
    for next_done in asyncio.as_completed(tasks, timeout=5):
        log(await next_done)
    await asyncio.sleep(9)
    log("nothing more", elapsed())


@scenario
async def as_completed_duplicates_come_once():
    task = spawn("a", give("a"))
    for next_done in asyncio.as_completed([task, task, spawn("b", give("b"))]):
        log(await next_done)


@scenario
async def as_completed_of_nothing():
    for next_done in asyncio.as_completed([]):
        log("never", next_done)
    log("done")


@scenario
async def as_completed_two_of_one_tick():
    for next_done in asyncio.as_completed([give("a", 1), give("b", 1), give("c", 1)]):
        log(await next_done)


@scenario
async def as_completed_consumer_cancelled():
    task = spawn("a", nap("a", 5))

    async def reader():
        for next_done in asyncio.as_completed([task]):
            await next_done

    other = spawn("reader", reader())
    await pause(2)
    other.cancel("reader")
    log(await outcome(other), state(task))
    log(await task)
