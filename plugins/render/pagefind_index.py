"""Search records to Pagefind's index: the engine that the site ships with.

Another engine takes its place by another function from `Records` to files, and another search.js.
"""

import asyncio
import base64
import json
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from pagefind.index import PagefindIndex
from pagefind.service import PagefindService

from plugins.errors import BriefingError
from plugins.model import File
from plugins.search import Record, Records

FOLDER = "pagefind"
NOT_OURS = ("pagefind-ui", "pagefind-modular-ui", "pagefind-component-ui", "pagefind-highlight")
"""Pagefind's own user interfaces: the site has one of its own."""
AT_ONCE = 500
"""Records under way together: enough to keep the engine busy, few enough to stay small."""


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
        for path in sorted(folder.rglob("*")):
            if path.is_file() and not path.name.startswith(NOT_OURS):
                yield File(f"{FOLDER}/{path.relative_to(folder).as_posix()}", path.read_bytes())


async def _write_index(found: Records, folder: Path) -> None:
    service = await _PromptService().launch()
    try:
        # One index for all languages: a reader in one language finds what is written in another.
        index = await service.create_index({"force_language": found.language})
        for begin in range(0, len(found.records), AT_ONCE):
            batch = found.records[begin : begin + AT_ONCE]
            await asyncio.gather(*(_add(index, record, found.language) for record in batch))
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
