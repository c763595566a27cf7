"""Show the site while somebody works on it: on this machine alone, rebuilt and reloaded at every change.

The server only reads the output folder. It answers requests that name this machine (a page elsewhere that
points its own host name here gets nothing) and that no page of another origin makes. It writes nothing, and
has no way to be asked to: so there is nothing that would need a token.
"""

import subprocess
import threading
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import click
import watchfiles

from plugins.desk.building import PROJECT, build_command
from plugins.render.digests import COMPILED

LOOPBACK = "127.0.0.1"
HOSTS = ("127.0.0.1", "localhost", "[::1]")
RELOAD_SCRIPT = "/.dossier/reload.js"
CHANGES = "/.dossier/changes"
# Only the pages that this server shows get it, never the files.
RELOAD = b'<script src="/.dossier/reload.js" defer></script></head>'
SCRIPT = b'new EventSource("/.dossier/changes").onmessage = () => location.reload();\n'
KEEP_ALIVE_SECONDS = 20


class Changes:
    """Counts builds, and lets readers wait for the next."""

    def __init__(self) -> None:
        self._built = 0
        self._next = threading.Condition()

    def tell(self) -> None:
        """Say that there is a new build."""
        with self._next:
            self._built += 1
            self._next.notify_all()

    def wait(self) -> bool:
        """Wait for the next build; False where none came for a while."""
        with self._next:
            before = self._built
            return self._next.wait_for(lambda: self._built > before, KEEP_ALIVE_SECONDS)


class Reader(SimpleHTTPRequestHandler):
    """Answers with files of the output folder."""

    extensions_map = SimpleHTTPRequestHandler.extensions_map | {
        ".js": "text/javascript",
        ".pagefind": "application/wasm",
        ".jsonl": "application/jsonl",
    }

    def __init__(self, changes: Changes, *args: object, **kwargs: object) -> None:
        self.changes = changes
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        """Answer one request."""
        if self._is_refused():
            return
        if self.path == RELOAD_SCRIPT:
            self._answer(SCRIPT, "text/javascript")
        elif self.path == CHANGES:
            self._stream()
        elif (page := self._page()) is not None:
            self._answer(page.replace(b"</head>", RELOAD, 1), "text/html; charset=utf-8")
        else:
            super().do_GET()

    def do_HEAD(self) -> None:
        """Answer with the headers alone."""
        if not self._is_refused():
            super().do_HEAD()

    def _is_refused(self) -> bool:
        """Refuse what asks for another machine, and what a page of another origin asks for."""
        host, origin = self.headers.get("Host", ""), self.headers.get("Origin")
        if host.rsplit(":", 1)[0] not in HOSTS:
            self.send_error(HTTPStatus.MISDIRECTED_REQUEST, "This server answers to this machine's name only")
        elif origin not in (None, f"http://{host}") or self._is_drawn_in_from_elsewhere():
            self.send_error(HTTPStatus.FORBIDDEN, "This server answers to its own pages only")
        else:
            return False
        return True

    def _is_drawn_in_from_elsewhere(self) -> bool:
        # A link that somebody follows is welcome; a picture, a script or a frame in a page elsewhere is not.
        followed = self.headers.get("Sec-Fetch-Dest") == "document"
        return self.headers.get("Sec-Fetch-Site") in {"cross-site", "same-site"} and not followed

    def list_directory(self, _path: object) -> None:
        """Show no list of files where there is no page."""
        self.send_error(HTTPStatus.NOT_FOUND)

    def end_headers(self) -> None:
        """Have nothing kept: the next build may change it."""
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("X-Frame-Options", "DENY")
        super().end_headers()

    def log_message(self, _format: str, *_args: object) -> None:
        """Say nothing of single requests."""

    def _page(self) -> bytes | None:
        path = Path(self.translate_path(self.path))
        if path.is_dir() and self.path.partition("?")[0].endswith("/"):
            path /= "index.html"
        return path.read_bytes() if path.suffix == ".html" and path.is_file() else None

    def _answer(self, data: bytes, kind: str) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def _stream(self) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        try:
            while True:
                self.wfile.write(b"data: built\n\n" if self.changes.wait() else b": still here\n\n")
        except OSError:
            self.close_connection = True


def serve_site(content: Path, output: Path, port: int) -> None:
    """Build, serve, and build again at every change until the maintainer stops it."""
    command = build_command(content, output, None, strict=False)
    subprocess.run(command, check=False)  # noqa: S603
    changes = Changes()
    server = ThreadingHTTPServer((LOOPBACK, port), partial(Reader, changes, directory=str(output.resolve())))
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    click.echo(f"http://{LOOPBACK}:{server.server_port}/ (Ctrl-C stops)")
    watched = (content, PROJECT / "theme", PROJECT / "plugins", PROJECT / "pelican.conf.py")
    try:
        for _ in watchfiles.watch(*watched, watch_filter=_is_source, raise_interrupt=False):
            subprocess.run(command, check=False)  # noqa: S603
            changes.tell()
    finally:
        server.shutdown()


def _is_source(_change: watchfiles.Change, path: str) -> bool:
    # The build itself writes these.
    name, compiled = Path(path).name, COMPILED in Path(path).parts
    return name not in {"permalinks.tsv", ".permalinks.tsv.new"} and not compiled
