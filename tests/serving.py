"""A server on loopback for as long as a test needs it."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any


class StaticHost(SimpleHTTPRequestHandler):
    """Serves a folder under a prefix, as any static host does."""

    extensions_map = SimpleHTTPRequestHandler.extensions_map | {".js": "text/javascript"}

    def __init__(self, prefix: str, *args: object, **kwargs: object) -> None:
        self.prefix = prefix
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        if self.path.startswith(self.prefix):
            self.path = "/" + self.path.removeprefix(self.prefix)
            super().do_GET()
        else:
            self.send_error(404)

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def served(handler: Callable[..., Any]) -> Iterator[str]:
    """Give the address, with its closing slash, at which this handler answers."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def static_site(folder: Path, prefix: str = "/") -> Iterator[str]:
    """Give the address of a folder's static host, its prefix included."""
    with served(partial(StaticHost, prefix, directory=str(folder))) as address:
        yield address + prefix.removeprefix("/")
