"""Queue: task_done, join, shutdown (scheduling.md §11; CPython's test_queues)."""

import asyncio
from support import *


@scenario
async def join_of_an_empty_queue_returns_at_once():
    queue = asyncio.Queue()
    asyncio.get_running_loop().call_soon(log, "callback")
    await queue.join()
    log("joined")
    await pause()


@scenario
async def s94_join_goes_on_a_tick_after_the_last_task_done():
    queue = asyncio.Queue()

    async def worker():
        for _ in range(2):
            item = await queue.get()
            await pause()
            queue.task_done()
            log("done", item)

    queue.put_nowait("a")
    queue.put_nowait("b")
    task = spawn("worker", worker())
    await queue.join()
    log("joined")
    await task


@scenario
async def task_done_too_often():
    queue = asyncio.Queue()
    log(attempt(queue.task_done))
    queue.put_nowait(1)
    queue.task_done()
    log(attempt(queue.task_done), queue.qsize())


@scenario
async def join_waits_for_items_that_were_taken():
    queue = asyncio.Queue()
    queue.put_nowait("item")

    async def joiner():
        await queue.join()
        log("joined")

    task = spawn("joiner", joiner())
    log(await queue.get(), queue.empty())
    await pause(3)
    log(state(task))
    queue.task_done()
    await task


@scenario
async def join_again_after_more_items():
    queue = asyncio.Queue()
    for number in range(2):
        queue.put_nowait(number)
        task = spawn("joiner", queue.join())
        await pause(2)
        log(number, state(task))
        queue.get_nowait()
        queue.task_done()
        await task
        log(number, "joined")


@scenario
async def join_two_workers():
    queue = asyncio.Queue()
    total = []

    async def worker():
        while True:
            item = await queue.get()
            total.append(item)
            await pause(item % 3)
            queue.task_done()

    tasks = [spawn(name, worker()) for name in ["a", "b"]]
    for number in range(20):
        queue.put_nowait(number)
    await queue.join()
    log("handled", len(total))
    for task in tasks:
        task.cancel()
    log(await asyncio.gather(*tasks, return_exceptions=True))


@scenario
async def shutdown_of_an_empty_queue():
    queue = asyncio.Queue()

    async def getter():
        log(await outcome(queue.get()))

    task = spawn("getter", getter())
    await pause()
    queue.shutdown()
    log(await outcome(queue.put(1)), attempt(queue.put_nowait, 1))
    await task
    log(await outcome(queue.get()), attempt(queue.get_nowait))
    await queue.join()


@scenario
async def s95_shutdown_wakes_all_getters_then_all_putters():
    empty, full = asyncio.Queue(), asyncio.Queue(1)
    full.put_nowait("item")

    async def getter(name):
        log(name, await outcome(empty.get()))

    async def putter(name):
        log(name, await outcome(full.put(name)))

    tasks = [spawn("g1", getter("g1")), spawn("p1", putter("p1"))]
    tasks.append(spawn("g2", getter("g2")))
    tasks.append(spawn("p2", putter("p2")))
    await pause()
    full.shutdown()
    empty.shutdown()
    await asyncio.wait(tasks)


@scenario
async def shutdown_leaves_the_items():
    queue = asyncio.Queue(1)
    queue.put_nowait("kept")

    async def putter():
        log(await outcome(queue.put("late")))

    putting, joining = spawn("putter", putter()), spawn("joiner", queue.join())
    await pause()
    queue.shutdown()
    await putting
    log(queue.qsize(), await queue.get(), attempt(queue.get_nowait))
    log(state(joining))
    queue.task_done()
    await joining
    log("joined")


@scenario
async def shutdown_immediate_drops_the_items():
    queue = asyncio.Queue()
    queue.put_nowait(1)
    queue.put_nowait(2)
    joining = spawn("joiner", queue.join())
    await pause()
    queue.shutdown(immediate=True)
    log(queue.qsize(), queue.empty(), attempt(queue.get_nowait))
    await joining
    log("joined", attempt(queue.task_done))


@scenario
async def shutdown_immediate_still_waits_for_what_was_taken():
    queue = asyncio.Queue()
    for number in range(3):
        queue.put_nowait(number)
    joining = spawn("joiner", queue.join())
    log(await queue.get())
    await pause()
    queue.shutdown(immediate=True)
    await pause(2)
    log(state(joining))
    queue.task_done()
    await joining
    log("joined")


@scenario
async def shutdown_twice():
    queue = asyncio.Queue()
    queue.put_nowait(1)
    queue.shutdown()
    log(queue.qsize())
    queue.shutdown(immediate=True)
    log(queue.qsize(), attempt(queue.get_nowait), attempt(queue.put_nowait, 2))


@scenario
async def shutdown_ends_a_consumer_loop():
    queue = asyncio.Queue()

    async def consumer():
        try:
            while True:
                log("got", await queue.get())
        except asyncio.QueueShutDown as err:
            log("consumer ends:", err)

    task = spawn("consumer", consumer())
    for number in range(3):
        await queue.put(number)
        await pause()
    queue.shutdown()
    await task


@scenario
async def shutdown_of_lifo_and_priority_queues():
    for queue in [asyncio.LifoQueue(), asyncio.PriorityQueue()]:
        queue.put_nowait(1)
        queue.put_nowait(2)
        queue.shutdown()
        log(queue.get_nowait(), queue.get_nowait(), attempt(queue.get_nowait))
        log(attempt(queue.put_nowait, 3))


@scenario
async def join_cancelled():
    queue = asyncio.Queue()
    queue.put_nowait(1)
    log(await outcome(asyncio.wait_for(queue.join(), 1)), elapsed())
    queue.get_nowait()
    queue.task_done()
    await queue.join()
    log("joined")
