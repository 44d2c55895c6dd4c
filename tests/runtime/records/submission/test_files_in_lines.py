"""Files in the lines of a record: claimed and let go with their line, told at their cell, seen with the column."""

import io
from typing import Any

import pytest

from loomwork.runtime import files, records
from loomwork.runtime.context import Context
from loomwork.runtime.errors import PlatformError, Problems
from tests.company import Install

COLUMNS = [
    {"key": "what", "type": "text", "title": "What"},
    {"key": "proof", "type": "file", "title": {"zh-CN": "凭证", "en": "Proof"}, "settings": {"max_count": 2}},
]
FORM: dict[str, Any] = {
    "kind": "form",
    "key": "claim",
    "title": "Claim",
    "fields": [{"key": "lines", "type": "detail_lines", "title": "Lines", "settings": {"columns": COLUMNS}}],
}
BLIND = {
    "kind": "role",
    "key": "blind",
    "title": "Blind",
    "forms": {"claim": {"verbs": ["read"], "fields": {"*": "read", "lines.proof": "hidden"}}},
}


def _uploaded(context: Context, name: str) -> str:
    return files.upload(context, io.BytesIO(name.encode()), name).id


def _used(context: Context, id: str) -> list[str]:
    with context.workspace.database.read() as connection:
        return [use.field for use in files.uses(connection, id)]


def test_files_come_and_go_with_their_line(install: Install, context: Context) -> None:
    install([FORM])
    first, second = _uploaded(context, "a.txt"), _uploaded(context, "b.txt")
    lines = [{"what": "taxi", "proof": [first]}, {"what": "hotel", "proof": [second]}, {"what": "tip"}]
    made = records.create(context, "crm", "claim", {"lines": lines})

    shown = records.dump_record(context, made)["values"]["lines"]
    assert [line["proof"] and line["proof"][0]["name"] for line in shown] == ["a.txt", "b.txt", None]
    assert (_used(context, first), _used(context, second)) == (["lines.proof"], ["lines.proof"])
    # What a page shows is sent back as it is: nothing has changed.
    assert records.change(context, "crm", "claim", made.id, {"lines": shown}, revision=1).revision == 1

    records.change(context, "crm", "claim", made.id, {"lines": shown[1:]}, revision=1)
    assert (_used(context, first), _used(context, second)) == ([], ["lines.proof"])
    [told] = records.history(context, "crm", "claim", made.id)[0]["changes"]
    assert (told["before_text"], told["after_text"]) == ("taxi · 1", None)


def test_anothers_file_is_refused_at_its_cell(install: Install, context: Context) -> None:
    install([FORM])
    taken, own = _uploaded(context, "a.txt"), _uploaded(context, "b.txt")
    records.create(context, "crm", "claim", {"lines": [{"what": "taxi", "proof": [taken]}]})

    lines = [{"what": "x"}, {"what": "mine", "proof": [own, taken]}]
    with pytest.raises(PlatformError) as caught:
        records.create(context, "crm", "claim", {"lines": lines})
    assert caught.value.pointer == "/values/lines/1/proof"
    three = [_uploaded(context, f"{number}.txt") for number in range(3)]
    with pytest.raises(Problems) as many:
        records.create(context, "crm", "claim", {"lines": [{"proof": three}]})
    assert [one.pointer for one in many.value.errors] == ["/values/lines/0/proof"]


def test_who_may_not_see_the_column_sees_no_files(install: Install, context: Context, person_of: Any) -> None:
    install([FORM, BLIND])
    made = records.create(
        context, "crm", "claim", {"lines": [{"what": "taxi", "proof": [_uploaded(context, "a.txt")]}]}
    )

    reader = person_of("blind")
    [line] = records.dump_record(reader, records.get(reader, "crm", "claim", made.id))["values"]["lines"]
    assert set(line) == {"id", "what"}
