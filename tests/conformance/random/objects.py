"""The locks, queues … of a random program and what it does with them; the twin of objects.lua.

Most functions take a label first: the line they log. Objects are named by small numbers.
"""

import asyncio

from support import Boom, attempt, log, state


class Held:
    """The objects of the program that is running."""

    def __init__(self, plan):
        self.locks = [asyncio.Lock() for _ in range(plan["locks"])]
        self.semaphores = [new_semaphore(kind, value) for kind, value in plan["semaphores"]]
        self.events = [asyncio.Event() for _ in range(plan["events"])]
        self.conditions = [asyncio.Condition() for _ in range(plan["conditions"])]
        self.queues = [new_queue(kind, size) for kind, size in plan["queues"]]
        self.barriers = [asyncio.Barrier(parties) for parties in plan["barriers"]]
        self.futures = [asyncio.Future() for _ in range(plan["futures"])]
        self.counter = 0


held = None


def new_semaphore(kind, value):
    return asyncio.BoundedSemaphore(value) if kind == "bounded" else asyncio.Semaphore(value)


def new_queue(kind, size):
    kinds = {"fifo": asyncio.Queue, "lifo": asyncio.LifoQueue, "priority": asyncio.PriorityQueue}
    return kinds[kind](size)


def build_objects(plan):
    global held
    held = Held(plan)


# Objects as scopes

def lock(number):
    return held.locks[number - 1]


def semaphore(number):
    return held.semaphores[number - 1]


def condition(number):
    return held.conditions[number - 1]


# Locks and semaphores

async def acquire_lock(label, number):
    await lock(number).acquire()
    log(label)


def release_lock(label, number):
    log(label, attempt(lock(number).release), lock(number).locked())


async def acquire_semaphore(label, number):
    await semaphore(number).acquire()
    log(label)


def release_semaphore(label, number):
    log(label, attempt(semaphore(number).release), semaphore(number).locked())


# Events and conditions

def set_event(number):
    held.events[number - 1].set()


def clear_event(number):
    held.events[number - 1].clear()


async def wait_event(label, number):
    log(label, await held.events[number - 1].wait(), held.events[number - 1].is_set())


async def wait_condition(label, number):
    log(label, await condition(number).wait())


async def wait_condition_for(label, number, least):
    log(label, await condition(number).wait_for(lambda: held.counter >= least))


def notify(label, number, count):
    log(label, attempt(condition(number).notify, count))


def notify_all(label, number):
    log(label, attempt(condition(number).notify_all))


def bump():
    held.counter += 1


# Queues

async def put(label, number, value):
    await held.queues[number - 1].put(value)
    log(label)


async def get(label, number):
    log(label, await held.queues[number - 1].get())


def put_nowait(label, number, value):
    log(label, attempt(held.queues[number - 1].put_nowait, value))


def get_nowait(label, number):
    log(label, attempt(held.queues[number - 1].get_nowait))


def task_done(label, number):
    log(label, attempt(held.queues[number - 1].task_done))


async def join_queue(label, number):
    await held.queues[number - 1].join()
    log(label)


def queue_size(label, number):
    queue = held.queues[number - 1]
    log(label, queue.qsize(), queue.empty(), queue.full())


def shutdown_queue(label, number, immediate):
    held.queues[number - 1].shutdown(immediate=immediate)
    log(label)


# Barriers

async def wait_barrier(label, number):
    log(label, await held.barriers[number - 1].wait())


async def reset_barrier(label, number):
    await held.barriers[number - 1].reset()
    log(label, held.barriers[number - 1].n_waiting)


async def abort_barrier(label, number):
    await held.barriers[number - 1].abort()
    log(label, held.barriers[number - 1].broken)


# Futures

async def wait_future(label, number):
    log(label, await held.futures[number - 1])


def set_future(label, number, value):
    log(label, attempt(held.futures[number - 1].set_result, value))


def fail_future(label, number):
    log(label, attempt(held.futures[number - 1].set_exception, Boom(label)))


def cancel_future(label, number):
    log(label, held.futures[number - 1].cancel())


def watch_future(label, number):
    held.futures[number - 1].add_done_callback(lambda future: log(label, state(future)))
