"""Draw the theme's pictures anew: the cards that stand beside a shared link, and the icon for old browsers.

All are drawn by the system's Chromium from what stands here, and kept with the theme. Pages of one kind share a
card, which has no words and so suits every language: a card a page would cost a browser, or a drawing library,
at every build, and say what stands beside it in the network's own letters anyway.
"""

import shutil
import struct
from pathlib import Path

from playwright.sync_api import sync_playwright

STATIC = Path(__file__).resolve().parents[1] / "theme" / "static"
FRAME = """<!doctype html><body style="margin:0"><svg xmlns="http://www.w3.org/2000/svg" width="1200" height="630">
<rect width="1200" height="630" fill="#fcfcfa"/>
<rect x="72" y="84" width="1056" height="3" fill="#14171c"/><rect x="72" y="92" width="1056" height="3" fill="#14171c"/>
{}
<rect x="72" y="566" width="1056" height="3" fill="#14171c"/>
</svg></body>"""
TITLE = """<g fill="#14171c"><rect x="72" y="150" width="640" height="44"/>
<rect x="72" y="218" width="470" height="44"/></g>"""
LINES = """<g fill="#c9ccc6"><rect x="72" y="322" width="560" height="20"/><rect x="660" y="322" width="468" height="20"/>
<rect x="72" y="376" width="200" height="20"/><rect x="672" y="376" width="456" height="20"/>
<rect x="72" y="430" width="1056" height="20"/><rect x="72" y="484" width="150" height="20"/>
<rect x="694" y="484" width="300" height="20"/></g>
<rect x="292" y="362" width="360" height="46" fill="#ffd84d"/><rect x="292" y="404" width="360" height="6" fill="#a87900"/>
<g fill="#14171c"><rect x="306" y="376" width="332" height="20"/></g>
<rect x="242" y="484" width="432" height="20" fill="#4d545c"/><rect x="242" y="514" width="432" height="6" fill="#3b73b9"/>"""
COLUMNS = """<g fill="#14171c"><rect x="72" y="316" width="180" height="20"/><rect x="396" y="316" width="250" height="20"/>
<rect x="780" y="316" width="250" height="20"/><rect x="72" y="352" width="1056" height="4"/></g>
<g fill="#c9ccc6"><rect x="372" y="356" width="2" height="190"/><rect x="756" y="356" width="2" height="190"/>
<rect x="72" y="416" width="1056" height="2"/><rect x="72" y="480" width="1056" height="2"/>
<rect x="72" y="378" width="220" height="18"/><rect x="72" y="440" width="160" height="18"/>
<rect x="72" y="504" width="200" height="18"/><rect x="780" y="440" width="120" height="18"/></g>
<rect x="390" y="368" width="300" height="38" fill="#ffd84d"/><rect x="774" y="368" width="230" height="38" fill="#ffd84d"/>
<g fill="#14171c"><rect x="404" y="378" width="272" height="18"/><rect x="788" y="378" width="202" height="18"/>
<rect x="396" y="440" width="240" height="18"/></g>
<g fill="#4d545c"><rect x="396" y="504" width="320" height="18"/><rect x="780" y="504" width="280" height="18"/></g>
<g fill="#3b73b9"><rect x="396" y="528" width="320" height="5"/><rect x="780" y="528" width="280" height="5"/></g>"""
BARS = """<g fill="#c9ccc6"><rect x="72" y="330" width="1056" height="2"/><rect x="72" y="420" width="1056" height="2"/></g>
<rect x="72" y="510" width="1056" height="4" fill="#14171c"/>
<g fill="#176b3a"><rect x="220" y="440" width="26" height="70"/><rect x="420" y="360" width="26" height="150"/>
<rect x="600" y="470" width="26" height="40"/><rect x="840" y="330" width="26" height="180"/></g>
<g fill="#2b5690"><circle cx="520" cy="452" r="13"/><circle cx="730" cy="404" r="13"/><circle cx="1000" cy="352" r="13"/></g>"""
FIGURE = """<rect x="72" y="150" width="760" height="150" fill="#ffd84d"/><rect x="72" y="292" width="760" height="14" fill="#a87900"/>
<g fill="#14171c"><rect x="112" y="192" width="130" height="64"/><rect x="274" y="192" width="220" height="64"/>
<rect x="526" y="192" width="266" height="64"/></g>
<rect x="72" y="346" width="430" height="24" fill="#4d545c"/>
<g fill="#c9ccc6"><rect x="72" y="416" width="1056" height="20"/><rect x="72" y="464" width="880" height="20"/>
<rect x="72" y="512" width="560" height="20"/></g>"""
QUOTES = """<rect x="72" y="316" width="8" height="94" fill="#3b73b9"/><rect x="72" y="440" width="8" height="94" fill="#3b73b9"/>
<g fill="#4d545c"><rect x="112" y="322" width="900" height="22"/><rect x="112" y="360" width="620" height="22"/>
<rect x="112" y="446" width="780" height="22"/><rect x="112" y="484" width="430" height="22"/></g>
<g fill="#c9ccc6"><rect x="112" y="396" width="260" height="12"/><rect x="112" y="520" width="220" height="12"/></g>"""
CARDS = {
    "card": TITLE + LINES,
    "card-event": TITLE + COLUMNS,
    "card-donor": TITLE + BARS,
    "card-figure": FIGURE,
    "card-person": TITLE + QUOTES,
}
"""By file: a text with its marks, articles side by side, amounts over time, a figure, somebody's words."""


def main() -> None:
    """Write the cards and favicon.ico into theme/static/."""
    icon = (STATIC / "favicon.svg").read_text("utf-8").replace("<svg ", '<svg width="32" height="32" ')
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1200, "height": 630})
        for name, drawing in CARDS.items():
            page.set_content(FRAME.format(drawing))
            page.screenshot(path=str(STATIC / f"{name}.png"))
        page.set_viewport_size({"width": 32, "height": 32})
        page.set_content(f'<body style="margin:0">{icon}</body>')
        picture = page.screenshot(omit_background=True)
        browser.close()
    # An icon file with one picture in it, which may be a PNG: header, one entry, the picture.
    header = struct.pack("<HHH", 0, 1, 1)
    entry = struct.pack("<BBBBHHII", 32, 32, 0, 0, 1, 32, len(picture), 22)
    (STATIC / "favicon.ico").write_bytes(header + entry + picture)


if __name__ == "__main__":
    main()
