"""Sets up what is missing for a goal: `python3 -m tools.setup serve` or `... test`. A second run takes under a second.

Says plainly what could not be had and what that costs. Any Python from 3.11 on will do; an older one looks for a newer.
"""

import os
import shutil
import subprocess
import sys

OLDEST_PYTHON = (3, 11)


def main() -> int:
    """Return 0 when the goal's set-up stands, so far as the machine allows."""
    if sys.version_info < OLDEST_PYTHON:
        return _with_newer_python()
    from tools.steps import set_up

    return set_up(sys.argv[1] if len(sys.argv) > 1 else "serve")


def _with_newer_python() -> int:
    for minor in range(16, OLDEST_PYTHON[1] - 1, -1):
        python = shutil.which("python3.{}".format(minor))  # noqa: UP032  an old Python must be able to read this file
        # Version managers put programs on the path that only say the version is not installed.
        if python and subprocess.call([python, "-c", ""], stderr=subprocess.DEVNULL) == 0:
            os.execv(python, [python, "-m", "tools.setup", *sys.argv[1:]])  # noqa: S606  the same program, newer
    print("Loomwork needs Python 3.11 or newer; this is", sys.version.split()[0])
    print("Install one from your system's packages and run: make PYTHON=/path/to/python3 ...")
    return 1


if __name__ == "__main__":
    sys.exit(main())
