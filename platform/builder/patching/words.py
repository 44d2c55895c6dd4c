"""What a change of a document says in words, for the person who is about to publish it or looks back at it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ...runtime.changes import Patch
from ...runtime.expressions.operators import operators
from ...runtime.forms.layout import layout_types
from ...runtime.localized import LOCALES, text
from ...runtime.pointers import tokens
from ..kinds import member_title, value_title
from .members import place_of

# What a member of a keyed list is called.
_MEMBERS = {
    "fields": ("字段", "field"),
    "rules": ("规则", "rule"),
    "checks": ("校验", "check"),
    "layout": ("分组", "section"),
    "items": ("内容", "item"),
    "tabs": ("标签页", "tab"),
    "nodes": ("步骤", "step"),
    "edges": ("连线", "connection"),
    "limits": ("时限", "deadline"),
    "columns": ("列", "column"),
    "options": ("选项", "option"),
    "stages": ("阶段", "stage"),
    "moves": ("阶段变更", "move"),
    "blocks": ("内容块", "block"),
    "terms": ("评分项", "term"),
    "rows": ("行", "row"),
    "scopes": ("范围", "scope"),
    "branches": ("分支", "branch"),
    "inputs": ("输入", "input"),
    "outputs": ("输出", "output"),
    "indexes": ("索引", "index"),
    "questions": ("问题", "question"),
    "answers": ("选项", "answer"),
}
# What opens a tree beside operators: names in formulas, rows of filters.
_TREES = frozenset({"var", "param", "all", "any"})
_LANGUAGES = {"zh-CN": "中文", "en": "English"}
_LONGEST_TEXT = 60


@dataclass(frozen=True, slots=True)
class Sentence:
    """One change: where (names and keys), and its words."""

    path: list[str]
    words: str


def sentences(patch: Patch, before: Mapping[str, Any], after: Mapping[str, Any], locale: str) -> list[Sentence]:
    """A sentence for each operation, in its order. Members are named by their titles, as they were where they went. Of
    words that changed in several languages those of the reader's are told."""
    own = {tuple(one["path"][:-1]) for one in patch if one["path"][-1] == locale}
    told = (each for one in patch for each in _apart(one) if not _foreign(each["path"], own, locale))
    return [Sentence(list(one["path"]), _sentence(one, before, after, locale)) for one in told]


def place_words(document: Mapping[str, Any], pointer: str, locale: str) -> str:
    """What a JSON pointer leads to, by the titles of the parts on its way ("Step Decide, Settings"); of a place within
    a formula or a filter, the formula or filter."""
    path: list[str] = []
    value: Any = document
    for step in tokens(pointer):
        if isinstance(value, Mapping) and len(value) == 1 and (step in operators or step in _TREES):
            break
        if isinstance(value, list):
            value = value[int(step)] if step.isdigit() and int(step) < len(value) else None
            key = value.get("key") if isinstance(value, Mapping) else value
            path.append(key if isinstance(key, str) else step)
        else:
            value = value.get(step) if isinstance(value, Mapping) else None
            path.append(step)
    told = list(_chain(document, path, locale))
    return (" · " if locale == "zh-CN" else ", ").join(_capital(words) for words, _ in told)


