"""Rankings: exact scores from weighted terms, what empty means, ties, and who is left out for what reason."""

from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from loomwork.runtime import changes
from loomwork.runtime.context import Actor, Context
from loomwork.runtime.definitions import plan_cache, plans_in, publish, put_app
from loomwork.runtime.errors import InvalidDefinition
from loomwork.runtime.forms import build_tables
from loomwork.runtime.people import dismiss_person, load_people
from loomwork.runtime.rankings import Candidate, Left, Ranked, rank, ranking_plan, ranking_schema
from loomwork.runtime.rankings.scoring import shown
from loomwork.runtime.records import change, create

APP = "desk"


def field(key: str, type_: str, **settings: Any) -> dict[str, Any]:
    return {"key": key, "type": type_, "title": key, "settings": settings}


FORM = {
    "kind": "form",
    "key": "profile",
    "title": "Profile",
    "fields": [
        field("person", "member"),
        field("rate", "currency", currency="CNY"),
        field("load", "integer"),
        field("skill", "text"),
    ],
}
MANIFEST = {
    "package": APP,
    "parameters": [
        {"key": "weight_rate", "type": "integer", "default": 30},
        {"key": "most", "type": "integer", "default": 2},
    ],
    "asks_for": {"reads": ["lead_", "profile"]},
}


def ranking(**changed: Any) -> dict[str, Any]:
    whole = {"kind": "ranking", "key": "match", "title": {"zh-CN": "匹配", "en": "Match"}, "of": "profile", "terms": []}
    return whole | changed


def term(key: str, weight: Any, value: Any, **more: Any) -> dict[str, Any]:
    return {"key": key, "weight": weight, "value": value, **more}


class Desk:
    def __init__(self, context: Context) -> None:
        self.context = context
        rows = [
            {"code": code, "name": code, "title": "", "department": "", "manager": "", "phone": "", "roles": ""}
            for code in "abcd"
        ]
        self.ids = changes.run(context, lambda tx: load_people(tx, context, rows))
        self._codes = {id: code for code, id in self.ids.items()}

    def publish(self, *documents: dict[str, Any]) -> None:
        def unit(tx: Any) -> None:
            put_app(tx, self.context, APP, "1.0.0", MANIFEST, [])
            publish(tx, self.context, APP, [FORM, HELD_FORM, *documents])
            build_tables(tx, plans_in(self.context.workspace, tx))

        changes.run(self.context, unit)

    def profile(self, person: str | None, **values: Any) -> None:
        create(self.context, APP, "profile", {"person": self.ids.get(person or ""), **values})

    def lead(self, seller: str, state: str = "open") -> str:
        return create(self.context, APP, "lead_", {"seller": self.ids[seller], "state": state}).id

    def rank(self, record: dict[str, Any] | None = None, **more: Any) -> Ranked:
        context = self.context.acting_as(Actor(kind="app", app=APP))
        data = {"record": record or {}, "now": context.now(), "zone": "Asia/Shanghai"}

        def unit(tx: Any) -> Ranked:
            plans = plans_in(context.workspace, tx)
            return rank(context, tx, plans, ranking_plan(plans, APP, "match"), data, **more)

        return changes.run(context, unit)

    def scores(self, ranked: Ranked) -> list[tuple[str, str]]:
        return self.scores_of(ranked.candidates)

    def scores_of(self, candidates: Sequence[Candidate]) -> list[tuple[str, str]]:
        return [(self._codes[one.person], shown(one.score)) for one in candidates]

    def left_out(self, ranked: Ranked) -> list[tuple[str | None, Any]]:
        return [(self._codes.get(one.person or ""), one.reason) for one in ranked.excluded]


@pytest.fixture
def desk(context: Context) -> Desk:
    return Desk(context)


