"""Draw the theme's pictures anew: the card that stands beside a shared link, and the icon for old browsers.

Both are drawn by the system's Chromium from what stands here, and kept with the theme: a site's pages share one
card, since a card a page would cost a browser, or a drawing library, at every build.
"""

import shutil
import struct
from pathlib import Path

from playwright.sync_api import sync_playwright

STATIC = Path(__file__).resolve().parents[1] / "theme" / "static"
CARD = """<!doctype html><body style="margin:0"><svg xmlns="http://www.w3.org/2000/svg" width="1200" height="630">
<rect width="1200" height="630" fill="#fcfcfa"/>
<rect x="72" y="84" width="1056" height="3" fill="#14171c"/><rect x="72" y="92" width="1056" height="3" fill="#14171c"/>
<g fill="#14171c"><rect x="72" y="150" width="640" height="44"/><rect x="72" y="218" width="470" height="44"/></g>
<g fill="#c9ccc6"><rect x="72" y="322" width="560" height="20"/><rect x="660" y="322" width="468" height="20"/>
<rect x="72" y="376" width="200" height="20"/><rect x="672" y="376" width="456" height="20"/>
<rect x="72" y="430" width="1056" height="20"/><rect x="72" y="484" width="150" height="20"/>
<rect x="694" y="484" width="300" height="20"/></g>
<rect x="292" y="362" width="360" height="46" fill="#ffd84d"/><rect x="292" y="404" width="360" height="6" fill="#a87900"/>
<g fill="#14171c"><rect x="306" y="376" width="332" height="20"/></g>
<rect x="242" y="484" width="432" height="20" fill="#4d545c"/><rect x="242" y="514" width="432" height="6" fill="#3b73b9"/>
<rect x="72" y="566" width="1056" height="3" fill="#14171c"/>
</svg></body>"""


def main() -> None:
    """Write theme/static/card.png and favicon.ico."""
    icon = (STATIC / "favicon.svg").read_text("utf-8").replace("<svg ", '<svg width="32" height="32" ')
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1200, "height": 630})
        page.set_content(CARD)
        page.screenshot(path=str(STATIC / "card.png"))
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
