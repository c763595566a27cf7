"""Lists of files as a build makes them."""

from collections.abc import Mapping

from plugins.render.listing import FileTable, Placed
from plugins.render.new_listing import NewFiles


def file_table(files: Mapping[str, Placed]) -> FileTable:
    """Give some files by column."""
    new = NewFiles()
    new.add([*files])
    for path, placed in files.items():
        new.place(path, placed)
    return new.table()
