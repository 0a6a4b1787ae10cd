"""A staggered race, written with the public primitives (CPython's test_staggered)."""

import asyncio
from support import *


async def race(starters, delay):
    """Starts the next when the last one failed or after `delay`; the first winner ends it."""
    winner = asyncio.get_running_loop().create_future()
    errors = []

    async def attempt_one(index, failed):
        try:
            value = await starters[index]()
        except Exception as err:
            errors.append(err)
            failed.set()
        else:
            if not winner.done():
                winner.set_result([value, index])

    async def launch(group):
        for index in range(len(starters)):
            failed = asyncio.Event()
            group.create_task(attempt_one(index, failed))
            try:
                await asyncio.wait_for(failed.wait(), delay)
            except asyncio.TimeoutError:
                pass

    async def all_of_them():
        async with asyncio.TaskGroup() as group:
            await launch(group)

    everything = asyncio.ensure_future(all_of_them())
    await asyncio.wait([everything, winner], return_when=asyncio.FIRST_COMPLETED)
    everything.cancel()
    await asyncio.wait([everything])
    if winner.done():
        return [winner.result(), errors]
    return ["nobody", errors]


async def wins(name, delay):
    log(name, "starts", elapsed())
    try:
        await asyncio.sleep(delay)
    except asyncio.CancelledError:
        log(name, "gives up", elapsed())
        raise
    log(name, "arrives", elapsed())
    return name


async def loses(name, delay):
    log(name, "starts", elapsed())
    await asyncio.sleep(delay)
    fail(name)


@scenario
async def race_one_wins():
    log(await race([lambda: wins("a", 1)], None), elapsed())


@scenario
async def race_error_starts_the_next():
    log(await race([lambda: loses("a", 1), lambda: wins("b", 1)], None), elapsed())


@scenario
async def race_delay_starts_the_next():
    log(await race([lambda: wins("a", 5), lambda: wins("b", 1)], 1), elapsed())


@scenario
async def race_nobody_wins():
    log(await race([lambda: loses("a", 1), lambda: loses("b", 2)], None), elapsed())


@scenario
async def race_two_arrive_at_the_same_moment():
    log(await race([lambda: wins("a", 2), lambda: wins("b", 1)], 1), elapsed())


@scenario
async def race_is_cancelled():
    async def runner():
        return await race([lambda: wins("a", 5), lambda: wins("b", 5)], 1)

    task = spawn("race", runner())
    await asyncio.sleep(2)
    task.cancel()
    log(await outcome(task))
