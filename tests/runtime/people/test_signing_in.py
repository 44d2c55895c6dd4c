"""Accounts, sessions and tokens stand in the directory and end everywhere at once."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from loomwork.runtime import changes, people
from loomwork.runtime.context import SYSTEM, Context
from loomwork.runtime.errors import InvalidValue
from loomwork.runtime.people import passwords, tables
from loomwork.runtime.people.errors import LoginTaken, SignInFailed, TooManyAttempts
from loomwork.runtime.people.signing_in import SESSION_LIFETIME
from loomwork.runtime.storage import FakeClock, Installation, SystemClock

from .company import load_company

PASSWORD = "correct horse"


@pytest.fixture
def account(installation: Installation, context: Context, clock: FakeClock) -> str:
    ids = load_company(context)
    return people.create_account(
        installation.directory,
        clock,
        login="Lan.Du",
        password=PASSWORD,
        workspace_id=context.workspace.id,
        person_id=ids["E1"],
    )


def sign_in(installation: Installation, clock: FakeClock, login: str = "lan.du", password: str = PASSWORD) -> str:
    return people.sign_in(installation.directory, clock, login=login, password=password, address="10.0.0.1")[0]


def test_a_session_leads_to_the_person(installation: Installation, clock: FakeClock, account: str) -> None:
    found = people.signed_in(installation, clock, sign_in(installation, clock, "  ＬＡＮ.du "), "session")

    assert found is not None
    assert found[1].name == "杜兰"
    assert found[1].account_id == account


def test_only_hashes_are_kept(installation: Installation, clock: FakeClock, account: str) -> None:
    secret = sign_in(installation, clock)
    with installation.directory.read() as connection:
        kept = repr(connection.execute(sa.select(tables.session)).all())
        kept += repr(connection.execute(sa.select(tables.account)).all())
        kept += repr(connection.execute(sa.select(tables.sign_in_attempt)).all())
    assert secret not in kept
    assert PASSWORD not in kept
    assert "$argon2id$" in kept


def test_a_session_ends_with_its_time(installation: Installation, clock: FakeClock, account: str) -> None:
    secret = sign_in(installation, clock)
    clock.advance(SESSION_LIFETIME - timedelta(seconds=1))
    assert people.signed_in(installation, clock, secret, "session")
    clock.advance(timedelta(seconds=1))
    assert people.signed_in(installation, clock, secret, "session") is None
    assert people.remove_expired(installation.directory, clock.now()) == 1


def test_wrong_login_and_wrong_password_say_the_same(
    installation: Installation, clock: FakeClock, account: str
) -> None:
    problems = []
    for login, password in (("lan.du", "wrong"), ("nobody", "wrong"), ("nobody", PASSWORD)):
        with pytest.raises(SignInFailed) as caught:
            sign_in(installation, clock, login, password)
        problems.append(caught.value.problem("en"))
    assert problems[0] == problems[1] == problems[2]


def test_guessing_is_stopped_and_the_window_passes(installation: Installation, clock: FakeClock, account: str) -> None:
    for _ in range(10):
        with pytest.raises(SignInFailed):
            sign_in(installation, clock, password="wrong")
    with pytest.raises(TooManyAttempts):
        sign_in(installation, clock)
    clock.advance(timedelta(minutes=10))
    assert sign_in(installation, clock)


def test_a_new_password_ends_all_sessions(installation: Installation, clock: FakeClock, account: str) -> None:
    secret = sign_in(installation, clock)
    token, _ = people.create_token(installation.directory, clock, account, "script")

    people.set_password(installation.directory, clock, account, "another horse")

    assert people.signed_in(installation, clock, secret, "session") is None
    assert people.signed_in(installation, clock, token, "token") is None
    with pytest.raises(SignInFailed):
        sign_in(installation, clock)
    assert sign_in(installation, clock, password="another horse")


def test_a_disabled_account_is_out_until_enabled(installation: Installation, clock: FakeClock, account: str) -> None:
    secret = sign_in(installation, clock)
    people.disable_account(installation.directory, clock, account)

    assert people.signed_in(installation, clock, secret, "session") is None
    with pytest.raises(SignInFailed):
        sign_in(installation, clock)
    people.enable_account(installation.directory, account)
    assert sign_in(installation, clock)


def test_who_has_left_is_out(installation: Installation, clock: FakeClock, account: str, context: Context) -> None:
    secret = sign_in(installation, clock)
    person = next(p for p in people.organisation_of(context.workspace).persons.values() if p.code == "E1")

    changes.run(context, lambda tx: people.dismiss_person(tx, context, person.id))

    assert people.signed_in(installation, clock, secret, "session") is None


def test_tokens_and_sessions_do_not_stand_in_for_each_other(
    installation: Installation, clock: FakeClock, account: str
) -> None:
    token, id = people.create_token(installation.directory, clock, account, "script")
    assert people.signed_in(installation, clock, token, "token")
    assert people.signed_in(installation, clock, token, "session") is None
    assert people.signed_in(installation, clock, sign_in(installation, clock), "token") is None

    people.revoke_token(installation.directory, account, id)
    assert people.signed_in(installation, clock, token, "token") is None


def test_logins_are_unique_in_any_spelling(
    installation: Installation, clock: FakeClock, account: str, context: Context
) -> None:
    with pytest.raises(LoginTaken):
        people.create_account(
            installation.directory,
            clock,
            login="LAN.DU",
            password=PASSWORD,
            workspace_id=context.workspace.id,
            person_id="x",
        )


@pytest.mark.parametrize("password", ["", "1234567", "x" * 201])
def test_unfit_passwords_are_refused(installation: Installation, account: str, password: str) -> None:
    with pytest.raises(InvalidValue):
        people.set_password(installation.directory, SystemClock(), account, password)


def test_checking_nobodys_password_costs_what_checking_somebodys_does() -> None:
    somebodys = passwords.hash_password(PASSWORD)
    assert somebodys.split("$")[1:4] == passwords._NOBODY.split("$")[1:4]
    assert passwords.password_fits(None, PASSWORD) is False
    assert passwords.password_fits(somebodys, PASSWORD) is True


def test_each_request_is_checked_anew(installation: Installation, clock: FakeClock, account: str) -> None:
    secret = sign_in(installation, clock)
    before = people.signed_in(installation, clock, secret, "session")
    again = people.signed_in(installation, clock, secret, "session")
    assert before is not None
    assert again == before

    assert people.signed_in(installation, clock, secret, "token") is None
    people.sign_out(installation.directory, secret)
    assert people.signed_in(installation, clock, secret, "session") is None


def test_an_account_that_moved_to_another_workspace_is_found_there(
    installation: Installation, clock: FakeClock, account: str
) -> None:
    secret = sign_in(installation, clock)
    assert people.signed_in(installation, clock, secret, "session")
    other = installation.create_workspace("elsewhere", clock=clock)
    ids = load_company(Context(other, SYSTEM))
    with installation.directory.write() as tx:
        values = {"workspace_id": other.id, "person_id": ids["E1"]}
        tx.execute(sa.update(tables.account).where(tables.account.c.id == account).values(values))

    found = people.signed_in(installation, clock, secret, "session")
    assert found is not None
    assert found.workspace.id == other.id
