"""shield (scheduling.md §7; CPython's test_waitfor)."""

import asyncio
from support import *


async def nap(value, delay):
    try:
        await asyncio.sleep(delay)
    finally:
        log("nap ends", elapsed())
    return value


@scenario
async def s71_shield_costs_two_ticks():
    async def child():
        log("child ends")
        return "value"

    log(await asyncio.shield(child()))


@scenario
async def s71b_shield_of_a_done_future_is_that_future():
    future = asyncio.Future()
    future.set_result(1)
    log(asyncio.shield(future) == future, await asyncio.shield(future))


@scenario
async def shield_keeps_the_inner_alive():
    inner = spawn("inner", nap("value", 2))

    async def waiter():
        await asyncio.shield(inner)

    task = spawn("waiter", waiter())
    await pause(2)
    log(task.cancel("outer only"))
    log(await outcome(task), state(inner))
    log(await inner, elapsed())


@scenario
async def shield_lets_the_cancel_of_the_inner_through():
    inner = spawn("inner", nap("value", 2))
    shield = asyncio.shield(inner)
    await pause()
    inner.cancel("inner")
    log(await outcome(shield), shield.cancelled())


@scenario
async def shield_lets_errors_through():
    async def broken():
        await pause()
        fail("inside")

    log(await outcome(asyncio.shield(broken())))


@scenario
async def shield_cancelled_twice():
    inner = spawn("inner", nap("value", 2))
    shield = asyncio.shield(inner)
    log(shield.cancel(), shield.cancel(), state(shield), state(inner))
    log(await inner)


@scenario
async def shield_under_wait_for_survives_the_timeout():
    inner = spawn("inner", nap("value", 3))
    log(await outcome(asyncio.wait_for(asyncio.shield(inner), 1)), state(inner))
    log(await outcome(asyncio.wait_for(asyncio.shield(inner), 0)), state(inner))
    log(await asyncio.wait_for(asyncio.shield(inner), None), elapsed())


@scenario
async def shield_two_around_one_task():
    inner = spawn("inner", nap("value", 2))
    one, two = asyncio.shield(inner), asyncio.shield(inner)
    one.cancel()
    log(await outcome(one), await two)


@scenario
async def shield_around_gather():
    group = asyncio.gather(nap(1, 1), nap(2, 2))

    async def waiter():
        await asyncio.shield(group)

    task = spawn("waiter", waiter())
    await pause(2)
    task.cancel()
    log(await outcome(task), group.done())
    log(await group)


@scenario
async def s71c_error_of_the_inner_is_told_if_the_outer_is_cancelled():
    async def broken():
        await pause(3)
        fail("nobody waits")

    shield = asyncio.shield(spawn("inner", broken()))
    log(shield.cancel())
    await asyncio.sleep(1)
    log("main")


@scenario
async def s71d_end_of_the_inner_takes_its_tick_if_the_outer_is_cancelled():
    shield = asyncio.shield(spawn("inner", nap("value", 1)))
    log(shield.cancel())
    await asyncio.sleep(2)
    log("main")
