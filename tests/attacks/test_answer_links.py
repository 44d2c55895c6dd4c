"""Attacks on links of letters that answer a question: S37 and S45, guessed, reused, recalled, opened by a scanner, of
somebody who was switched off; S20, that they open nothing but their one page; S72, whose address they bear."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from werkzeug.test import TestResponse

from loomwork.runtime import changes, jobs, messages
from loomwork.runtime.definitions import publish
from loomwork.runtime.messages.tables import answer_link, question
from loomwork.runtime.people import disable_account, dismiss_person, enable_account, set_password
from loomwork.runtime.storage import FakeClock
from tests.attacks.test_routes import OPEN_TO_ALL, routes
from tests.connectors.mail_server import Mailbox, mail_server
from tests.web.site import Site

ORIGIN = "https://work.company.example"
ASKS: dict[str, Any] = {
    "kind": "message",
    "key": "can_you",
    "title": {"zh-CN": "<b>能来吗", "en": "<b>Can you come?"},
    "text": "On Friday {{{{7*7}}}}.",
    "answers": [{"key": "yes", "title": {"zh-CN": "可以", "en": "Yes"}}, {"key": "no", "title": "No"}],
    "answer_within": "P2D",
}


class Letters:
    """Anna and Ben were asked; their letters have come."""

    def __init__(self, site: Site, clock: FakeClock, box: Mailbox) -> None:
        self.site, self.clock, self.box, context = site, clock, box, site.context
        self.http = site.app.test_client()
        settings = box.settings()
        changes.run(context, lambda tx: publish(tx, context, "shop", [ASKS]))
        changes.run(context, lambda tx: messages.keep_set_up(context, tx, "email", True, settings, {}))
        with context.workspace.database.write() as tx:
            for login in ("anna", "ben"):
                messages.keep_address(tx, site.people[login], "email", f"{login}@company.example")
                messages.keep_wishes(tx, site.people[login], {"ways": {"email": {"notice": "at_once"}}, "locale": "en"})
        self.ids = dict(zip(("anna", "ben"), self.ask("anna", "ben"), strict=True))
        jobs.run_due(context.workspace)

    def ask(self, *logins: str) -> list[str]:
        context, persons = self.site.context, [self.site.people[login] for login in logins]
        return changes.run(
            context, lambda tx: messages.send(tx, context, "shop", "can_you", persons, lambda _: {}, asked=None)
        )

    def links(self, login: str) -> dict[str, str]:
        """By answer the path of its link in the first letter to a person."""
        mail = next(one for one in self.box.mails if login in str(one["To"]))
        text = next(part for part in mail.iter_parts() if part.get_content_type() == "text/plain").get_content()
        found = re.findall(rf"Answer (\w+): {re.escape(ORIGIN)}(/a/\S+)", text)
        return {title.lower(): path for title, path in found}

    def answers(self) -> dict[str, str | None]:
        with self.site.context.workspace.database.read() as connection:
            rows = {row.message_id: row.answer for row in connection.execute(sa.select(question))}
        return {login: rows[id] for login, id in self.ids.items()}

    def get(self, path: str, **headers: str) -> TestResponse:
        return self.http.get(path, headers=headers)

    def post(self, path: str) -> TestResponse:
        return self.http.post(path)


@pytest.fixture
def letters(site: Site, clock: FakeClock, monkeypatch: pytest.MonkeyPatch) -> Iterator[Letters]:
    monkeypatch.setenv("LOOMWORK_PUBLIC_URL", ORIGIN)
    with mail_server() as box:
        yield Letters(site, clock, box)


def test_s45_a_scanner_that_opens_every_link_answers_nothing(letters: Letters) -> None:
    for path in letters.links("anna").values():
        for _ in range(2):
            page = letters.get(path)
            assert page.status_code == 200
            assert letters.http.head(path).status_code == 200
        assert "<b>Can" not in page.text
        assert "{{7*7}}" in page.text
        assert (page.headers["Cache-Control"], page.headers["X-Frame-Options"]) == ("no-store", "DENY")
    assert letters.answers() == {"anna": None, "ben": None}


def test_s45_a_link_answers_once_for_its_person_and_all_others_of_the_question_are_spent(letters: Letters) -> None:
    links = letters.links("anna")
    assert "Answered: Yes" in letters.post(links["yes"]).text
    assert "Answered: Yes" in letters.post(links["yes"]).text
    assert letters.post(links["no"]).status_code == 409
    assert "Answered: Yes" in letters.get(links["no"]).text
    assert letters.answers() == {"anna": "yes", "ben": None}


def test_s45_what_was_answered_in_the_inbox_or_is_over_takes_no_answer_by_link(letters: Letters) -> None:
    anna, links = letters.site.client("anna"), letters.links("anna")
    assert anna.post(f"/api/v1/messages/{letters.ids['anna']}/answer", {"answer": "no"}).status_code == 200
    assert letters.post(links["yes"]).status_code == 409
    letters.clock.advance(timedelta(days=3))
    assert letters.post(letters.links("ben")["yes"]).status_code == 409
    assert letters.answers() == {"anna": "no", "ben": None}


def test_s37_a_link_of_somebody_switched_off_leads_nowhere(letters: Letters) -> None:
    directory, account = letters.site.installation.directory, letters.site.accounts["anna"]
    path, context = letters.links("anna")["yes"], letters.site.context
    disable_account(directory, letters.clock, account)
    assert letters.post(path).status_code == letters.get(path).status_code == 404
    enable_account(directory, account)
    assert letters.get(path).status_code == 200
    changes.run(context, lambda tx: dismiss_person(tx, context, letters.site.people["anna"]))
    assert letters.post(path).status_code == 404
    assert letters.answers() == {"anna": None, "ben": None}


def test_s45_guesses_are_refused_and_counted_and_the_table_holds_digests(letters: Letters, neighbour: Site) -> None:
    path = letters.links("ben")["yes"]
    workspace, _, signature = path.removeprefix("/a/").partition(".")
    with letters.site.context.workspace.database.read() as connection:
        kept = list(connection.execute(sa.select(answer_link.c.token_hash)).scalars())
    assert signature not in repr(kept)
    altered = signature[:-2] + ("AA" if signature[-2:] != "AA" else "BB")
    guesses = [altered, signature + "x", "", kept[0], "x" * 5000]
    for guess in [f"{workspace}.{one}" for one in guesses] + [signature, f"{neighbour.workspace.id}.{signature}"]:
        assert letters.post(f"/a/{guess}").status_code == 404
    for _ in range(30):
        letters.post(f"/a/{workspace}.guess")
    assert letters.post(path).status_code == 429
    letters.clock.advance(timedelta(minutes=11))
    assert letters.post(path).status_code == 200
    assert letters.answers() == {"anna": None, "ben": "yes"}


def test_s20_a_link_opens_nothing_else(letters: Letters) -> None:
    token = letters.links("ben")["yes"].removeprefix("/a/")
    letters.post(f"/a/{token}")
    for endpoint, method, path in routes(letters.site.app):
        if endpoint not in OPEN_TO_ALL and not endpoint.startswith("public."):
            answer = letters.http.open(path, method=method, json={}, headers={"Authorization": f"Bearer {token}"})
            assert (endpoint, answer.status_code) == (endpoint, 401)


def test_s72_links_bear_the_servers_own_address_or_there_are_none(
    letters: Letters, monkeypatch: pytest.MonkeyPatch
) -> None:
    letters.get(letters.links("anna")["yes"], Host="evil.example")
    letters.box.mails.clear()
    monkeypatch.delenv("LOOMWORK_PUBLIC_URL")
    letters.ask("anna")
    jobs.run_due(letters.site.context.workspace)
    assert len(letters.box.mails) == 1
    assert "/a/" not in str(letters.box.mails[0])


def test_a_letter_that_is_sent_again_and_a_reminder_bear_the_same_links(letters: Letters) -> None:
    first, context = letters.links("ben"), letters.site.context
    row = next(one for one in messages.deliveries(context)["items"] if one["person"].lower() == "ben")
    letters.box.mails.clear()
    with context.workspace.database.write() as tx:
        tx.execute(sa.text("UPDATE message_delivery SET state = 'failed' WHERE id = :id"), {"id": row["id"]})
    changes.run(context, lambda tx: messages.retry(context, tx, row["id"]))
    jobs.run_due(context.workspace)
    assert letters.links("ben") == first
    letters.box.mails.clear()
    chief = letters.site.client("chief")
    (sending,) = chief.get("/api/v1/sendings").get_json()["items"]
    assert chief.post(f"/api/v1/sendings/{sending['id']}/remind").get_json() == {"count": 2}
    jobs.run_due(context.workspace)
    assert letters.links("ben") == first


@pytest.mark.parametrize("act", ["password", "address"])
def test_s37_links_end_with_the_password_and_with_the_address_they_were_sent_to(letters: Letters, act: str) -> None:
    path, context, other = letters.links("anna")["yes"], letters.site.context, letters.links("ben")["yes"]
    if act == "password":
        directory, account = letters.site.installation.directory, letters.site.accounts["anna"]
        set_password(directory, letters.clock, account, "quite another password")
    else:
        with context.workspace.database.write() as tx:
            messages.keep_address(tx, letters.site.people["anna"], "email", "anna@company.example")
        assert letters.get(path).status_code == 200
        with context.workspace.database.write() as tx:
            messages.keep_address(tx, letters.site.people["anna"], "email", "else@company.example")
    assert letters.post(path).status_code == letters.get(path).status_code == 404
    letters.clock.advance(timedelta(minutes=1))
    letters.box.mails.clear()
    letters.ask("anna")
    jobs.run_due(context.workspace)
    name = "anna" if act == "password" else "else"
    assert letters.get(letters.links(name)["yes"]).status_code == letters.get(other).status_code == 200
    assert letters.answers() == {"anna": None, "ben": None}


def test_s37_a_link_to_a_question_without_a_limit_ends_after_thirty_days(letters: Letters) -> None:
    context = letters.site.context
    changes.run(
        context, lambda tx: publish(tx, context, "shop", [{k: v for k, v in ASKS.items() if k != "answer_within"}])
    )
    letters.box.mails.clear()
    letters.ask("anna")
    jobs.run_due(context.workspace)
    path = letters.links("anna")["yes"]
    letters.clock.advance(timedelta(days=29))
    assert letters.get(path).status_code == 200
    letters.clock.advance(timedelta(days=1))
    assert letters.post(path).status_code == letters.get(path).status_code == 404