def _apart(one: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Settings that came or went as a whole are told one by one."""
    side = "after" if one["op"] == "add" else "before"
    if one["op"] not in ("add", "remove") or one["path"][-1:] != ["settings"] or not one[side]:
        yield one
        return
    for name, value in one[side].items():
        yield {"op": one["op"], "path": [*one["path"], name], side: value}


def _foreign(path: list[str], own: set[tuple[str, ...]], locale: str) -> bool:
    return path[-1] in LOCALES and path[-1] != locale and tuple(path[:-1]) in own


def _sentence(one: Mapping[str, Any], before: Mapping[str, Any], after: Mapping[str, Any], locale: str) -> str:
    document = before if one["op"] == "remove" else after
    chain = list(_chain(document, one["path"], locale))
    owners = [words for words, member in chain if member]
    chinese = locale == "zh-CN"
    if chain and chain[-1][1]:
        whole = "的".join(owners) if chinese else " of ".join(reversed(owners))
        verb = {"add": ("新增", "New"), "remove": ("删除", "Removed"), "move": ("移动", "Moved")}.get(one["op"])
        if verb is not None:
            return f"{verb[0]}{whole}" if chinese else f"{verb[1]}: {whole}"
        return f"{whole}有改动" if chinese else f"Changed: {whole}"
    name = chain[-1][0] if chain else ""
    owner = "的".join(owners) if chinese else _capital(" of ".join(reversed(owners)))
    return _property(owner, name, one, locale)


def _property(owner: str, name: str, one: Mapping[str, Any], locale: str) -> str:
    was, becomes, chinese = one.get("before"), one.get("after"), locale == "zh-CN"
    lead = (f"{owner}：" if chinese else f"{owner}: ") if owner else ""
    if isinstance(was, bool) or isinstance(becomes, bool):
        if becomes:
            return f"{lead}开启「{name}」" if chinese else f"{lead}{name} turned on"
        return f"{lead}关闭「{name}」" if chinese else f"{lead}{name} turned off"
    old, new = _shown(was, locale), _shown(becomes, locale)
    if old is None or new is None:
        return f"{lead}{name}有改动" if chinese else f"{lead}{name} changed"
    nothing = "（无）" if chinese else "(none)"
    return (
        f"{lead}{name}：{old or nothing} → {new or nothing}"
        if chinese
        else (f"{lead}{name}: {old or nothing} → {new or nothing}")
    )


def _shown(value: Any, locale: str) -> str | None:
    """A plain value as it is read; None for what is too large to be shown in a sentence."""
    if value is None:
        return ""
    if isinstance(value, dict):
        words = text(value, locale) if value and all(isinstance(one, str) for one in value.values()) else None
        return _shown(words, locale) if isinstance(words, str) else None
    if isinstance(value, (int, float)):
        return str(value)
    if not isinstance(value, str):
        return None
    words = value_title(value, locale)
    return words if len(words) <= _LONGEST_TEXT else f"{words[:_LONGEST_TEXT]}…"


def _chain(document: Mapping[str, Any], path: list[str], locale: str) -> Iterator[tuple[str, bool]]:
    """What each step of the path is called, and whether it is a member of a list. Names on the way to a member or to
    another name are not told: the last one says enough."""
    value: Any = document
    inside, pending = "", ""
    for step in path:
        if isinstance(value, list):
            place = place_of(value, step)
            value = None if place is None else value[place]
            yield _member(document, inside, step, value, locale), True
            pending = ""
        else:
            value = value.get(step) if isinstance(value, Mapping) else None
            if step not in LOCALES:
                inside, pending = step, member_title(step, locale)
            elif step != locale:
                pending = f"{pending} ({_LANGUAGES[step]})"
    if pending:
        yield pending, False


def _member(document: Mapping[str, Any], inside: str, key: str, member: Any, locale: str) -> str:
    noun = _MEMBERS.get(inside)
    name = _name_of(document, key, member, locale)
    if locale == "zh-CN":
        return f"{noun[0] if noun else member_title(inside, locale)}「{name}」"
    return f"{noun[1] if noun else member_title(inside, locale).lower()} {name}"


def _name_of(document: Mapping[str, Any], key: str, member: Any, locale: str) -> str:
    """The title of a member; of a key that names a field or step elsewhere in the document, the title of that."""
    if isinstance(member, dict):
        # Items of a layout have their words under the name of their sort.
        for name in ("title", "message", *layout_types):
            words = text(member.get(name), locale)
            if isinstance(words, str) and words:
                return words
        return key
    for name in ("fields", "nodes"):
        for one in document.get(name, ()):
            if isinstance(one, dict) and one.get("key") == key:
                return str(text(one.get("title", key), locale))
    return key


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
