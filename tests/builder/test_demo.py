"""The demo company: its sign-ins work, and on a server that others can reach nobody knows their password."""

import pytest

from loomwork.builder import demo
from loomwork.runtime.people import find_account
from loomwork.runtime.people.accounts import check_password
from loomwork.runtime.people.errors import SignInFailed
from loomwork.runtime.storage import Installation


def account(installation: Installation, login: str) -> str:
    found = find_account(installation.directory, login)
    assert found is not None
    return found


def test_every_demo_account_has_the_password_that_is_shown(installation: Installation) -> None:
    demo.create_demo(installation)
    for one in demo.demo_accounts():
        check_password(installation.directory, account(installation, one.login), demo.DEMO_PASSWORD)


def test_known_passwords_are_replaced_once(installation: Installation) -> None:
    demo.create_demo(installation)
    password = demo.replace_passwords(installation)
    assert password is not None
    for one in demo.demo_accounts():
        check_password(installation.directory, account(installation, one.login), password)
        with pytest.raises(SignInFailed):
            check_password(installation.directory, account(installation, one.login), demo.DEMO_PASSWORD)
    assert demo.replace_passwords(installation) is None
