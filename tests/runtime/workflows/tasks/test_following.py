"""A to-do goes along with its record: whoever changes whose it is, the step of the former holder is left."""

from loomwork.runtime import records

from ..conftest import APP, Company, Start, node

OWNER = {"field": "owner_person"}
HELD = {"key": "held", "title": "Held", "when": {"is_set": [{"var": "record.owner_person"}]}}


def following(publish_flow: Start) -> Company:
    limits = [{"key": "remind", "until": "accepted", "after": "PT15M", "do": [{"message": "late", "to": "assignee"}]}]
    return publish_flow(
        [
            node("contact", "task", limits, assignee=OWNER, follows="owner_person"),
            node("whose", "condition", branches=[HELD], otherwise="nobody"),
        ],
        [
            ("start", "contact"),
            ("contact", "end", "done"),
            ("contact", "whose", "moved"),
            ("whose", "contact", "held"),
            ("whose", "end", "nobody"),
        ],
    )


def give(company: Company, record: str, person: str | None) -> None:
    known = records.get(company.context, APP, "request", record)
    values = {"owner_person": company.ids[person] if person else None}
    records.change(company.context, APP, "request", record, values, revision=known.revision)
    company.run()


def test_the_new_holder_is_asked_and_his_time_counts_anew(publish_flow: Start) -> None:
    company = following(publish_flow)
    record = company.request(owner_person="bob")
    company.advance(minutes=10)
    give(company, record, "ann")

    assert company.holders(record) == ["ann"]
    company.advance(minutes=10)
    assert company.told(record) == []
    company.advance(minutes=5)
    assert company.told(record) == [("late", "ann")]


def test_a_record_that_nobody_holds_leaves_nobody_with_a_to_do(publish_flow: Start) -> None:
    company = following(publish_flow)
    record = company.request(owner_person="bob")
    give(company, record, None)

    assert company.open(record) == []
    assert company.way(record) == [("contact", "moved"), ("whose", "nobody")]
    assert company.state(record) == "completed"


def test_other_changes_leave_it_alone(publish_flow: Start) -> None:
    company = following(publish_flow)
    record = company.request(owner_person="bob")
    before = company.task(record).id
    known = records.get(company.context, APP, "request", record)
    records.change(company.context, APP, "request", record, {"note": "x"}, revision=known.revision)
    give(company, record, "bob")

    assert company.task(record).id == before


def test_only_one_person_can_be_followed(publish_flow: Start) -> None:
    company = publish_flow(
        [node("contact", "task", assignee=OWNER, follows="note")],
        [("start", "contact"), ("contact", "end", "done"), ("contact", "end", "moved")],
    )

    assert company.refusal().pointer == "/nodes/0/settings/follows"
