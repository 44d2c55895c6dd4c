"""Attacks on identity: stale, stolen and guessed sessions and tokens, and the race for the first administrator."""

import threading
from datetime import timedelta
from pathlib import Path
from statistics import median

import pytest

from loomwork.runtime import changes, people
from loomwork.runtime.errors import PlatformError
from loomwork.runtime.people import FirstAdministrator
from loomwork.runtime.people.signing_in import SESSION_LIFETIME
from loomwork.runtime.storage import FakeClock, Installation, Settings, SystemClock
from loomwork.web import create_app
from loomwork.web.policy import COOKIE
from tests.web.site import PASSWORD, RECORDS, Client, Site


def token_of(site: Site, login: str) -> str:
    return people.create_token(site.installation.directory, site.workspace.clock, site.accounts[login], "script")[0]


def as_program(site: Site, token: str) -> int:
    return site.anybody().get(RECORDS, Authorization=f"Bearer {token}").status_code


def test_s37_a_role_taken_away_counts_from_the_next_request(site: Site) -> None:
    anna, token = site.client("anna"), token_of(site, "anna")
    assert anna.get(RECORDS).status_code == 200

    changes.run(site.context, lambda tx: people.take_role(tx, site.context, site.people["anna"], "shop.seller"))

    assert anna.get(RECORDS).status_code == 404
    assert anna.post(RECORDS, {"values": {"name": "x"}}).status_code == 404
    assert as_program(site, token) == 404


@pytest.mark.parametrize("act", ["disabled", "password", "left"])
def test_s37_every_session_and_token_ends_at_once(site: Site, act: str) -> None:
    sessions = [site.client("anna"), site.client("anna")]
    token = token_of(site, "anna")
    assert as_program(site, token) == 200

    directory, account = site.installation.directory, site.accounts["anna"]
    if act == "disabled":
        people.disable_account(directory, site.workspace.clock, account)
    elif act == "password":
        people.set_password(directory, site.workspace.clock, account, "quite another password")
    else:
        changes.run(site.context, lambda tx: people.dismiss_person(tx, site.context, site.people["anna"]))

    for anna in sessions:
        assert anna.get(RECORDS).status_code == 401
        assert anna.post(RECORDS, {"values": {"name": "x"}}).status_code == 401
    assert as_program(site, token) == 401


def test_s37_another_process_is_told_as_well(site: Site, settings: Settings) -> None:
    other = Installation.open(settings)
    elsewhere = Client(create_app(other, clock=site.workspace.clock).test_client())
    assert elsewhere.sign_in("anna").status_code == 200
    assert elsewhere.get(RECORDS).status_code == 200

    changes.run(site.context, lambda tx: people.take_role(tx, site.context, site.people["anna"], "shop.seller"))
    assert elsewhere.get(RECORDS).status_code == 404
    people.disable_account(site.installation.directory, site.workspace.clock, site.accounts["anna"])
    assert elsewhere.get(RECORDS).status_code == 401
    other.close()


@pytest.mark.parametrize(
    "secret",
    ["", "x", "null", "undefined", "' or 1=1 --", "0" * 43, "lwt_" + "0" * 43, "a" * 3900, "é", "../../etc/passwd"],
)
def test_s70_made_up_secrets_lead_nowhere(site: Site, secret: str) -> None:
    assert site.anybody().get(RECORDS, Authorization=f"Bearer {secret}").status_code == 401
    client = site.anybody()
    client.http.set_cookie(COOKIE, secret)
    assert client.get(RECORDS).status_code == 401


def test_s70_a_secret_serves_one_purpose_only(site: Site) -> None:
    anna, token = site.client("anna"), token_of(site, "anna")
    cookie = anna.http.get_cookie(COOKIE)
    assert cookie is not None

    assert as_program(site, cookie.value) == 401
    client = site.anybody()
    client.http.set_cookie(COOKIE, token)
    assert client.get(RECORDS).status_code == 401
    assert site.anybody().get(RECORDS, Authorization=f"Basic {token}").status_code == 401


def test_s70_anothers_csrf_token_does_not_fit(site: Site) -> None:
    anna, ben = site.client("anna"), site.client("ben")
    anna.csrf = ben.csrf
    assert anna.post(RECORDS, {"values": {"name": "x"}}).get_json()["code"] == "csrf.failed"


