"""Failpoints do nothing unless this is a test and they were named."""

import os
import subprocess
import sys

import pytest

_PROGRAM = """
from loomwork.runtime.storage.failpoints import failpoint
for number in range(1, 5):
    print(number, flush=True)
    failpoint("here")
"""


def run(**environment: str) -> tuple[int, str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("LOOMWORK_")}
    command = [sys.executable, "-c", _PROGRAM]
    done = subprocess.run(command, env=clean | environment, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout.split()[-1]


@pytest.mark.parametrize(
    ("environment", "ends_with"),
    [
        ({}, (0, "4")),
        ({"LOOMWORK_FAILPOINTS": "here=kill:2"}, (0, "4")),
        ({"LOOMWORK_TEST": "1", "LOOMWORK_FAILPOINTS": "there=kill:2"}, (0, "4")),
        ({"LOOMWORK_TEST": "1", "LOOMWORK_FAILPOINTS": "there=kill:1,here=kill:2"}, (-9, "2")),
        ({"LOOMWORK_TEST": "1", "LOOMWORK_FAILPOINTS": "here=error:3"}, (1, "3")),
        ({"LOOMWORK_TEST": "1", "LOOMWORK_FAILPOINTS": "here=error"}, (1, "1")),
        ({"LOOMWORK_TEST": "1", "LOOMWORK_FAILPOINTS": "here=sleep:0.01"}, (0, "4")),
    ],
)
def test_a_failpoint_acts_in_tests_alone_and_at_its_passing(
    environment: dict[str, str], ends_with: tuple[int, str]
) -> None:
    assert run(**environment) == ends_with
