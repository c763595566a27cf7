"""One style sheet out of many: a reader's browser fetches one file, a maintainer reads one a component.

What is there for maintainers alone, comments and indentation, stays with them: a tenth of what a page weighs.
"""

import re
from pathlib import Path

from plugins.errors import BriefingError

_REMARK = re.compile(r"/\*.*?\*/", re.DOTALL)
_MARGIN = re.compile(r"\n\s*")
_SCRIPT_REMARK = re.compile(r"^[ \t]*//.*\n?", re.MULTILINE)
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

    whole = _IMPORT.sub(content, sheet.read_text("utf-8"))
    return (_MARGIN.sub("\n", _REMARK.sub("", whole)).strip() + "\n").encode()


def without_remarks(script: str) -> str:
    r"""Give a script without remarks and margins; one with texts of several lines stays as it is.

    >>> without_remarks("// why\nconst one = 1; // stays\n")
    'const one = 1; // stays\n'
    """
    # A text over several lines has one of its marks on a line.
    several = any(line.count("`") % 2 for line in script.splitlines())
    return script if several else _MARGIN.sub("\n", _SCRIPT_REMARK.sub("", script))
