"""The site's facts and the list of plugins: read it as the table of contents.

pelican [CONTENT] -s pelican.conf.py [-o OUT] [--cache-path DIR] [--fatal errors]
"""

import sys
from pathlib import Path

from jinja2 import StrictUndefined

HERE = Path(__file__).resolve().parent
# The project's own modules win over anything called "plugins" in the folder a build is started from.
sys.path.insert(0, str(HERE))
import plugins as _plugins  # noqa: E402, F401

# --- the site ----------------------------------------------------------------------------------------
SITENAME = "Dossier"
SITESUBTITLE = "Who pledged what to Ukraine, when, and according to whom"
SITEURL = ""  # "https://example.org/briefings": feeds, sitemap and canonical links are absolute only then
DEFAULT_LANG = "en"  # of the interface: a language that has a catalogue in plugins/locales/
EDITIONS = {}  # the same content in several languages: {"en": "https://example.org", "uk": "https://…/uk"}
LICENCE = (
    "The articles belong to their publishers; the tables drawn from them may be reused with attribution."
)
TIMEZONE = "UTC"

SHOW_COMPONENTS = False  # about/components.html: every component of the theme on one page

# --- where things are: relative to this file ---------------------------------------------------------
PATH = "content"
OUTPUT_PATH = "output"
CACHE_PATH = ".cache"
THEME = "theme"
REGISTRY_PATH = str(HERE / "content" / "registry")  # for content folders that bring no registry/ of their own

# --- the stages, in the order in which an article goes through them -----------------------------------
PLUGIN_PATHS = ["."]
PLUGINS = [
    "plugins.clean.plugin",  # bytes -> document: body kept, everything else set aside with its reason
    "plugins.extract.plugin",  # document -> facts: dates, names, claims, quotes
    "plugins.archive.plugin",  # all facts -> archive: events, links, differences, addresses
    "plugins.pages.plugin",  # archive -> pages as data
    "plugins.search.plugin",  # archive -> search index (take it out: no search)
    "plugins.export.plugin",  # archive -> data, feeds, citations, sitemap (take it out: none of them)
    "plugins.render.plugin",  # pages and files -> the published site
]

# --- limits: whatever is scraped, a build stays bounded -----------------------------------------------
ARTICLE_MAX_BYTES = (
    20_000_000  # of one file; a bundle may be larger; no page or record may have more than 16 MiB
)
ARTICLE_MAX_SECONDS = 10  # of processor time; an honest page takes a few hundredths of one
HOSTING_FILES = ()  # of "_headers", ".htaccess": what your host reads at the root (see output/hosting/)

# --- Pelican's own pipeline rests: one generator of ours does the work (docs/design.md says why) -------
ARTICLE_PATHS = []
PAGE_PATHS = []
STATIC_PATHS = []
THEME_STATIC_PATHS = []
DIRECT_TEMPLATES = []
FEED_ALL_ATOM = None
CATEGORY_FEED_ATOM = None
TRANSLATION_FEED_ATOM = None
AUTHOR_FEED_ATOM = None
AUTHOR_FEED_RSS = None
DELETE_OUTPUT_DIRECTORY = False
CACHE_CONTENT = False
LOAD_CONTENT_CACHE = False
LOCALE = ["C"]
JINJA_ENVIRONMENT = {
    "autoescape": True,
    "undefined": StrictUndefined,
    "trim_blocks": True,
    "lstrip_blocks": True,
    "extensions": ["jinja2.ext.i18n"],
}
