"""The limit on sign-in attempts: guesses count, whoever knows the password is not kept out by having known it."""

import pytest

from loomwork.runtime.people.attempts import count_attempt, forget_attempts
from loomwork.runtime.people.errors import TooManyAttempts
from loomwork.runtime.storage import FakeClock, Installation


def test_signing_in_often_is_no_guessing(installation: Installation, clock: FakeClock) -> None:
    for _ in range(250):
        count_attempt(installation.directory, clock, "anna", "192.0.2.1")
        forget_attempts(installation.directory, "anna", "192.0.2.1")

    count_attempt(installation.directory, clock, "anna", "192.0.2.1")


def test_one_known_password_clears_no_way_to_guess_others(installation: Installation, clock: FakeClock) -> None:
    for number in range(200):
        count_attempt(installation.directory, clock, f"name{number}", "192.0.2.1")

    with pytest.raises(TooManyAttempts):
        count_attempt(installation.directory, clock, "anna", "192.0.2.1")
    forget_attempts(installation.directory, "anna", "192.0.2.1")
    with pytest.raises(TooManyAttempts):
        count_attempt(installation.directory, clock, "another", "192.0.2.1")
