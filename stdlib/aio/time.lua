-- The module `aio.time`: Python's `time`, as far as asyncio's users need it. All in seconds (float).
--
--   sleep(seconds)      blocks the whole thread, and with it every task of its loop
--   time()              since 1970, by the system's clock
--   monotonic()         from an arbitrary start, never backwards; perf_counter() is the same
return require "aio.native".time
