"""What random programs call, in Python; the twin of runtime.lua.

Most functions take a label first: the line they log. Tasks are named by small numbers; a body
is an async function without arguments.
"""

import asyncio
from asyncio import CancelledError
from contextvars import ContextVar

import support
from objects import *
from objects import build_objects
from support import Boom, attempt, log, outcome, state


class World:
    """The tasks, groups … of the program that is running."""

    def __init__(self):
        self.tasks = {0: asyncio.current_task()}
        self.groups, self.timeouts = {}, {}
        self.handles, self.gathers = {}, {}
        self.var = ContextVar("var", default=0)


world = None


def build(plan):
    global world
    build_objects(plan)
    world = World()


# Groups and timeouts as scopes

def timeout_scope(number, delay):
    world.timeouts[number] = asyncio.timeout(delay)
    return world.timeouts[number]


def group_scope(number):
    world.groups[number] = asyncio.TaskGroup()
    return world.groups[number]


# Tasks

def spawn(number, body, eager):
    name = "t" + str(number)
    world.tasks[number] = asyncio.create_task(body(), name=name, eager_start=eager)


def watch(label, number):
    if number in world.tasks:
        world.tasks[number].add_done_callback(lambda task: log(label, state(task)))


def cancel(label, number):
    if number in world.tasks:
        log(label, world.tasks[number].cancel())


def uncancel(label):
    log(label, asyncio.current_task().uncancel())


def cancelling(label):
    log(label, asyncio.current_task().cancelling())


def state_of(label, number):
    log(label, state(world.tasks[number]) if number in world.tasks else "none")


def mark(label):
    log(label)


def log_error(label, error):
    log(label, error)


def boom(label):
    log(label)
    raise Boom(label)


def set_var(value):
    world.var.set(value)


def get_var(label):
    log(label, world.var.get())


async def nap(delay):
    await asyncio.sleep(delay)


async def join(label, number):
    if number in world.tasks:
        log(label, await world.tasks[number])


async def look(label, number):
    if number in world.tasks:
        log(label, await outcome(world.tasks[number]))


# Several at once; an item is a body or the number of a task, which may not exist

def awaitable(item):
    return world.tasks.get(item) if isinstance(item, int) else item()


def present(items):
    return [task for task in map(awaitable, items) if task is not None]


async def nothing():
    return 0


def one(item):
    return awaitable(item) or nothing()


async def gather_all(label, items, return_exceptions):
    log(label, await asyncio.gather(*present(items), return_exceptions=return_exceptions))


def start_gather(number, items, return_exceptions):
    world.gathers[number] = asyncio.gather(*present(items), return_exceptions=return_exceptions)


async def wait_gather(label, number):
    if number in world.gathers:
        log(label, await world.gathers[number])


def cancel_gather(label, number):
    if number in world.gathers:
        log(label, world.gathers[number].cancel())


async def wait_some(label, numbers, timeout, return_when):
    tasks = present(numbers)
    if tasks:
        done, pending = await asyncio.wait(tasks, timeout=timeout, return_when=return_when)
        log(label, support.names(done), support.names(pending))


async def wait_limited(label, item, timeout):
    log(label, await asyncio.wait_for(one(item), timeout))


async def wait_shielded(label, item):
    log(label, await asyncio.shield(one(item)))


async def each_completed(label, items, timeout):
    for next_done in asyncio.as_completed(present(items), timeout=timeout):
        log(label, await next_done)


async def each_outcome(label, items, timeout):
    for next_done in asyncio.as_completed(present(items), timeout=timeout):
        log(label, await outcome(next_done))


# Groups and timeouts

def group_spawn(label, group, number, body, eager):
    if group not in world.groups:
        return
    name = "t" + str(number)
    create_task = world.groups[group].create_task
    task = attempt(lambda: create_task(body(), name=name, eager_start=eager))
    if asyncio.isfuture(task):
        world.tasks[number] = task
    else:
        log(label, task)


def group_cancel(label, group):
    if group in world.groups:
        log(label)
        world.groups[group].cancel()


def reschedule(label, number, delta):
    if number in world.timeouts:
        when = None if delta is None else asyncio.get_running_loop().time() + delta
        log(label, attempt(world.timeouts[number].reschedule, when))


def expired(label, number):
    log(label, world.timeouts[number].expired())


# Callbacks

def soon(number, callback):
    world.handles[number] = asyncio.get_running_loop().call_soon(callback)


def later(number, delay, callback):
    world.handles[number] = asyncio.get_running_loop().call_later(delay, callback)


def cancel_handle(label, number):
    if number in world.handles:
        world.handles[number].cancel()
        log(label)
