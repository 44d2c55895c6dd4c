"""A table of a million rows scrolled in Chromium: how long its frames take."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Page

from loomwork.builder import demo, parts
from loomwork.runtime.context import SYSTEM, Context
from loomwork.runtime.storage import Installation, Settings
from tests.bench import frames, rows, servers
from tests.bench.measuring import Row
from tests.servers import chromium

_TURNS = 100
_ENTER = """async (password) => {
  const body = JSON.stringify({login: 'ops', password})
  await fetch('/api/v1/session', {method: 'POST', headers: {'Content-Type': 'application/json'}, body})
}"""


def scrolling() -> Iterator[Row]:
    """The wheel from the top, from the middle and back from the end, a row's height and more each time."""
    parts.load()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        installation = Installation.open(Settings(data_dir=folder / "ours"))
        demo.create_demo(installation)
        workspace = installation.workspace(installation.workspace_ids()[0])
        rows.install_here(Context(workspace, SYSTEM), folder / "package")
        installation.close()
        with servers.ours(folder / "ours") as us, chromium.running() as browser:
            page = browser.new_context(viewport={"width": 1440, "height": 900}, locale="zh-CN").new_page()
            page.goto(f"http://127.0.0.1:{us.port}/healthz")
            page.evaluate(_ENTER, demo.DEMO_PASSWORD)
            page.goto(f"http://127.0.0.1:{us.port}/apps/{rows.APP}/{rows.LARGE}?view={rows.LARGE}_list")
            yield from _scrolled(page)


def _scrolled(page: Page) -> Iterator[Row]:
    page.get_by_text("item 0").first.wait_for()
    page.mouse.move(700, 500)
    frames.watch(page)
    for begin, way in (("Control+Home", 1), ("Control+End", -1)):
        page.get_by_role("grid").press(begin)
        for _ in range(_TURNS):
            page.mouse.wheel(0, way * 300)
            page.wait_for_timeout(16)
    yield from frames.told(page, "a million rows scrolled")
