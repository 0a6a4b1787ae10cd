"""Runner (scheduling.md §13; CPython's test_runners)."""

import asyncio
from contextvars import ContextVar
from support import *


@standalone
def runner_takes_only_what_can_be_awaited():
    with new_runner() as runner:
        log(attempt(runner.run, 42), attempt(runner.run, "text"))


@standalone
def runner_keeps_its_context():
    var = ContextVar("var", default="default")
    with new_runner() as runner:
        async def first():
            var.set("first")

        async def second():
            return var.get()

        runner.run(first())
        log(runner.run(second()))


@standalone
def runner_runs_several_mains_on_one_loop():
    with new_runner() as runner:
        loop = runner.get_loop()

        async def main(name):
            start_clock()
            log(name, asyncio.get_running_loop() == loop)
            await pause()
            return name

        log(runner.run(main("one")))
        log(runner.run(main("two")))
        log(loop.is_closed())
    log(loop.is_closed())


@standalone
def runner_leftovers_live_until_it_is_closed():
    with new_runner() as runner:
        async def other():
            try:
                for step in range(100):
                    log("other", step)
                    await pause()
            finally:
                log("other leaves")

        async def first():
            start_clock()
            spawn("other", other())
            await pause()

        async def second():
            log("second")
            await pause()

        runner.run(first())
        log("between")
        runner.run(second())
        log("closing")


@standalone
def runner_passes_errors_and_goes_on():
    with new_runner() as runner:
        async def failing():
            start_clock()
            fail("main")

        async def fine():
            return "fine"

        log(attempt(runner.run, failing()))
        log(attempt(runner.run, fine()))


@standalone
def runner_close_twice_and_use_after_close():
    runner = new_runner()

    async def main():
        return "value"

    log(runner.run(main()))
    runner.close()
    runner.close()
    log(attempt(runner.get_loop))
