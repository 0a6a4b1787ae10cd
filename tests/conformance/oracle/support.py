"""The Python twin of ../support.lua: what scenarios and random programs share.

A trace line is `<tick> <event>`; ticks count the loop's iterations from main's first step.
Outside a running loop the tick is `-`.
"""

import asyncio
import logging

from loop import new_loop, new_runner

logging.disable()  # asyncio's complaints about tasks that are abandoned on purpose

trace = []
scenarios = {}
clock = {"tick": 0, "time": 0.0}


class Boom(Exception):
    """The ordinary error of the scenarios."""


def scenario(function):
    scenarios[function.__name__] = lambda: run(function())
    return function


def standalone(function):
    """A scenario that drives its loops itself instead of being a main task."""
    scenarios[function.__name__] = function
    return function


def tick():
    loop = asyncio._get_running_loop()
    return loop.iterations() - clock["tick"] if loop else "-"


def log(*parts):
    trace.append(" ".join([str(tick())] + [describe(part) for part in parts]))


def start_clock():
    """The running iteration becomes tick 0 and now becomes time 0."""
    loop = asyncio.get_running_loop()
    clock.update(tick=loop.iterations(), time=loop.time())


def elapsed():
    """Virtual seconds since the clock was started."""
    return asyncio.get_running_loop().time() - clock["time"]


def run(main, **options):
    """Runs `main` on a fresh loop; what comes out of it is the last line of the trace."""
    async def timed():
        start_clock()
        asyncio.get_running_loop().set_exception_handler(log_exception_context)
        return await main

    try:
        with new_runner(**options) as runner:
            value = runner.run(timed())
        if value is not None:
            log("returned", value)
    except BaseException as error:
        log("raised", error)


def log_exception_context(loop, context):
    """Only what the loop says at a definite moment; "never retrieved" depends on collection."""
    message = context["message"]
    if message.startswith("Exception in callback"):
        log("callback failed:", context["exception"])
    elif message.startswith("unhandled exception during"):
        log("failed during shutdown:", context["exception"])
    elif message.endswith("exception in shielded future"):
        log("shielded future failed:", context["exception"])


def describe(value):
    if value is None:
        return "nil"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return "%g" % value
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(map(describe, value)) + "]"
    if isinstance(value, BaseException):
        return describe_error(value)
    if isinstance(value, asyncio.Task):
        return value.get_name()
    return str(value)


def describe_error(error):
    if isinstance(error, BaseExceptionGroup):
        return "Group" + describe(error.exceptions)
    name = type(error).__name__
    if isinstance(error, (Boom, asyncio.CancelledError)):
        return " ".join([name] + [str(part) for part in error.args if part != ""])
    if isinstance(error, (RuntimeError, ValueError, TypeError)) and name != "BrokenBarrierError":
        return "misuse"
    return name


def spawn(name, coro, **options):
    return asyncio.create_task(coro, name=name, **options)


async def pause(turns=1):
    for _ in range(turns):
        await asyncio.sleep(0)


async def outcome(awaitable):
    """Awaits and returns what came out, value or error; an error counts as handled."""
    try:
        return await awaitable
    except BaseException as error:
        return error


def attempt(function, *arguments):
    """Calls and returns what came out, value or error."""
    try:
        return function(*arguments)
    except Exception as error:
        return error


def fail(message):
    raise Boom(message)


def state(future):
    if not future.done():
        return "pending"
    if future.cancelled():
        return "cancelled"
    if future.exception() is not None:
        return "failed " + describe(future.exception())
    return "finished " + describe(future.result())


def names(tasks):
    return "{" + ", ".join(sorted(task.get_name() for task in tasks)) + "}"


def graph_text(future):
    """Who awaits `future`, as text: its name and, in braces, everyone who awaits it."""
    def text(graph):
        name = describe(graph.future) if isinstance(graph.future, asyncio.Task) else "future"
        awaiters = sorted(text(awaiter) for awaiter in graph.awaited_by)
        return name + ("{" + ", ".join(awaiters) + "}" if awaiters else "")

    return text(asyncio.capture_call_graph(future))
