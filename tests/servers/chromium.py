"""A real browser for tests: the machine's Chromium, driven by Playwright."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

from tools.finding import MISSING, find_chromium

# Root needs --no-sandbox; the others keep the browser from talking to anyone but the server under test.
_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
)


@contextmanager
def running() -> Iterator[Browser]:
    """The browser, closed at the end of the block. Raises RuntimeError when the machine has none."""
    program = find_chromium()
    if program is None:
        raise RuntimeError(MISSING["chromium"])
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(_ARGUMENTS))
        yield browser
        browser.close()
