"""Read the csv files of a package."""

import csv
import io

from ..errors import InvalidPackage
from .package import Package


def data_rows(package: Package, path: str) -> list[dict[str, str]]:
    """The rows of a csv below data/, by column name. Raises InvalidPackage."""
    content = package.files.get(f"data/{path}")
    if content is None:
        raise InvalidPackage(reason={"zh-CN": f"缺少数据文件 {path}", "en": f"data file {path} is missing"})
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
