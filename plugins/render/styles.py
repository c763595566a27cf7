"""One style sheet out of many: a reader's browser fetches one file, a maintainer reads one a component."""

import re
from pathlib import Path

from plugins.errors import BriefingError

_IMPORT = re.compile(r'^@import url\("([^":]+)"\);[ \t]*\n?', re.MULTILINE)


def bundled(sheet: Path) -> bytes:
    """Give a style sheet with the sheets that it imports in their places.

    Raises:
        BriefingError: an import leads to no file.
    """

    def content(found: re.Match[str]) -> str:
        path = sheet.parent / found.group(1)
        if not path.is_file():
            raise BriefingError(
                f"it imports '{found.group(1)}', which is not there",
                where=str(sheet),
                mend="take the import out, or add the file",
            )
        return path.read_text("utf-8").rstrip() + "\n"

    return _IMPORT.sub(content, sheet.read_text("utf-8")).encode()
