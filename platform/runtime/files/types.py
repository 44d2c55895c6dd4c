"""Media types, from what the bytes are; what the sender says they are is never believed."""

_BEGINNINGS = (
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
)
# Office files are zip files; the name only chooses among what the bytes allow.
_ZIPPED = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}
_OTHER = "application/octet-stream"

SNIFFED_BYTES = 4096


def sniff(beginning: bytes, name: str) -> str:
    """The media type for the first 4 KB of a file; "application/octet-stream" for all that is not plainly known.

    HTML, SVG, XML and scripts are deliberately among the unknown: no browser shall take them for a page.
    """
    for start, media_type in _BEGINNINGS:
        if beginning.startswith(start):
            return media_type
    if beginning[:4] == b"RIFF" and beginning[8:12] == b"WEBP":
        return "image/webp"
    if beginning[4:12] in (b"ftypisom", b"ftypmp42", b"ftypMSNV"):
        return "video/mp4"
    if beginning.startswith(b"PK\x03\x04"):
        return _ZIPPED.get(name.rpartition(".")[2].lower(), "application/zip")
    return "text/plain" if _is_plain_text(beginning) else _OTHER


def _is_plain_text(beginning: bytes) -> bool:
    if b"\x00" in beginning or b"<" in beginning:
        return False
    try:
        # The last character may be cut in half by the end of what was read.
        beginning.decode("utf-8") if len(beginning) < SNIFFED_BYTES else beginning[:-4].decode("utf-8", "strict")
    except UnicodeDecodeError as error:
        return error.start > SNIFFED_BYTES - 8
    return True
