import asyncio
import sys

if sys.argv[1:] == ["uvloop"]:
    import uvloop
    uvloop.install()


async def main():
    await asyncio.sleep(0)
    print("hello")


asyncio.run(main())
