"""CPython's asyncio as an oracle: a loop under virtual time that counts its iterations.

The loop is CPython's own `BaseEventLoop`; only what touches the outside world is replaced:
time stands still while anything is ready and jumps to the next timer when nothing is, the
selector counts iterations instead of polling, and nothing is ever read or written.

`install()` also pins the orders that CPython leaves open (it iterates sets of objects):
they become creation order, which is what `aio` promises.
"""

import asyncio
import itertools
from asyncio import base_events, events, runners, tasks


class DeadlockError(BaseException):
    """Nothing is ready and no timer is armed: the real loop would sleep for ever."""


# Tasks that never ended. Collecting them would run their `finally` blocks at any moment.
abandoned = []


class CountingSelector:
    """Stands where the poll is: one call is one iteration of the loop."""

    def __init__(self, loop):
        self.loop = loop
        self.iterations = 0

    def select(self, timeout):
        self.iterations += 1
        if timeout is None:
            raise DeadlockError
        if timeout > 0:
            self.loop.now = self.loop._scheduled[0]._when
        return []

    def get_map(self):
        return {}

    def close(self):
        pass


class VirtualLoop(base_events.BaseEventLoop):
    def __init__(self):
        super().__init__()
        self.now = 100.0
        self._clock_resolution = 1e-9
        self._selector = CountingSelector(self)
        self.births = {}
        self.birth_numbers = itertools.count()

    def time(self):
        return self.now

    def iterations(self):
        return self._selector.iterations

    def create_task(self, coro, **options):
        number = next(self.birth_numbers)
        task = super().create_task(coro, **options)
        self.births[task] = number  # also keeps it alive: aio holds every task strongly
        return task

    def close(self):
        if any(not task.done() for task in self.births):
            abandoned.append(self.births)
        super().close()

    def _process_events(self, event_list):
        pass

    def _write_to_self(self):
        pass


class OrderedSet(dict):
    """The few methods of `set` that asyncio uses, iterating in insertion order."""

    def __init__(self, items=()):
        super().__init__((item, None) for item in items)

    def add(self, item):
        self[item] = None

    def discard(self, item):
        self.pop(item, None)

    def remove(self, item):
        del self[item]


class OrderedTimerHandle(events.TimerHandle):
    """Equal deadlines fire in creation order; CPython's heap leaves their order open."""

    numbers = itertools.count()

    def __init__(self, *arguments, **options):
        super().__init__(*arguments, **options)
        self.number = next(self.numbers)

    def __lt__(self, other):
        return (self._when, self.number) < (other._when, other.number)


class ObservedFuture:
    """A group's completion future that tells the group which CancelledError came out of it."""

    def __init__(self, future, group):
        self.future = future
        self.group = group

    def done(self):
        return self.future.done()

    def set_result(self, value):
        self.future.set_result(value)

    def __await__(self):
        try:
            return (yield from self.future.__await__())
        except asyncio.CancelledError as error:
            self.group.seen_while_waiting = error
            raise


class TaskGroup(asyncio.TaskGroup):
    """3.15's group with creation order and the fixes made after its release candidate."""

    def __init__(self):
        super().__init__()
        self._tasks = OrderedSet()
        self.seen_while_waiting = None

    @property
    def _on_completed_fut(self):
        return self.completion

    @_on_completed_fut.setter
    def _on_completed_fut(self, future):
        self.completion = future and ObservedFuture(future, self)

    def create_task(self, coro, **options):
        task = super().create_task(coro, **options)
        if self._aborting and not task.done():  # gh-155418: it aborted its own group eagerly
            task.cancel()
        return task

    async def _aexit(self, kind, error):
        parent = self._parent_task
        swallowed = await super()._aexit(kind, error)
        outside_requests = self._parent_cancel_requested and parent.cancelling() > 0
        if swallowed and outside_requests and self.seen_while_waiting is not None:
            raise self.seen_while_waiting  # gh-155433: that cancellation was not the group's
        return swallowed


class AsCompleted(tasks._AsCompletedIterator):
    """Starts bare coroutines, and looks at finished futures, in the order of the arguments."""

    def __init__(self, awaitables, timeout):
        loop = asyncio.get_running_loop()
        self._done = asyncio.Queue()
        self._timeout_handle = None
        self._todo = OrderedSet(tasks.ensure_future(x, loop=loop) for x in OrderedSet(awaitables))
        for future in self._todo:
            future.add_done_callback(self._handle_completion)
        if self._todo and timeout is not None:
            self._timeout_handle = loop.call_later(timeout, self._handle_timeout)
        self._todo_left = len(self._todo)


def as_completed(awaitables, *, timeout=None):
    return AsCompleted(awaitables, timeout)


def ordered_all_tasks(loop=None):
    loop = loop or asyncio.get_running_loop()
    unfinished = [task for task in loop.births if not task.done()]
    return sorted(unfinished, key=loop.births.__getitem__)


def install():
    events.TimerHandle = OrderedTimerHandle
    asyncio.TaskGroup = TaskGroup
    asyncio.as_completed = as_completed
    tasks.all_tasks = ordered_all_tasks  # what run() cancels at its end
    asyncio._set_running_loop(None)      # Pyodide has a loop of its own; step out of it


def new_loop():
    return VirtualLoop()


def new_runner(**options):
    return runners.Runner(loop_factory=VirtualLoop, **options)
