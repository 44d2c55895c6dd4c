"""What can be wrong with a file to import, or with an import.

BadSheet          import.unreadable      the file is no spreadsheet one can read
ImportUnderway    import.underway        it has been started already
ImportRepeated    import.repeated        the same file came in before
WrongPhase        import.wrong_phase     it is over, or has not begun
NotUndoable       import.not_undoable    it has not come to rest, or left nothing to take back
KeyMissing        import.key_missing     a row lacks the value by which its record is found
KeyUnknown        import.key_unknown     there is no such record
KeyNotUnique      import.key_not_unique  there are several
KeyRepeated       import.key_repeated    an earlier row named the same record
Undecided         import.undecided       a cell means one of several things, and nobody said which
NameUndecided     import.name_undecided  a name is like those of several records, and nobody said which
RowsDiffer        import.rows_differ     rows of one record say different things of it
GroupRefused      import.group_refused   another row of the same record is refused
SeveralNames      import.several_names   a cell names several, and the line has more than their names
"""

from typing import ClassVar

from ..errors import Conflict, PlatformError


class BadSheet(PlatformError):
    """Context: reason."""

    code = "import.unreadable"
    status = 422
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "文件无法导入：{reason}",
        "en": "The file cannot be imported: {reason}",
    }


def bad_sheet(chinese: str, english: str) -> BadSheet:
    """The error with its reason in both languages."""
    return BadSheet(reason={"zh-CN": chinese, "en": english})


class ImportUnderway(Conflict):
    code = "import.underway"
    message: ClassVar[dict[str, str]] = {"zh-CN": "导入已经开始", "en": "The import has already begun"}


class ImportRepeated(Conflict):
    """Context: at."""

    code = "import.repeated"
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "同样内容的文件在 {at} 已导入过，确认后可再次导入",
        "en": "A file with the same content was imported on {at}. Confirm to import it again",
    }


class NotUndoable(Conflict):
    code = "import.not_undoable"
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "导入尚未停下，或没有可撤销的内容",
        "en": "The import has not come to rest, or left nothing to take back",
    }


class WrongPhase(Conflict):
    code = "import.wrong_phase"
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "导入已结束或尚未开始，不能这样做",
        "en": "The import is over or has not begun; this cannot be done",
    }


class KeyMissing(PlatformError):
    """Context: title."""

    code = "import.key_missing"
    status = 422
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "「{title}」是用来找到记录的，这一行没有填",
        "en": "{title} finds the record; this row has none",
    }


class KeyUnknown(PlatformError):
    """Context: title."""

    code = "import.key_unknown"
    status = 422
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "没有「{title}」相同的记录可更新",
        "en": "There is no record with this {title} to update",
    }


class KeyNotUnique(PlatformError):
    """Context: title."""

    code = "import.key_not_unique"
    status = 422
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "「{title}」相同的记录不止一条，不知道更新哪一条",
        "en": "Several records have this {title}; which one is meant?",
    }


class KeyRepeated(PlatformError):
    """Context: title, row."""

    code = "import.key_repeated"
    status = 422
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "第 {row} 行的「{title}」与这一行相同，同一条记录只更新一次",
        "en": "Row {row} has the same {title}; a record is updated once",
    }


class Undecided(PlatformError):
    """Context: question."""

    code = "import.undecided"
    status = 422
    message: ClassVar[dict[str, str]] = {"zh-CN": "{question}", "en": "{question}"}


class NameUndecided(PlatformError):
    """Context: names, those it is like, as a list in each language."""

    code = "import.name_undecided"
    status = 422
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "名称不完全相同，可能是：{names}。在预览中选定一个",
        "en": "No record is named exactly so. Is it one of these: {names}? Choose in the preview",
    }


class RowsDiffer(PlatformError):
    """Context: title, row, the one that said something else before."""

    code = "import.rows_differ"
    status = 422
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "与第 {row} 行是同一条记录，「{title}」却不同；改成一样，或留空",
        "en": "Row {row} belongs to the same record and has another {title}. Make them the same, or leave this empty",
    }


class GroupRefused(PlatformError):
    """Context: row, one that was refused for itself."""

    code = "import.group_refused"
    status = 422
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "与第 {row} 行是同一条记录，那一行有问题，所以整条没有导入",
        "en": "Row {row} belongs to the same record and has a problem, so the whole record was not imported",
    }


class SeveralNames(PlatformError):
    """Context: title."""

    code = "import.several_names"
    status = 422
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "「{title}」一格里有几个名称，这一行就不能再填明细的其他列；分成几行填写",
        "en": "{title} names several in one cell, so this row cannot fill other columns of the lines. "
        "Give each a row of its own",
    }
