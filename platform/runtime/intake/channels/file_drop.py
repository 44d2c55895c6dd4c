"""File drop: spreadsheets that another system puts into a folder of the server are taken in row by row."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from marshmallow import Schema, fields, validate

from ...errors import InvalidValue
from ...forms.locating import wrong
from ..channel import Channel, channels, span

_SHORTEST, _LONGEST = timedelta(seconds=10), timedelta(days=1)
MOST_ROWS = 200_000


@channels.registers("file_drop")
class FileDropChannel(Channel):
    """csv and Excel files put into a folder become records; what cannot be taken is told in a report beside them."""

    label = {"zh-CN": "文件投递", "en": "File drop"}
    asks = {
        "zh-CN": "放入服务器投递文件夹的表格会逐行生成记录",
        "en": "Each row of spreadsheets put into a folder of the server becomes a record",
    }
    provenance = "import"
    takes_files = True

    class Settings(Schema):
        # How often the folder is looked into: ISO 8601.
        every = fields.String(load_default="PT1M", metadata={"duration": True})
        rows = fields.Integer(load_default=20_000, strict=True, validate=validate.Range(1, MOST_ROWS))
        # What the reports beside the files are written in.
        language = fields.String(load_default="zh-CN", validate=validate.OneOf(["zh-CN", "en"]))

    def check(self, settings: Mapping[str, Any]) -> None:
        """Neither all the time nor hardly ever."""
        try:
            every = every_of(settings)
        except InvalidValue as error:
            raise wrong("/every", error.sentence("zh-CN"), error.sentence("en")) from None
        if not _SHORTEST <= every <= _LONGEST:
            raise wrong("/every", "应在 10 秒到 1 天之间，例如 PT1M", "from 10 seconds to a day, such as PT1M")


def every_of(settings: Mapping[str, Any]) -> timedelta:
    """How long it is between two looks."""
    return span(settings["every"])
