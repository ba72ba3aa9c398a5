"""A server of previews on this machine alone: pages that follow every save (starlette, uvicorn)."""

import asyncio
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from html import escape
from urllib.parse import quote

from examc.files.extras import needed
from examc.verbs.previewing import Shown

with needed("to preview an exam in the browser"):
    import uvicorn
    from starlette.applications import Starlette
    from starlette.middleware import Middleware
    from starlette.requests import Request
    from starlette.responses import (
        HTMLResponse,
        PlainTextResponse,
        RedirectResponse,
        Response,
        StreamingResponse,
    )
    from starlette.routing import Route
    from starlette.types import ASGIApp, Receive, Scope, Send

HOST = "127.0.0.1"
PORT = 8642
_PATIENCE = 15.0  # seconds without news, after which a browser is told that there are none
_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


class Board:
    """The exams on show, by their names, and who waits for news of them."""

    def __init__(self, exams: Mapping[str, Shown]) -> None:
        self.exams = exams
        self._waiting: dict[str, set[asyncio.Queue[str]]] = {name: set() for name in exams}

    def tell(self, name: str, news: str) -> None:
        """Tell every browser that shows an exam: "state" for its page, "facts" for the systems."""
        for queue in self._waiting[name]:
            queue.put_nowait(news)

    async def events(self, name: str) -> AsyncIterator[str]:
        """Yield events as a browser takes them: all that there is at first, then what is new."""
        queue: asyncio.Queue[str] = asyncio.Queue()
        self._waiting[name].add(queue)
        try:
            for news in ("state", "facts"):
                yield self._event(name, news)
            while True:
                try:
                    yield self._event(name, await asyncio.wait_for(queue.get(), _PATIENCE))
                except TimeoutError:
                    yield ": nothing new\n\n"
        finally:
            self._waiting[name].discard(queue)

    def _event(self, name: str, news: str) -> str:
        data = self.exams[name].as_json() if news == "state" else "{}"
        return f"event: {news}\ndata: {data}\n\n"


class OwnHost:
    """Refuses whoever calls this server by another name, as a page of the web might."""

    def __init__(self, app: ASGIApp, names: frozenset[str]) -> None:
        self.app, self.names = app, names

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what was asked of this host."""
        if scope["type"] == "http":
            hosts = [value.decode("latin-1") for key, value in scope["headers"] if key == b"host"]
            if len(hosts) != 1 or hosts[0].lower() not in self.names:
                refusal = PlainTextResponse("this server is for this machine alone\n", 421)
                await refusal(scope, receive, send)
                return
        await self.app(scope, receive, send)


def application(
    board: Board, port: int, follow: Callable[[], Awaitable[None]] | None = None
) -> Starlette:
    """The pages of a board; `follow` runs as long as they are served. Nothing else is served."""

    def shown(request: Request) -> Shown | None:
        return board.exams.get(request.path_params["name"])

    async def index(_: Request) -> Response:
        if len(board.exams) == 1:
            return RedirectResponse(f"/{quote(next(iter(board.exams)))}/", headers=_HEADERS)
        return _list(board.exams)

    async def page(request: Request) -> Response:
        found = shown(request)
        return _missing() if found is None else HTMLResponse(found.html, headers=_HEADERS)

    async def facts(request: Request) -> Response:
        found = shown(request)
        if found is None:
            return _missing()
        return Response(found.facts, media_type="application/json", headers=_HEADERS)

    async def events(request: Request) -> Response:
        found = shown(request)
        if found is None:
            return _missing()
        stream = board.events(request.path_params["name"])
        return StreamingResponse(stream, media_type="text/event-stream", headers=_HEADERS)

    made = Starlette(
        routes=[
            Route("/", index),
            Route("/{name}/", page),
            Route("/{name}/page", page),
            Route("/{name}/facts", facts),
            Route("/{name}/events", events),
        ],
        middleware=[Middleware(OwnHost, names=frozenset({f"{HOST}:{port}", f"localhost:{port}"}))],
        lifespan=_following(follow),
    )
    made.router.redirect_slashes = False
    return made


def _following(
    follow: Callable[[], Awaitable[None]] | None,
) -> Callable[[Starlette], AbstractAsyncContextManager[None]]:
    """What runs `follow` from the first request that can come until the server stops."""

    @asynccontextmanager
    async def following(_: Starlette) -> AsyncIterator[None]:
        task = asyncio.ensure_future(follow()) if follow is not None else None
        yield
        if task is not None:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    return following


def _list(names: Iterable[str]) -> Response:
    """The page that links to each exam."""
    links = "".join(f'<li><a href="/{quote(n)}/">{escape(n)}</a></li>' for n in names)
    head = '<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Exams</title>'
    head += '<meta name="viewport" content="width=device-width, initial-scale=1">'
    head += '<meta name="color-scheme" content="light dark">'
    head += "<style>body { font: 1rem/1.6 system-ui, sans-serif; margin: 2rem }</style>"
    return HTMLResponse(f"{head}<h1>Exams</h1><ul>{links}</ul>", headers=_HEADERS)


def _missing() -> Response:
    return PlainTextResponse("there is no such exam\n", 404, headers=_HEADERS)


def listening(port: int | None) -> socket.socket:
    """A socket of this machine alone: at a port, or at the usual one, or any where that is taken.

    Raises OSError where a port that was asked for cannot be had.
    """
    made = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind((HOST, PORT if port is None else port))
    except OSError:
        if port is not None:
            made.close()
            raise
        made.bind((HOST, 0))
    return made


def server(app: Starlette) -> uvicorn.Server:
    """What serves an application, and ends soon after it is told to, whoever still waits for news."""
    config = uvicorn.Config(app, log_level="error", lifespan="on", timeout_graceful_shutdown=1)
    return uvicorn.Server(config)


def serve(app: Starlette, made: socket.socket) -> None:
    """Serve at a socket until it is told to stop."""
    with suppress(KeyboardInterrupt):
        server(app).run(sockets=[made])
