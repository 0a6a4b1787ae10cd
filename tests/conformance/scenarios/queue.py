"""Queue: order and waiting (scheduling.md §11; CPython's test_queues)."""

import asyncio
from support import *


@scenario
async def s46_producer_and_consumer_alternate_at_size_one():
    queue = asyncio.Queue(1)

    async def producer():
        for number in range(4):
            await queue.put(number)
            log("put", number)

    async def consumer():
        for _ in range(4):
            log("got", await queue.get())

    await asyncio.gather(producer(), consumer())


@scenario
async def s46b_unbounded_put_never_yields():
    queue = asyncio.Queue()

    async def producer():
        for number in range(3):
            await queue.put(number)
            log("put", number)

    async def consumer():
        for _ in range(3):
            log("got", await queue.get())

    await asyncio.gather(consumer(), producer())


@scenario
async def s47_item_stolen_between_wake_and_step():
    queue = asyncio.Queue()

    async def getter():
        log("getter got", await queue.get())

    task = spawn("getter", getter())
    await pause()
    queue.put_nowait("first")
    log("stolen", queue.get_nowait())
    await pause(2)
    log(state(task))
    queue.put_nowait("second")
    await task


@scenario
async def s92_woken_getter_without_an_item_loses_its_place():
    queue = asyncio.Queue()

    async def getter(name):
        log(name, await queue.get())

    tasks = [spawn(name, getter(name)) for name in ["a", "b"]]
    await pause()
    queue.put_nowait(1)
    log("stolen", queue.get_nowait())
    await pause(2)
    queue.put_nowait(2)
    queue.put_nowait(3)
    await asyncio.wait(tasks)


@scenario
async def s93_blocked_putter_goes_on_a_tick_after_the_get():
    queue = asyncio.Queue(1)

    async def putter(item):
        await queue.put(item)
        log("put", item)

    await queue.put("a")
    tasks = [spawn(item, putter(item)) for item in ["b", "c"]]
    await pause()
    log(queue.full(), queue.qsize(), state(tasks[0]))
    for _ in range(3):
        log("got", await queue.get())
    await asyncio.wait(tasks)


@scenario
async def queue_order_and_size():
    queue = asyncio.Queue()
    log(queue.empty(), queue.full(), queue.qsize(), queue.maxsize)
    for item in [3, 1, 2]:
        await queue.put(item)
    log(queue.empty(), queue.full(), queue.qsize())
    log(await queue.get(), await queue.get(), await queue.get(), queue.empty())


@scenario
async def queue_full_and_empty_without_waiting():
    queue = asyncio.Queue(2)
    log(attempt(queue.get_nowait))
    queue.put_nowait(1)
    queue.put_nowait(2)
    log(queue.full(), queue.maxsize, attempt(queue.put_nowait, 3))
    log(queue.get_nowait(), queue.full(), queue.qsize())


@scenario
async def queue_getters_are_served_in_order():
    queue = asyncio.Queue()

    async def getter(name):
        log(name, await queue.get())

    tasks = [spawn(name, getter(name)) for name in ["a", "b", "c"]]
    await pause()
    for item in [1, 2, 3]:
        queue.put_nowait(item)
    log("put all")
    await asyncio.wait(tasks)
