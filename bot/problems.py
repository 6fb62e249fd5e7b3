"""What is told where a request is not answered: what happened and what to do, in a sentence that may be shown."""

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from bot import incident
from bot.desk import Refused, desk_of
from bot.store import Unknown
from ingest.errors import PostingNotFound, RolecallError


def handle(app: FastAPI) -> None:
    app.add_exception_handler(RolecallError, _told)
    app.add_exception_handler(RequestValidationError, _malformed)
    app.add_exception_handler(HTTPException, _failed)
    app.add_exception_handler(Exception, _crashed)


async def _told(request: Request, error: Exception) -> JSONResponse:
    status, after = 400, None
    if isinstance(error, Refused):
        status, after = error.status, error.after
    elif isinstance(error, Unknown | PostingNotFound):
        status = 404
    desk_of(request).figures.refused.labels(status).inc()
    return JSONResponse({"error": str(error)}, status, {"retry-after": str(after)} if after else None)


async def _malformed(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    where = ", ".join(sorted({".".join(map(str, row["loc"][1:])) or "the body" for row in error.errors()}))
    return JSONResponse({"error": f"This can't be read: {where}. See /openapi.json for what is taken."}, 422)


async def _failed(request: Request, error: Exception) -> JSONResponse:
    """Starlette's own: no such path, a body that broke off."""
    assert isinstance(error, HTTPException)
    return JSONResponse({"error": f"{error.detail}."}, error.status_code, error.headers)


async def _crashed(request: Request, error: Exception) -> JSONResponse:
    return JSONResponse({"error": incident.record(error, desk_of(request).home)}, 500)
