"""Pagefind's own process: the records of one part in, the files of an index of these alone out."""

import asyncio
import base64
import contextlib
import json
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Self

from pagefind.index import PagefindIndex
from pagefind.service import PagefindService

from plugins.errors import BriefingError
from plugins.search import Record

FIELDS = ("all", "date", "kind", "names", "source", "title")
"""What is told of a page, in the engine's order: a word says by number in which of them it stands."""
EVERYTHING = "xallx"
"""A word that every page has and no reader seeks: a search for nothing would load the whole index."""
LAST = "/"
"""Address of a page that has all fields and ends every index, so that a field has the same number in each."""
NOT_OURS = ("pagefind-ui", "pagefind-modular-ui", "pagefind-component-ui", "pagefind-highlight")
"""Pagefind's own user interfaces: the site has one of its own."""
CHUNK = 1 << 16


class Engine:
    """The engine at work: one process, started when it is first needed, that makes index after index."""

    def __init__(self, language: str) -> None:
        """Take the language that all records are cut into words by, whatever they are written in."""
        self._language = language
        self._service: _PromptService | None = None
        # In a thread of its own, since a loop may be at work in the caller's.
        self._aside = ThreadPoolExecutor(1)
        self._runner = asyncio.Runner()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_fault: object) -> None:
        try:
            self._aside.submit(self._end).result()
        finally:
            self._aside.shutdown()

    def files(self, records: Iterable[Record]) -> dict[str, bytes]:
        """Give the files of an index by path; the records' pages are numbered as they come, `LAST` follows.

        Raises:
            BriefingError: the engine fails.
        """
        try:
            return self._aside.submit(self._run, records).result()
        except (OSError, RuntimeError, ValueError) as fault:
            raise BriefingError(
                f"the search index could not be made ({fault})",
                where="Pagefind",
                mend="build again, or take 'plugins.search.plugin' out of PLUGINS in pelican.conf.py",
            ) from fault

    def _run(self, records: Iterable[Record]) -> dict[str, bytes]:
        return self._runner.run(self._index(records))

    async def _index(self, records: Iterable[Record]) -> dict[str, bytes]:
        if self._service is None:
            self._service = _PromptService()
            await self._service.launch()
        # One index for all languages: a reader in one language finds what is written in another.
        index = await self._service.create_index({"force_language": self._language})
        # One after the other: records under way together would be numbered as they happen to arrive.
        for record in records:
            await self._add(index, record)
        every = dict.fromkeys(FIELDS, EVERYTHING)
        await index.add_custom_record(url=LAST, content=EVERYTHING, language=self._language, meta=every)
        # Not write_files(): it answers before everything it writes is on the disk.
        made = await index.get_files()
        await index.delete_index()
        return {file["path"]: file["content"] for file in made if not file["path"].startswith(NOT_OURS)}

    async def _add(self, index: PagefindIndex, record: Record) -> None:
        told = {"title": record.title, "kind": record.kind, "all": EVERYTHING}
        more = {"date": record.day, "source": record.source, "names": "; ".join(record.names)}
        told |= {name: text for name, text in more.items() if text}
        await index.add_custom_record(
            url=record.url,
            content=record.words,
            language=self._language,
            meta=told,
            filters={name: list(values) for name, values in record.filters},
        )

    def _end(self) -> None:
        service, self._service = self._service, None
        with self._runner, contextlib.suppress(ProcessLookupError):
            if service is not None:
                self._runner.run(service.close())


class _PromptService(PagefindService):
    """The package's service, without its wait before each answer and its limit on an answer's size."""

    async def _wait_for_responses(self) -> None:
        output = self._backend.stdout
        if output is None:
            raise RuntimeError("the engine gives no answers")
        unread: list[bytes] = []
        while piece := await output.read(CHUNK):
            *ends, rest = piece.split(b",")
            for end in ends:
                try:
                    self._hear(json.loads(base64.b64decode(b"".join([*unread, end]))))
                except (ValueError, KeyError, AttributeError) as fault:
                    self._give_up(f"its answer makes no sense ({fault})")
                    return
                unread.clear()
            unread.append(rest)
        self._give_up("it ended")

    def _hear(self, answer: Mapping[str, Any] | None) -> None:
        """Hand an answer to whoever waits for it, and keep none: the files of all parts would add up."""
        if answer is None:
            return
        payload = answer["payload"]
        waiting = self._responses.pop(answer.get("message_id") or 0, None)
        if payload["type"] != "Error" and waiting is not None:
            waiting.set_result(payload)
        elif waiting is not None:
            waiting.set_exception(RuntimeError(payload["message"]))
        else:  # An answer to no question of ours: what is waited for will not come.
            self._give_up(str(payload.get("message", "")))

    def _give_up(self, why: str) -> None:
        while self._responses:
            _, waiting = self._responses.popitem()
            if not waiting.done():
                waiting.set_exception(RuntimeError(f"the engine stopped: {why}"))
