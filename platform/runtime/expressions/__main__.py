"""Writes the operator table for the browser: python -m loomwork.runtime.expressions > …/operators.json"""

import sys

from .operators import browser_table

sys.stdout.buffer.write(browser_table())
