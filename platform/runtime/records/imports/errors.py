"""What can be wrong with a file to import, or with an import.

BadSheet          import.unreadable   the file is no spreadsheet one can read
ImportUnderway    import.underway     it has been started already
"""

from typing import ClassVar

from ...errors import Conflict, PlatformError


class BadSheet(PlatformError):
    """Context: reason."""

    code = "import.unreadable"
    status = 422
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "文件无法导入：{reason}",
        "en": "The file cannot be imported: {reason}",
    }


class ImportUnderway(Conflict):
    code = "import.underway"
    message: ClassVar[dict[str, str]] = {"zh-CN": "导入已经开始", "en": "The import has already begun"}
