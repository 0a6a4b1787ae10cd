"""Queue: cancelled waiters; stacks and priorities (scheduling.md §11; CPython's test_queues)."""

import asyncio
from support import *


@scenario
async def queue_cancelled_getter_is_skipped():
    queue = asyncio.Queue()

    async def getter(name):
        log(name, await outcome(queue.get()))

    tasks = [spawn(name, getter(name)) for name in ["a", "b"]]
    await pause()
    tasks[0].cancel()
    queue.put_nowait("item")
    await asyncio.wait(tasks)


@scenario
async def queue_woken_and_cancelled_getter_passes_the_item_on():
    queue = asyncio.Queue()

    async def getter(name):
        log(name, await outcome(queue.get()))

    tasks = [spawn(name, getter(name)) for name in ["a", "b", "c"]]
    await pause()
    queue.put_nowait("item")
    tasks[0].cancel()
    await pause(4)
    log(state(tasks[1]), state(tasks[2]), queue.qsize())
    queue.put_nowait("other")
    await asyncio.wait(tasks)


@scenario
async def queue_cancelled_getter_loses_no_item():
    queue = asyncio.Queue(1)
    log(await outcome(asyncio.wait_for(queue.get(), 1)))
    await queue.put("kept")
    log(await asyncio.wait_for(queue.get(), 1), queue.qsize())


@scenario
async def queue_cancelled_putter_is_skipped():
    queue = asyncio.Queue(1)

    async def putter(item):
        log(item, await outcome(queue.put(item)))

    await queue.put("a")
    tasks = [spawn(item, putter(item)) for item in ["b", "c", "d"]]
    await pause()
    tasks[1].cancel()
    log(queue.get_nowait())
    await pause(3)
    log(queue.get_nowait())
    await asyncio.wait(tasks)
    log(queue.get_nowait(), queue.empty())


@scenario
async def queue_woken_and_cancelled_putter_wakes_the_next():
    queue = asyncio.Queue(1)

    async def putter(item):
        log(item, await outcome(queue.put(item)))

    await queue.put("a")
    tasks = [spawn(item, putter(item)) for item in ["b", "c"]]
    await pause()
    queue.get_nowait()
    tasks[0].cancel()
    await asyncio.wait(tasks)
    log(queue.get_nowait(), queue.qsize())


@scenario
async def queue_cancelled_putter_may_put_again():
    queue = asyncio.Queue(1)
    await queue.put("a")
    log(await outcome(asyncio.wait_for(queue.put("b"), 1)), queue.qsize())
    log(queue.get_nowait())
    await queue.put("b")
    log(queue.get_nowait(), queue.empty())


@scenario
async def queue_put_into_space_made_by_a_getter_that_waits():
    queue = asyncio.Queue(1)

    async def getter():
        log("got", await queue.get())
        log("got", await queue.get())

    task = spawn("getter", getter())
    await pause()
    await queue.put(1)
    log("first put")
    await queue.put(2)
    log("second put")
    await task


@scenario
async def queue_fractional_size():
    queue = asyncio.Queue(1.3)
    await queue.put("a")
    log(queue.full())
    await queue.put("b")
    log(queue.full(), attempt(queue.put_nowait, "c"))


@scenario
async def queue_two_producers_two_consumers():
    queue = asyncio.Queue(2)

    async def producer(name):
        for number in range(3):
            await queue.put(name + str(number))
            log("put", name, number)

    async def consumer(name):
        for _ in range(3):
            log(name, "got", await queue.get())
            await pause()

    await asyncio.gather(producer("p"), producer("q"), consumer("x"), consumer("y"))


@scenario
async def lifo_queue_is_a_stack():
    queue = asyncio.LifoQueue()
    for item in [1, 3, 2]:
        queue.put_nowait(item)
    log(queue.get_nowait(), queue.get_nowait(), queue.get_nowait())


@scenario
async def priority_queue_gives_the_smallest():
    queue = asyncio.PriorityQueue()
    for item in [5, 1, 4, 1, 3]:
        queue.put_nowait(item)
    log(await queue.get(), await queue.get(), await queue.get(), await queue.get(), await queue.get())


@scenario
async def priority_queue_serves_waiters_in_order_of_waiting():
    queue = asyncio.PriorityQueue()

    async def getter(name):
        log(name, await queue.get())

    tasks = [spawn(name, getter(name)) for name in ["a", "b", "c"]]
    await pause()
    for item in [3, 1, 2]:
        queue.put_nowait(item)
    await asyncio.wait(tasks)
