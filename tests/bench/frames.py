"""How long the frames of a page take, and what of them is too long to look smooth."""

from collections.abc import Iterator

from playwright.sync_api import Page

from tests.bench.measuring import Row

_WANTED_MS = 50
# From one frame to the next; what is drawn in between is in it.
_WATCH = """() => {
  const mine = (window.frames_ms = [])
  let last = null
  const watch = (now) => {
    if (window.frames_ms !== mine) return
    if (last !== null) mine.push(now - last)
    last = now
    requestAnimationFrame(watch)
  }
  requestAnimationFrame(watch)
}"""


def watch(page: Page) -> None:
    """Begin to write down frames."""
    page.evaluate(_WATCH)


def told(page: Page, doing: str) -> Iterator[Row]:
    """Two rows: frames that took too long since the page is watched, and the longest."""
    frames: list[float] = page.evaluate("window.frames_ms")
    slow = sum(frame > _WANTED_MS for frame in frames)
    yield Row(f"frames over {_WANTED_MS} ms of {len(frames)}, {doing}", slow, None, "frames", "0", slow == 0)
    wanted = f"<= {_WANTED_MS} ms"
    yield Row(f"the longest of them, {doing}", max(frames), None, "ms", wanted, max(frames) <= _WANTED_MS)