SKILL = term("skill", 40, {"==": [{"var": "candidate.skill"}, {"var": "record.needs"}]})
RATE = term("rate", {"param": "weight_rate"}, {"var": "candidate.rate"}, when_null="mean")
FREE = term("free", 30, {"normalise": {"var": "candidate.load"}}, better="low")


def test_terms_are_weighted_and_summed_exactly(desk: Desk) -> None:
    desk.publish(ranking(terms=[SKILL, RATE, FREE]))
    desk.profile("a", skill="plc", rate="0.10", load=3)
    desk.profile("b", skill="plc", rate="0.90", load=6)
    desk.profile("c", skill="price", rate="0.50", load=0)

    ranked = desk.rank({"needs": "plc"})

    assert desk.scores(ranked) == [("b", "67"), ("a", "58"), ("c", "45")]
    assert [(part.key, shown(part.weight), shown(part.score)) for part in ranked.candidates[1].parts] == [
        ("skill", "40", "40"), ("rate", "30", "3"), ("free", "30", "15"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("when_null", "scores"),
    [
        ("mean", [("b", "18"), ("c", "15"), ("a", "12")]),
        ("zero", [("b", "18"), ("a", "12"), ("c", "0")]),
        ("exclude", [("b", "18"), ("a", "12")]),
    ],
)
def test_empty_counts_as_set(desk: Desk, when_null: str, scores: list[tuple[str, str]]) -> None:
    desk.publish(ranking(terms=[RATE | {"when_null": when_null}]))
    desk.profile("a", rate="0.40")
    desk.profile("b", rate="0.60")
    desk.profile("c")

    ranked = desk.rank()

    assert desk.scores(ranked) == scores
    assert len(ranked.candidates) + len(ranked.excluded) == 3


def test_equal_values_do_not_divide_by_nothing(desk: Desk) -> None:
    desk.publish(ranking(terms=[FREE]))
    for person in "ab":
        desk.profile(person, load=4)

    assert desk.scores(desk.rank()) == [("a", "30"), ("b", "30")]


def test_thirds_are_rounded_once_to_twelve_places(desk: Desk) -> None:
    desk.publish(ranking(terms=[FREE | {"weight": 1}]))
    for person, load in zip("abcd", (0, 1, 2, 3), strict=True):
        desk.profile(person, load=load)

    assert [one.score for one in desk.rank().candidates] == [
        Decimal(1), Decimal("0.666666666667"), Decimal("0.333333333333"), Decimal(0),
    ]  # fmt: skip


def test_ties_go_to_the_lowest_and_empty_is_lowest(desk: Desk) -> None:
    desk.publish(ranking(terms=[term("same", 1, 1)], ties=[{"var": "candidate.load"}]))
    desk.profile("a", load=2)
    desk.profile("b", load=1)
    desk.profile("c")

    assert [code for code, _ in desk.scores(desk.rank())] == ["c", "b", "a"]


def test_who_is_left_out_has_a_reason(desk: Desk) -> None:
    reason = {"zh-CN": "在手已满", "en": "Full"}
    where = [{"key": "room", "reason": reason, "assert": {"<": [{"var": "candidate.load"}, 5]}}]
    desk.publish(ranking(terms=[FREE], where=where))
    desk.profile("a", load=5)
    desk.profile("b", load=1)
    desk.profile("c", load=1)
    desk.profile("d", load=1)
    desk.profile(None, load=1)
    changes.run(desk.context, lambda tx: dismiss_person(tx, desk.context, desk.ids["d"]))

    ranked = desk.rank(excluded={desk.ids["c"]: Left("before", "had it before")})

    assert [code for code, _ in desk.scores(ranked)] == ["b"]
    gone = {"zh-CN": "没有对应的在职人员", "en": "stands for nobody who is still here"}
    assert desk.left_out(ranked) == [("a", reason), ("c", "had it before"), ("d", gone), (None, gone)]


def test_facts_about_persons_are_asked_for_only_when_read(desk: Desk) -> None:
    asked: list[int] = []

    def facts(group: str | None) -> dict[str, dict[str, Any]]:
        asked.append(1)
        return {desk.ids["a"]: {"open_tasks": 2, "last_assigned_at": None}}

    desk.publish(ranking(terms=[FREE]))
    desk.profile("a", load=1)
    desk.profile("b", load=1)
    desk.rank(facts=facts)
    assert asked == []

    desk.publish(ranking(terms=[term("open", 1, {"normalise": {"var": "person.open_tasks"}}, better="low")]))
    assert desk.scores(desk.rank(facts=facts)) == [("b", "1"), ("a", "0")]


ONE = term("one", 1, 1)
CAPACITY = {
    "limit": {"param": "most"},
    "seats": {"form": "lead_", "person": "seller", "where": {"field": "state", "operator": "equal", "value": "open"}},
}
HELD_FORM = {
    "kind": "form",
    "key": "lead_",
    "title": "Lead",
    "fields": [field("seller", "member"), field("state", "text")],
}


def test_seats_are_counted_from_open_records_themselves(desk: Desk) -> None:
    desk.publish(
        ranking(terms=[term("held", 1, {"normalise": {"var": "person.held"}}, better="low")], capacity=CAPACITY)
    )
    for code in "abc":
        desk.profile(code)
    held = [desk.lead("a"), desk.lead("a"), desk.lead("b"), desk.lead("b", state="done")]

    ranked = desk.rank()
    assert desk.scores(ranked) == [("c", "1"), ("b", "0")]
    assert desk.left_out(ranked) == [("a", {"zh-CN": "在手已满 2 / 2", "en": "Full: holds 2 of 2"})]

    change(desk.context, APP, "lead_", held[0], {"state": "done"}, revision=None)
    assert desk.left_out(desk.rank()) == []


def test_who_was_chosen_rests_in_his_group_until_a_moment_that_is_told(desk: Desk) -> None:
    resting = {"for": "PT4H", "by": {"var": "record.area"}, "reason": "Rests"}
    desk.publish(ranking(terms=[ONE], cooldown=resting))
    for code in "ab":
        desk.profile(code)
    now = desk.context.now()
    last = {"open_tasks": 0, "last_assigned_at": now, "held": 0}
    groups: list[str | None] = []

    def facts(group: str | None) -> dict[str, dict[str, Any]]:
        groups.append(group)
        return {
            desk.ids["a"]: last | {"last_here_at": now - timedelta(hours=3)},
            desk.ids["b"]: last | {"last_here_at": now - timedelta(hours=4)},
        }

    ranked = desk.rank({"area": "east"}, facts=facts)

    assert groups == ["east"]
    assert [code for code, _ in desk.scores(ranked)] == ["b"]
    assert [one.left for one in ranked.excluded] == [Left("cooldown", "Rests", now + timedelta(hours=1))]
    assert [code for code, _ in desk.scores_of(ranked.otherwise({}, ["cooldown"]))] == ["a", "b"]


SQUARE = [[120, 30], [122, 30], [122, 32], [120, 32], [120, 30]]
AREAS = {
    "kind": "areas",
    "key": "regions",
    "title": "Regions",
    "areas": [
        {"key": "east", "title": {"zh-CN": "华东", "en": "East"},
         "geometry": {"type": "Polygon", "coordinates": [SQUARE]}},
        {"key": "west", "title": {"zh-CN": "西部", "en": "West"},
         "geometry": {"type": "MultiPolygon", "coordinates": [[[[100, 30], [102, 30], [102, 32], [100, 30]]]]}},
    ],
}  # fmt: skip
REGION = {
    "areas": "regions",
    "latitude": {"var": "record.latitude"},
    "longitude": {"var": "record.longitude"},
    "named": {"var": "record.area"},
    "of": {"var": "candidate.skill"},
}


@pytest.mark.parametrize(
    ("record", "fit"),
    [
        ({"latitude": 31, "longitude": 121}, ["a", "c"]),
        ({"latitude": 30.5, "longitude": 101.5}, ["b", "c"]),
        # On no area: by what it is called, and else by anybody.
        ({"latitude": 0, "longitude": 0, "area": "West"}, ["b", "c"]),
        ({"latitude": None, "longitude": None, "area": "华东"}, ["a", "c"]),
        ({"latitude": None, "longitude": None, "area": None}, ["a", "b", "c"]),
    ],
)
def test_the_place_of_the_record_must_lie_in_an_area_of_the_candidate(
    desk: Desk, record: dict[str, Any], fit: list[str]
) -> None:
    desk.publish(ranking(terms=[ONE], region=REGION), AREAS)
    desk.profile("a", skill="east")
    desk.profile("b", skill="西部")
    desk.profile("c")

    ranked = desk.rank({"area": None} | record)

    assert [code for code, _ in desk.scores(ranked)] == fit
    if "a" not in fit:
        assert desk.left_out(ranked) == [("a", {"zh-CN": "不负责西部", "en": "Does not serve West"})]


def test_other_weights_give_another_order_on_the_same_figures(desk: Desk) -> None:
    desk.publish(ranking(terms=[SKILL, FREE]))
    desk.profile("a", skill="plc", load=9)
    desk.profile("b", skill="price", load=1)

    ranked = desk.rank({"needs": "plc"})

    assert desk.scores(ranked) == [("a", "40"), ("b", "30")]
    assert desk.scores_of(ranked.otherwise({"free": Decimal(50)}, [])) == [("b", "50"), ("a", "40")]


@pytest.mark.parametrize(
    ("changed", "pointer"),
    [
        ({"terms": [term("x", {"var": "candidate.load"}, 1)]}, "/terms/0/weight/var"),
        ({"terms": [ONE], "region": REGION | {"areas": "gone"}}, "/region/areas"),
        ({"terms": [ONE], "cooldown": {"for": "soon", "reason": "Rests"}}, "/cooldown/for"),
        ({"terms": [ONE], "cooldown": {"for": {"param": "gone"}, "reason": "Rests"}}, "/cooldown/for"),
        (
            {"terms": [ONE], "capacity": {"limit": 1, "seats": {"form": "gone", "person": "seller"}}},
            "/capacity/seats/form",
        ),
        (
            {"terms": [ONE], "capacity": {"limit": 1, "seats": {"form": "lead_", "person": "state"}}},
            "/capacity/seats/person",
        ),
        ({"of": "gone", "terms": [term("x", 1, 1)]}, "/of"),
        ({"terms": [term("x", 1, {"var": "candidate.gone"})]}, "/terms/0/value/var"),
        ({"terms": [term("x", 1, {"var": "candidate.skill"})]}, "/terms/0/value"),
        ({"terms": [term("x", {"param": "gone"}, 1)]}, "/terms/0/weight/param"),
        ({"terms": [term("x", 1, 1)], "person": "skill"}, "/person"),
        ({"terms": [term("x", 1, 1)], "where": {"==": [{"var": "candidate.gone"}, 1]}}, "/where/==/0/var"),
        ({"terms": []}, "/terms"),
        ({"terms": [term("x", 1, 1, better="sideways")]}, "/terms/0/better"),
    ],
)
def test_what_is_wrong_is_refused_with_its_place(desk: Desk, changed: dict[str, Any], pointer: str) -> None:
    desk.publish(ranking(**changed))

    with pytest.raises(InvalidDefinition) as error:
        ranking_plan(plan_cache(desk.context.workspace).latest(), APP, "match")

    assert error.value.pointer == pointer
    assert error.value.context["document"]["en"] == "ranking Match"


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(ranking_schema())
    assert Draft202012Validator(ranking_schema()).is_valid(ranking(terms=[FREE]))
