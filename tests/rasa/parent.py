"""A bot that has started Rasa and can be killed: `python -m tests.rasa.parent MODEL PORT TOKEN` prints Rasa's pid."""

import asyncio
import sys
from pathlib import Path

from bot.rasa import RasaServer


async def main() -> None:
    model, port, token = sys.argv[1:]
    server = RasaServer(Path(model), int(port), token)
    await server.start()
    sys.stdout.write(f"{server.pid}\n")
    sys.stdout.flush()
    await asyncio.Event().wait()


asyncio.run(main())
