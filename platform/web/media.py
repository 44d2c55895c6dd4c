"""Media types of the files we serve as pages; the machine's own table differs from machine to machine."""

_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".ico": "image/x-icon",
    ".woff2": "font/woff2",
    ".webmanifest": "application/manifest+json",
}


def media_type_of(suffix: str) -> str:
    """The media type for a file name's ending, such as ".js"; bytes without meaning for others."""
    return _TYPES.get(suffix.lower(), "application/octet-stream")
