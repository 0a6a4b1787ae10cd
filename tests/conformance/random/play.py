"""Plays random programs in CPython: play.py PROGRAMS TRACES

PROGRAMS is a sequence of `== SEED` headings and Python sources; TRACES gets the headings and the
lines that the programs logged. A program that comes to a deadlock has no section there.
"""

import os
import pathlib
import sys

here = pathlib.Path(__file__).parent
sys.path[:0] = [str(here), str(here.parent / "oracle")]
sys.dont_write_bytecode = True

import loop
import runtime
import support


def host_path(text):
    """An absolute path of the host, as this interpreter sees it."""
    return pathlib.Path("/host" + text if pathlib.Path("/host").exists() else text)


def split(text):
    for section in text.split("== ")[1:]:
        seed, source = section.split("\n", 1)
        yield seed, source


def play(seed, source):
    namespace = dict(vars(runtime))
    exec(compile(source, "program " + seed, "exec"), namespace)
    support.trace.clear()
    support.run(namespace["main"]())
    return list(support.trace)


def main(programs, traces):
    loop.install()
    with open(host_path(traces), "w") as out:
        for seed, source in split(host_path(programs).read_text()):
            lines = play(seed, source)
            if not any(line.endswith("raised DeadlockError") for line in lines):
                out.write("== " + seed + "\n" + "".join(line + "\n" for line in lines))


main(*sys.argv[1:])
