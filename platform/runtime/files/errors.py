"""What may be wrong with a file.

PlatformError
├── FileTooLarge    file.too_large   413
├── FileEmpty       file.empty       422
├── FileUnfit       file.unfit       422  a kind of file that is not taken there
├── UploadLimit     file.daily_limit 429
└── FileUnknown     file.unknown     422  a value names a file that is not the writer's to attach
"""

from typing import ClassVar

from ..errors import PlatformError


class FileTooLarge(PlatformError):
    """Context: limit, in MB."""

    code = "file.too_large"
    status = 413
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "附件超过 {limit} MB，压缩或拆分后重传。",
        "en": "The file is larger than {limit} MB. Compress or split it.",
    }


class FileEmpty(PlatformError):
    code = "file.empty"
    status = 422
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "附件是空的，重新选择文件。",
        "en": "The file is empty. Choose another.",
    }


class FileUnfit(PlatformError):
    code = "file.unfit"
    status = 422
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "这里只接收图片、PDF 和 Office 文件，换一个文件。",
        "en": "Images, PDF and Office files are taken here. Choose another file.",
    }


class UploadLimit(PlatformError):
    """Context: limit."""

    code = "file.daily_limit"
    status = 429
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "24 小时内最多上传 {limit} 个附件，稍后再传。",
        "en": "At most {limit} files may be uploaded within 24 hours. Go on later.",
    }


class FileUnknown(PlatformError):
    """Context: file, its id."""

    code = "file.unknown"
    status = 422
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "附件不存在或已过期，重新上传。",
        "en": "The file does not exist or has expired. Upload it again.",
    }
