"""Search records to Pagefind's index: the engine that the site ships with.

Another engine takes its place by another function from `Records` to files, and another search.js.
"""

import asyncio
import base64
import gzip
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
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
CHUNK = 1 << 16
ENTRY = "pagefind-entry.json"
MAGIC = b"pagefind_dcd"
PAGES, CHUNKS, FACETS = 1, 2, 3
"""Where the index's list of parts names its pages, its words and its facets."""
NAME, VERSION = 6, 3
"""Letters of a page's file and of its digest: the list of all pages is loaded before the first search."""
EVERYTHING = "xallx"
"""A word that every page has and no reader seeks: a search for nothing would load the whole index."""
LARGEST = 16_000
"""Bytes of one part of the words, before compression: a search loads one for each of its words."""


def index_files(found: Records) -> Iterator[File]:
    """Give the index with the engine's scripts.

    Raises:
        BriefingError: the engine fails.
    """
    try:
        # In a thread of its own, since a loop may be at work in the caller's.
        with ThreadPoolExecutor(1) as aside:
            files = aside.submit(asyncio.run, _index(found)).result()
    except (OSError, RuntimeError, ValueError) as fault:
        raise BriefingError(
            f"the search index could not be made ({fault})",
            where="Pagefind",
            mend="build again, or take 'plugins.search.plugin' out of PLUGINS in pelican.conf.py",
        ) from fault
    for path, data in sorted(with_lasting_names(files).items()):
        yield File(f"{FOLDER}/{path}", data)


def with_lasting_names(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Give an index whose files keep their names, and whose bytes are the same for the same records.

    The engine names parts by their digests, so that adding a page takes other files away; and it writes
    facets as its hash tables happen to hold them. Here a part is named by what it is of, and asked for with
    its digest as a query ("filter/donor?1a2.pf_filter"): no static host minds it, every cache does. Names are
    short and parts of the words small, since a first search loads all of the one and some of the other.

    Raises:
        BriefingError: the files are not those of the engine's version that this knows.
    """
    renamed = dict(files)

    def move(old: str, name: str, data: bytes) -> str:
        """Put a part under its lasting name and give what it is asked for by."""
        del renamed[old]
        renamed[name] = data
        return f"?{_digest(data)}"

    try:
        entry = json.loads(files[ENTRY])
        for code, language in entry["languages"].items():
            meta_file = f"pagefind.{language['hash']}.pf_meta"
            meta = _unpacked(files[meta_file])
            olds = [f"fragment/{page[0]}.pf_fragment" for page in meta[PAGES]]
            urls = [json.loads(gzip.decompress(files[old]).removeprefix(MAGIC))["url"] for old in olds]
            for page, old, name in zip(meta[PAGES], olds, short_names(urls), strict=True):
                page[0] = name + move(old, f"fragment/{name}", files[old])
            meta[CHUNKS] = list(_small_parts(meta[CHUNKS], code, renamed))
            for facet in meta[FACETS]:
                old = f"filter/{facet[1]}.pf_filter"
                title, values = _unpacked(files[old])
                facet[1] = title + move(old, f"filter/{title}", _packed([title, sorted(values)]))
            meta[FACETS].sort()
            language["hash"] = code + move(meta_file, f"pagefind.{code}", _packed(meta))
    except (KeyError, IndexError, TypeError, ValueError, OSError) as fault:
        raise BriefingError(
            f"the index is not as this version of the engine writes it ({fault})",
            where="Pagefind",
            mend="install the version in requirements.lock",
        ) from fault
    renamed[ENTRY] = json.dumps(entry, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()
    return renamed


def _digest(data: bytes) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(data).digest()).decode()[:VERSION]


def short_names(urls: Sequence[str]) -> Iterator[str]:
    """Give each address a name that it has in every index; one that is taken grows until it is not."""
    taken: set[str] = set()
    for url in urls:
        # Small letters alone: on some disks "A" and "a" are one file.
        whole = base64.b32encode(hashlib.sha256(url.encode()).digest()).decode().lower()
        name = next(name for end in range(NAME, len(whole)) if (name := whole[:end]) not in taken)
        taken.add(name)
        yield name


def _small_parts(chunks: Sequence[Sequence[str]], code: str, files: dict[str, bytes]) -> Iterator[list[str]]:
    """Part the words further than the engine does, and give first word, last word and name of each part."""
    number = 0
    for _, _, hash_ in chunks:
        words, *others = _unpacked(files.pop(f"index/{hash_}.pf_index"))
        for part in _parted(words):
            name, data = f"{code}{number}", _packed([part, *others])
            files[f"index/{name}"] = data
            yield [part[0][0], part[-1][0], f"{name}?{_digest(data)}"]
            number += 1


def _parted(words: Sequence[Any]) -> Iterator[list[Any]]:
    """Give words in runs of about the same size, at least one word in each."""
    run: list[Any] = []
    size = 0
    for word in words:
        own = len(encode(word))
        if run and size + own > LARGEST:
            yield run
            run, size = [], 0
        run.append(word)
        size += own
    if run:
        yield run


def _unpacked(data: bytes) -> Any:
    return decode(gzip.decompress(data).removeprefix(MAGIC))


def _packed(value: Any) -> bytes:
    return gzip.compress(MAGIC + encode(value), mtime=0)


async def _index(found: Records) -> dict[str, bytes]:
    """Give the engine's files by path."""
    service = await _PromptService().launch()
    try:
        # One index for all languages: a reader in one language finds what is written in another.
        index = await service.create_index({"force_language": found.language})
        # One after the other: records under way together would be numbered as they happen to arrive.
        for record in found.records:
            await _add(index, record, found.language)
        # Not write_files(): it answers before everything it writes is on the disk.
        made = await index.get_files()
    finally:
        await service.close()
    return {file["path"]: file["content"] for file in made if not file["path"].startswith(NOT_OURS)}


async def _add(index: PagefindIndex, record: Record, language: str) -> None:
    meta = {"title": record.title, "kind": record.kind, "all": EVERYTHING}
    if record.day:
        meta["date"] = record.day
    if record.source:
        meta["source"] = record.source
    if record.names:
        meta["names"] = "; ".join(record.names)
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

    def _hear(self, answer: dict[str, Any] | None) -> None:
        """Hand an answer to whoever waits for it."""
        if answer is None:
            return
        payload = answer["payload"]
        waiting = self._responses.get(answer.get("message_id") or 0)
        if payload["type"] != "Error" and waiting is not None:
            waiting.set_result(payload)
        elif waiting is not None:
            waiting.set_exception(RuntimeError(payload["message"]))
        else:  # An answer to no question of ours: what is waited for will not come.
            self._give_up(str(payload.get("message", "")))

    def _give_up(self, why: str) -> None:
        for waiting in self._responses.values():
            if not waiting.done():
                waiting.set_exception(RuntimeError(f"the engine stopped: {why}"))
