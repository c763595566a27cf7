"""The addresses of a site: what the desk has, and the file for them, written while pages are planned."""

from collections.abc import Callable, Sequence
from pathlib import Path

from plugins.model import Permalink
from plugins.render.digests import bytes_digest
from plugins.render.inputs import text_of
from plugins.render.permalinks import (
    NAME,
    Written,
    parse_permalinks,
    permalinks_text,
    text_after,
    write_permalinks,
)
from plugins.render.workers import in_a_thread

NOTHING = Written("", ())


class Addresses:
    """What permalinks.tsv holds, and what comes to it."""

    def __init__(self, data: bytes) -> None:
        """Take the file as it stands."""
        self.before = bytes_digest(data)
        """The digest of what stands there."""
        self._data = data
        self._given = NOTHING
        self._keeping: Keeping | None = None

    def given(self) -> Sequence[Permalink]:
        """Give the addresses that stand there.

        Raises:
            BriefingError: the file is not UTF-8.
            CombinedError: it has lines that are none.
        """
        text, self._data = text_of(NAME, self._data), b""
        self._given = Written(text, parse_permalinks(text))
        return self._given.rows

    def keep(
        self, content: Path, permalinks: Sequence[Permalink], then: Callable[[bytes], None], *, is_ours: bool
    ) -> None:
        """Begin to write these addresses, where the file does not say the same already.

        `then` hears what was written; `is_ours`: the file that stands there is as a build wrote it.
        """
        text = text_after(self._given, permalinks) if is_ours else permalinks_text(permalinks)
        is_same = text == self._given.text
        # A text that is a tenth of all that is held, and nobody asks for it again.
        self._given = NOTHING
        if not is_same:
            self._keeping = Keeping(content, text, then)

    def digest(self) -> bytes:
        """Give the digest of the text that comes there, once it is known."""
        return self._keeping.digest() if self._keeping else self.before

    def warnings(self) -> tuple[str, ...]:
        """Wait until all is written, and say where it could not be."""
        return self._keeping.warnings() if self._keeping else ()

    def end(self) -> None:
        """Wait until nothing is written any more."""
        if self._keeping is not None:
            self._keeping.end()


class Keeping:
    """The file on its way to the disk, which a thread waits for: it may have a hundred megabytes."""

    def __init__(self, content: Path, text: str, then: Callable[[bytes], None]) -> None:
        """Begin to write; `then` hears what was written, in that thread."""
        # Hashing large data leaves the interpreter to others, as does the disk.
        data = text.encode()
        self._digest = in_a_thread(lambda: bytes_digest(data))

        def write() -> None:
            write_permalinks(content, data)
            then(data)

        self._written = in_a_thread(write)

    def digest(self) -> bytes:
        """Give the digest of the text, once it is known."""
        return self._digest.result()

    def end(self) -> None:
        """Wait until nothing is written any more."""
        self._written.exception()

    def warnings(self) -> tuple[str, ...]:
        """Wait until all is written, and say where it could not be."""
        try:
            self._written.result()
        except OSError as fault:
            told = (
                f"permalinks.tsv can not be written ({fault.strerror}): addresses may change with the next "
                "edit. To mend: let the build write to the content folder."
            )
            return (told,)
        return ()
