"""Names that files of the index keep from build to build.

The engine names files by their digests, so that adding a page takes other files away. Here a file is named by
what it is of, and asked for with its digest as a query ("filter/donor?1a2.pf_filter"): no static host minds
it, every cache does.
"""

import base64

VERSION = 3
"""Letters of a file's digest."""


def asked_for(name: str, sha256: bytes) -> str:
    """Give what a file is asked for by."""
    return f"{name}?{base64.urlsafe_b64encode(sha256[:VERSION]).decode()[:VERSION]}"
