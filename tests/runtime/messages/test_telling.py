"""What a message tells of a record: by title or key, through references, as its reader would write it."""

from dataclasses import replace
from typing import Any

import pytest

from loomwork.runtime import changes, messages, records
from loomwork.runtime.context import Actor, Context
from loomwork.runtime.definitions import plans_in, publish, put_app
from loomwork.runtime.errors import InvalidDefinition
from loomwork.runtime.forms import build_tables
from loomwork.runtime.people import load_people

HEAT = [
    {"key": "hot", "title": {"zh-CN": "火热", "en": "Hot"}},
    {"key": "cold", "title": {"zh-CN": "冷", "en": "Cold"}},
]


def field(key: str, type_: str, chinese: str, **settings: Any) -> dict[str, Any]:
    return {"key": key, "type": type_, "title": {"zh-CN": chinese, "en": key.title()}, "settings": settings}


FIRM = {
    "kind": "form",
    "key": "firm",
    "title": "Firm",
    "fields": [field("name", "text", "名称"), field("heat", "single_choice", "热度", options=HEAT)],
}
DEAL = {
    "kind": "form",
    "key": "deal",
    "title": "Deal",
    "fields": [
        field("firm", "reference", "公司", form="firm"),
        field("budget", "currency", "预算", currency="CNY"),
        field("due", "date", "到期"),
        field("keeper", "member", "负责"),
    ],
}


def published(context: Context, **parts: Any) -> None:
    word = {"kind": "message", "key": "word", "form": "deal", "title": "T"} | parts
    documents = [FIRM, DEAL, word]
    manifest = {"package": "shop", "parameters": [{"key": "floor", "type": "integer", "default": 5}]}

    def unit(tx: Any) -> None:
        put_app(tx, context, "shop", "1", manifest, documents)
        publish(tx, context, "shop", documents)
        plans = plans_in(context.workspace, tx)
        build_tables(tx, plans)
        messages.message_plan(plans, "shop", "word")

    changes.run(context, unit)


def test_titles_keys_and_references_are_told_in_each_language(context: Context) -> None:
    published(
        context,
        text={
            "zh-CN": "{公司.热度}客户{公司}：{预算}，{到期}前由{负责}处理，底线 {param.floor}",
            "en": "{firm} ({Firm.Heat}): {record.budget} by {due}, {keeper}; {{x}}",
        },
    )
    (keeper,) = changes.run(
        context,
        lambda tx: load_people(
            tx, context, [{"code": "k", "name": "林", "manager": "", "roles": "", "department": "", "title": ""}]
        ),
    ).values()
    firm = records.create(context, "shop", "firm", {"name": "恒泰", "heat": "hot"})
    values = {"firm": firm.id, "budget": "1234567.5", "due": "2026-02-01", "keeper": keeper}
    deal = records.create(context, "shop", "deal", values)
    app = context.acting_as(Actor(kind="app", app="shop"))

    def unit(tx: Any) -> None:
        plans = plans_in(context.workspace, tx)
        messages.send(
            tx, app, "shop", "word", ["p"], lambda names: messages.told_of(app, tx.connection, plans, deal, names)
        )

    changes.run(context, unit)
    (english,) = messages.inbox(_reader(context, "en")).items
    (chinese,) = messages.inbox(_reader(context, "zh-CN")).items
    assert chinese.text == "火热客户恒泰：¥1,234,567.50，2026-02-01前由林处理，底线 5"
    assert english.text == "恒泰 (Hot): ¥1,234,567.50 by 2026-02-01, 林; {x}"


@pytest.mark.parametrize(
    ("text", "column"),
    [("Of {budgett}", 4), ("{firm.hot}", 1), ("{firm.name.x}", 1)],
)
def test_an_unknown_name_is_refused_at_its_place_with_the_nearest(context: Context, text: str, column: int) -> None:
    with pytest.raises(InvalidDefinition) as caught:
        published(context, text={"en": text})
    assert caught.value.pointer == "/text/en"
    problem = caught.value.problem("en")["errors"][0]
    assert problem["position"]["column"] == column
    assert "nearest" in problem["detail"]


def test_a_message_tells_nothing_of_who_acts(context: Context) -> None:
    with pytest.raises(InvalidDefinition, match=r"actor\.roles"):
        published(context, text="{actor.roles}")


def _reader(context: Context, locale: str) -> Context:
    return replace(context.acting_as(Actor(kind="person", person_id="p")), locale=locale)
