"""Write permalinks.tsv while pages are planned."""

from collections.abc import Callable
from pathlib import Path

from plugins.render.digests import text_digest
from plugins.render.permalinks import write_permalinks
from plugins.render.workers import in_a_thread


class Keeping:
    """The file on its way to the disk, which a thread waits for: it may have a hundred megabytes."""

    def __init__(self, content: Path, text: str, then: Callable[[bytes], None]) -> None:
        """Begin to write; `then` hears what was written, in that thread."""

        def write() -> None:
            data = text.encode()
            write_permalinks(content, data)
            then(data)

        # Hashing large data leaves the interpreter to others, as does the disk.
        self._digest = in_a_thread(lambda: text_digest(text))
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
