"""A spreadsheet that came as the part "file" of a multipart body."""

from flask import request

from ..runtime.errors import InvalidValue
from ..runtime.files import LARGEST_BYTES, clean_name
from ..runtime.files.errors import FileTooLarge


def uploaded_spreadsheet() -> tuple[bytes, str]:
    """Its content and the name it came under. Raises InvalidValue, FileTooLarge."""
    uploaded = request.files.get("file")
    if uploaded is None:
        raise InvalidValue(pointer="/file", expected={"zh-CN": "一个表格文件", "en": "a spreadsheet"})
    content = uploaded.stream.read(LARGEST_BYTES + 1)
    if len(content) > LARGEST_BYTES:
        raise FileTooLarge(limit=LARGEST_BYTES // (1024 * 1024))
    return content, clean_name(uploaded.filename or "")
