"""axe-core on a page: nothing that seriously keeps anyone out."""

from pathlib import Path

from playwright.sync_api import Page

_AXE = Path(__file__).parents[2] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
_RUN = """async () => (await axe.run(document, {resultTypes: ['violations']})).violations
  .filter((found) => ['serious', 'critical'].includes(found.impact))
  .map((found) => `${found.id}: ${found.help}: ${found.nodes.map((node) => node.html.slice(0, 200)).join(' | ')}`)"""


def assert_open_to_all(page: Page) -> None:
    """No violation of serious or critical impact."""
    # Given to the browser's own inspector, which the page's content security policy rightly does not bind.
    page.evaluate(_AXE.read_text(encoding="utf-8"))
    # A page on its way in is half transparent, and its contrast is nobody's.
    page.evaluate("() => Promise.all(document.getAnimations().map((one) => one.finished.catch(() => null)))")
    found = page.evaluate(_RUN)
    assert found == [], f"{page.url}: {found}"