def test_s70_sessions_and_tokens_expire(site: Site, clock: FakeClock) -> None:
    anna, token = site.client("anna"), token_of(site, "anna")
    clock.advance(SESSION_LIFETIME)
    assert anna.get(RECORDS).status_code == 401
    assert as_program(site, token) == 200
    clock.advance(timedelta(days=365))
    assert as_program(site, token) == 401


def test_s70_signing_in_never_keeps_a_planted_session(site: Site) -> None:
    mallory = site.client("ben")
    planted = mallory.http.get_cookie(COOKIE)
    assert planted is not None
    victim = site.anybody()
    victim.http.set_cookie(COOKIE, planted.value)

    victim.sign_in("anna")

    fresh = victim.http.get_cookie(COOKIE)
    assert fresh is not None
    assert fresh.value != planted.value
    assert mallory.get(RECORDS).status_code == 401


def test_s71_there_is_no_default_secret(site: Site) -> None:
    """Sessions are random and kept as hashes; nothing is signed with a key that could be left at its default."""
    assert site.app.secret_key is None
    cookies = [site.client("anna").http.get_cookie(COOKIE) for _ in range(3)]
    assert len({cookie.value for cookie in cookies if cookie}) == 3


def test_s73_of_fifty_first_administrators_exactly_one_gets_through(
    engine_kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    url = request.getfixturevalue("postgres_url") if engine_kind == "postgresql" else ""
    installation = Installation.open(Settings(data_dir=tmp_path / "fresh", database_url=url))
    outcomes: list[str] = []
    begin = threading.Barrier(50)

    def race(number: int) -> None:
        wanted = FirstAdministrator(f"admin{number}", f"Admin {number}", "a long password", f"Company {number}")
        begin.wait()
        try:
            people.first_administrator(installation, SystemClock(), wanted)
            outcomes.append("made")
        except PlatformError as error:
            outcomes.append(error.code)

    racers = [threading.Thread(target=race, args=(number,)) for number in range(50)]
    for racer in racers:
        racer.start()
    for racer in racers:
        racer.join()

    assert sorted(outcomes) == ["made"] + ["setup.done"] * 49
    assert len(installation.workspace_ids()) == 1
    organisation = people.organisation_of(installation.workspace(installation.workspace_ids()[0]))
    assert len(organisation.persons) == 1
    installation.close()


def test_s73_setting_up_again_is_refused(site: Site) -> None:
    body = {"login": "evil", "name": "Evil", "password": PASSWORD, "workspace_title": "Mine"}
    refused = site.anybody().post("/api/v1/setup", body)
    assert refused.status_code == 409
    assert "Set-Cookie" not in refused.headers


def test_s74_wrong_logins_and_passwords_get_the_same_bytes(site: Site) -> None:
    people.disable_account(site.installation.directory, site.workspace.clock, site.accounts["ben"])
    answers = [
        site.anybody().sign_in(login, password)
        for login, password in (("anna", "wrong"), ("nobody", "wrong"), ("ben", PASSWORD), ("NOBODY", PASSWORD))
    ]
    for answer in answers:
        assert answer.status_code == 401
        assert answer.data == answers[0].data
        assert sorted(answer.headers) == sorted(answers[0].headers)


def test_s74_wrong_logins_and_passwords_take_the_same_time(site: Site) -> None:
    """CPU time of this thread, so that a busy machine does not matter; the password check is most of it."""
    import time

    def cost_s(login: str) -> float:
        begun = time.thread_time()
        site.anybody().sign_in(login, "wrong")
        return time.thread_time() - begun

    known, unknown = [], []
    for number in range(9):
        known.append(cost_s("anna"))
        unknown.append(cost_s(f"nobody{number}"))
    assert 0.5 < median(known) / median(unknown) < 2


def test_s74_guessing_is_stopped_alike_for_known_and_unknown_logins(site: Site) -> None:
    stopped = []
    for login in ("anna", "nobody"):
        answers = [site.anybody().sign_in(login, f"guess {number}") for number in range(12)]
        assert [answer.status_code for answer in answers] == [401] * 10 + [429] * 2
        stopped.append(answers[-1])
    assert stopped[0].data == stopped[1].data
    assert site.anybody().sign_in("anna").status_code == 429


def test_s74_many_logins_from_one_address_are_stopped(site: Site) -> None:
    statuses = {site.anybody().sign_in(f"name{number}", "x").status_code for number in range(201)}
    assert statuses == {401, 429}
