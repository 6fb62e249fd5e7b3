"""`rolecall serve`: the API behind uvicorn."""

from pathlib import Path

import uvicorn

from bot import incident
from bot.web import create_app


def run(home: Path, host: str, port: int, *, demo: bool) -> None:
    incident.keep_log(home)
    app = create_app(home, demo=f"http://{host}:{port}" if demo else None)
    uvicorn.run(app, host=host, port=port, access_log=False)
