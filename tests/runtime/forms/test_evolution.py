"""Publishing brings tables up to date: nothing stored is lost, and what cannot be kept is refused."""

from typing import Any

import pytest
import sqlalchemy as sa

from loomwork.runtime import changes, records
from loomwork.runtime.context import Context
from loomwork.runtime.definitions import plan_cache, plans_in, publish, put_app
from loomwork.runtime.errors import InvalidDefinition
from loomwork.runtime.forms import evolve, form_plan


def put(context: Context, *fields: dict[str, Any], **more: Any) -> None:
    document = {"kind": "form", "key": "f", "title": "F", "fields": list(fields), **more}
    before = plan_cache(context.workspace).latest()

    def unit(tx: Any) -> None:
        put_app(tx, context, "app", "1", {}, [])
        publish(tx, context, "app", [document])
        evolve(tx, before, plans_in(context.workspace, tx))

    changes.run(context, unit)


def field(key: str, type: str = "text", **more: Any) -> dict[str, Any]:
    return {"key": key, "type": type, "title": key, **more}


def indexes(context: Context) -> set[str | None]:
    with context.workspace.database.read() as connection:
        return {index["name"] for index in sa.inspect(connection).get_indexes("app__f")}


def test_a_field_added_later_is_empty_in_old_records(context: Context) -> None:
    put(context, field("a"))
    old = records.create(context, "app", "f", {"a": "1"})
    put(context, field("a"), field("b", "currency", indexed=True))

    assert records.get(context, "app", "f", old.id).values == {"a": "1", "b": None}
    records.change(context, "app", "f", old.id, {"b": "2"}, revision=1)
    assert "ix_app__f_b_id" in indexes(context)


def test_a_retired_field_reads_as_absent_and_comes_back_with_its_data(context: Context) -> None:
    put(context, field("a"), field("b"))
    old = records.create(context, "app", "f", {"a": "1", "b": "kept"})
    put(context, field("a"))
    assert records.get(context, "app", "f", old.id).values == {"a": "1"}
    records.create(context, "app", "f", {"a": "2"})
    put(context, field("a"), field("b"))
    assert records.get(context, "app", "f", old.id).values["b"] == "kept"


@pytest.mark.parametrize(
    ("was", "becomes"), [("text", "integer"), ("text", "file"), ("date", "datetime"), ("member", "text")]
)
def test_a_change_of_type_is_refused_and_nothing_happens(was: str, becomes: str, context: Context) -> None:
    put(context, field("a", was))
    with pytest.raises(InvalidDefinition) as caught:
        put(context, field("a", becomes))

    assert caught.value.pointer == "/fields/0/type"
    plan = form_plan(plan_cache(context.workspace).latest(), "app", "f")
    assert plan.fields["a"].type.key == was


def test_a_retired_field_does_not_come_back_with_another_type(context: Context) -> None:
    put(context, field("a"), field("b", "integer"))
    put(context, field("a"))
    with pytest.raises(InvalidDefinition):
        put(context, field("a"), field("b", "text"))


def test_a_longer_text_needs_no_conversion(context: Context) -> None:
    put(context, field("a"))
    made = records.create(context, "app", "f", {"a": "1"})
    put(context, field("a", "long_text"))
    assert records.get(context, "app", "f", made.id).values["a"] == "1"


def test_indexes_follow_the_definition(context: Context) -> None:
    put(context, field("a"), field("b", indexed=True))
    assert "ix_app__f_b_id" in indexes(context)
    put(context, field("a", indexed=True), field("b"))
    assert {"ix_app__f_a_id", "ix_app__f_b_id"} & indexes(context) == {"ix_app__f_a_id"}


def test_a_form_declares_indexes_over_several_fields(context: Context) -> None:
    declared = {"key": "by_a", "fields": ["a", "created_at"]}
    put(context, field("a"), indexes=[declared])
    assert "ix_app__f_a_created_at_id" in indexes(context)
    put(context, field("a"))
    assert "ix_app__f_a_created_at_id" not in indexes(context)


def test_publishing_the_same_again_changes_nothing(context: Context) -> None:
    put(context, field("a", unique=True))
    before = indexes(context)
    put(context, field("a", unique=True))
    assert indexes(context) == before
