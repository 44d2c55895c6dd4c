"""Files: content-addressed bytes below the workspace's folder, and rows that say who uploaded what and who uses it.

Bytes are on disk before a row names them: no file row is without a file. An upload belongs to its uploader until a
record claims it; then whoever may see that record's field may fetch it. What nobody claims is removed after a day.
"""

from .claiming import Use, adopt, claim, release, uses
from .errors import FileUnknown
from .limits import DAILY_LIMIT, LARGEST_BYTES
from .names import clean_name
from .reading import StoredFile, described, find, may_attach, open_file
from .store import FileStore, file_store
from .sweeping import sweep
from .types import sniff
from .uploading import upload

__all__ = [
    "DAILY_LIMIT",
    "LARGEST_BYTES",
    "FileStore",
    "FileUnknown",
    "StoredFile",
    "Use",
    "adopt",
    "claim",
    "clean_name",
    "described",
    "file_store",
    "find",
    "may_attach",
    "open_file",
    "release",
    "sniff",
    "sweep",
    "upload",
    "uses",
]
