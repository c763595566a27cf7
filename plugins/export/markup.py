"""XML as files for visiting machines have it."""

from xml.etree import ElementTree as ET

from plugins.model import Site
from plugins.pages.plain_text import printable

DECLARATION = '<?xml version="1.0" encoding="utf-8"?>\n'


def absolute(site: Site, path: str) -> str:
    """Give an address of the site, absolute where its own is known."""
    return f"{site.url}/{path}" if site.url else path


def add_text(parent: ET.Element, tag: str, text: str) -> None:
    """Put an element with a text into another."""
    ET.SubElement(parent, tag).text = printable(text)


def xml_bytes(root: ET.Element) -> bytes:
    """Give a document as a file."""
    ET.indent(root, " ")
    text: bytes = ET.tostring(root, encoding="utf-8")
    return DECLARATION.encode() + text + b"\n"
