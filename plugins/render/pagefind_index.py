"""Search records to Pagefind's index: the engine that the site ships with.

Another engine takes its place by another function from `Records` to files, and another search.js.
"""

import asyncio
import base64
import gzip
import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from pagefind.index import PagefindIndex
from pagefind.service import PagefindService

from plugins.errors import BriefingError
from plugins.model import File
from plugins.render.cbor import decode, encode
from plugins.search import Record, Records

FOLDER = "pagefind"
NOT_OURS = ("pagefind-ui", "pagefind-modular-ui", "pagefind-component-ui", "pagefind-highlight")
"""Pagefind's own user interfaces: the site has one of its own."""
ENTRY = "pagefind-entry.json"
MAGIC = b"pagefind_dcd"
FACETS = 3
"""Where the index's list of parts names its facets."""


def index_files(found: Records) -> Iterator[File]:
    """Give the index with the engine's scripts.

    Raises:
        BriefingError: the engine fails.
    """
    with TemporaryDirectory(prefix="dossier-search-") as name:
        folder = Path(name)
        try:
            asyncio.run(_write_index(found, folder))
        except (OSError, RuntimeError, EOFError) as fault:
            raise BriefingError(
                f"the search index could not be made ({fault})",
                where="Pagefind",
                mend="build again, or take 'plugins.search.plugin' out of PLUGINS in pelican.conf.py",
            ) from fault
        paths = (path for path in sorted(folder.rglob("*")) if path.is_file())
        files = {
            path.relative_to(folder).as_posix(): path.read_bytes()
            for path in paths
            if not path.name.startswith(NOT_OURS)
        }
    for path, data in sorted(in_one_order(files).items()):
        yield File(f"{FOLDER}/{path}", data)


def in_one_order(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Give an index with its facets in order, so that the same records always give the same bytes.

    The engine writes facets and their values as its hash tables happen to hold them, and names those files
    and the index's own list of parts by their digests.

    Raises:
        BriefingError: the files are not those of the engine's version that this knows.
    """
    ordered = dict(files)
    try:
        entry = json.loads(files[ENTRY])
        for language in entry["languages"].values():
            name = f"pagefind.{language['hash']}.pf_meta"
            meta = _unpacked(ordered.pop(name))
            for facet in meta[FACETS]:
                old = f"filter/{facet[1]}.pf_filter"
                title, values = _unpacked(ordered.pop(old))
                facet[1], data = _named(facet[1], [title, sorted(values)])
                ordered[f"filter/{facet[1]}.pf_filter"] = data
            meta[FACETS].sort()
            language["hash"], data = _named(language["hash"], meta)
            ordered[f"pagefind.{language['hash']}.pf_meta"] = data
    except (KeyError, IndexError, TypeError, ValueError, OSError) as fault:
        raise BriefingError(
            f"the index is not as this version of the engine writes it ({fault})",
            where="Pagefind",
            mend="install the version in requirements.lock",
        ) from fault
    ordered[ENTRY] = json.dumps(entry, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()
    return ordered


def _unpacked(data: bytes) -> Any:
    return decode(gzip.decompress(data).removeprefix(MAGIC))


def _named(old: str, value: Any) -> tuple[str, bytes]:
    """Give a new name as long as the old one, made of what it names, and the packed bytes."""
    data = MAGIC + encode(value)
    language, _, rest = old.partition("_")
    return f"{language}_{hashlib.sha256(data).hexdigest()[: len(rest)]}", gzip.compress(data, mtime=0)


async def _write_index(found: Records, folder: Path) -> None:
    service = await _PromptService().launch()
    try:
        # One index for all languages: a reader in one language finds what is written in another.
        index = await service.create_index({"force_language": found.language})
        # One after the other: records under way together would be numbered as they happen to arrive.
        for record in found.records:
            await _add(index, record, found.language)
        await index.write_files(str(folder))
    finally:
        await service.close()


async def _add(index: PagefindIndex, record: Record, language: str) -> None:
    meta = {"title": record.title, "kind": record.kind}
    if record.day:
        meta["date"] = record.day
    if record.source:
        meta["source"] = record.source
    await index.add_custom_record(
        url=record.url,
        content=record.words,
        language=language,
        meta=meta,
        filters={name: list(values) for name, values in record.filters},
        # Undated pages stand last when the newest come first.
        sort={"date": record.day or "0000"},
    )


class _PromptService(PagefindService):
    """The package's service, without the tenth of a second that it waits before reading each answer."""

    async def _wait_for_responses(self) -> None:
        output = self._backend.stdout
        if output is None:
            raise RuntimeError("the engine gives no answers")
        while True:
            try:
                answer: dict[str, Any] | None = json.loads(
                    base64.b64decode((await output.readuntil(b","))[:-1])
                )
            except asyncio.IncompleteReadError as end:
                self._give_up(end)
                return
            if answer is None:
                continue
            waiting = self._responses.get(answer.get("message_id") or -1)
            payload = answer["payload"]
            if payload["type"] == "Error":
                fault = RuntimeError(payload["message"])
                if waiting is None:  # An answer to no question of ours: the stream is out of step.
                    self._give_up(fault)
                    return
                waiting.set_exception(fault)
            elif waiting is not None:
                waiting.set_result(payload)

    def _give_up(self, fault: Exception) -> None:
        for waiting in self._responses.values():
            if not waiting.done():
                waiting.set_exception(RuntimeError(f"the engine stopped: {fault}"))
