"""Which files hold pages, and how large one may be: what a build asks before it reads any."""

READABLE_SUFFIXES = (".txt", ".html", ".htm", ".xhtml", ".md", ".mhtml", ".mht")
"""Suffixes of the files that hold one page; those of bundles are BUNDLE_SUFFIXES."""
MAX_BYTES = 16 * 1024 * 1024
"""No honest article page is larger; a bundle is split into records before this is asked."""
