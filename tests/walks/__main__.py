"""`python -m tests.walks [DAYS]`: walk the leads, print how they were shared out, and fail where something is wrong."""

import argparse
import sys
import tempfile
import time
from pathlib import Path

from .judging import facts_of, figures, violations
from .leads import walked


def main() -> int:
    """1 where something does not hold."""
    parser = argparse.ArgumentParser()
    parser.add_argument("days", nargs="?", type=int, help="on which leads come in; all without")
    begun_s = time.monotonic()
    with tempfile.TemporaryDirectory() as folder, walked(parser.parse_args().days, Path(folder)) as walk:
        facts = facts_of(walk.place)
        wrong = violations(facts, walk.most_held)
        told = {"lines taken in": walk.taken, "lines refused": walk.refused, "most leads in hand": walk.most_held}
        for name, value in (told | figures(facts) | {"seconds": round(time.monotonic() - begun_s)}).items():
            sys.stdout.write(f"{name:40} {value}\n")
    sys.stdout.writelines(f"WRONG: {one}\n" for one in wrong[:20])
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
