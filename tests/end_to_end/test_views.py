"""People move records where they see them: on a board, a calendar, a timeline, a tree; a map leads to its records."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, Response, expect

from .accounts import Account
from .acts import enter, settled
from .conftest import product_with
from .product import Product

pytestmark = pytest.mark.browser

_JOBS = "/apps/works/forms/job/records"


@pytest.fixture(scope="module")
def works() -> Iterator[Product]:
    """The demo company with a form that has a view of every type."""
    yield from product_with(Path(__file__).parent / "data" / "works")


@pytest.fixture
def clerk(works: Product) -> Account:
    return Account(works, "ops")


@pytest.fixture
def see(works: Product, open_page: Callable[..., Page]) -> Callable[[str], Page]:
    """Opens a view of the jobs."""

    def see_(address: str) -> Page:
        page = open_page(f"{works.url}/healthz")
        enter(page, works, "ops")
        page.goto(f"{works.url}/apps/works/job?view={address}")
        settled(page)
        return page

    return see_


def test_a_record_is_moved_by_the_hour_lengthened_by_keys_and_taken_back(
    clerk: Account, see: Callable[[str], Page]
) -> None:
    job = _job(clerk, name="Fit the press", begins_at="2026-03-03T01:00:00Z", ends_at="2026-03-03T02:00:00Z")
    page = see("agenda&span=week&on=2026-03-03")
    bar = page.get_by_role("button", name="Fit the press")
    thursday = page.locator("[data-hours][data-day='2026-03-05']")
    with page.expect_response(_changed):
        _pull(page, bar, to=thursday, down=88)
    assert _times(clerk, job) == ("2026-03-05T03:00:00Z", "2026-03-05T04:00:00Z")

    expect(thursday.get_by_role("button", name="11:00–12:00 Fit the press")).to_be_visible()
    with page.expect_response(_changed):
        page.get_by_role("button", name="撤销").click()
    assert _times(clerk, job) == ("2026-03-03T01:00:00Z", "2026-03-03T02:00:00Z")

    expect(page.get_by_role("button", name="09:00–10:00 Fit the press")).to_be_visible()
    with page.expect_response(_changed):
        bar.press("Alt+Shift+ArrowDown")
    assert _times(clerk, job) == ("2026-03-03T01:00:00Z", "2026-03-03T02:15:00Z")
    expect(page.get_by_role("button", name="09:00–10:15 Fit the press")).to_be_focused()


def test_a_tree_takes_a_record_below_another_but_never_below_itself(clerk: Account, see: Callable[[str], Page]) -> None:
    plant = _job(clerk, name="Tree plant")
    hall = _job(clerk, name="Tree hall")
    page = see("parts")
    row = page.get_by_role("row", name="Tree hall")
    with page.expect_response(_changed):
        row.drag_to(page.get_by_role("row", name="Tree plant"))
    assert clerk.get(f"{_JOBS}/{hall}")["values"]["part_of"] == plant

    upper = page.get_by_role("row", name="Tree plant")
    expect(upper).to_have_attribute("aria-expanded", "false")
    upper.press("ArrowRight")
    expect(row).to_have_attribute("aria-level", "2")
    with page.expect_response(_changed):
        upper.drag_to(row)
    expect(page.get_by_role("alert")).to_contain_text("会绕成一圈")


def test_a_bar_is_put_into_another_lane_by_keys(clerk: Account, see: Callable[[str], Page]) -> None:
    times = {"begins_at": "2026-05-05T01:00:00Z", "ends_at": "2026-05-05T05:00:00Z"}
    job = _job(clerk, name="Lane job", kind="install", **times)
    _job(clerk, name="Other lane", kind="repair", **times)
    page = see("shifts&on=2026-05-05")
    with page.expect_response(_changed):
        page.get_by_role("button", name="Lane job").press("Alt+ArrowDown")
    values = clerk.get(f"{_JOBS}/{job}")["values"]
    assert (values["kind"], values["begins_at"]) == ("repair", times["begins_at"])


def test_a_card_says_what_it_still_wants_before_it_may_go_on(clerk: Account, see: Callable[[str], Page]) -> None:
    job = _job(clerk, name="Gate job")
    page = see("board&search=Gate")
    card = page.get_by_role("button", name="Gate job", exact=True)
    card.press("m")
    with page.expect_response(_changed):
        page.get_by_role("dialog").get_by_role("button", name="进行中").press("Enter")
    assert clerk.get(f"{_JOBS}/{job}")["values"]["state"] == "running"
    expect(page.get_by_role("region", name="进行中 1").get_by_text("缺：结果")).to_be_visible()


def test_a_phone_offers_the_views_and_opens_a_card_on_a_page_of_its_own(
    works: Product, clerk: Account, open_page: Callable[..., Page]
) -> None:
    job = _job(clerk, name="Phone job")
    page = open_page(f"{works.url}/healthz", phone=True)
    enter(page, works, "ops")
    page.goto(f"{works.url}/m/apps/works/job")
    page.get_by_role("link", name="看板", exact=True).tap()
    page.get_by_role("button", name="Phone job", exact=True).tap()
    expect(page).to_have_url(f"{works.url}/m/apps/works/job/{job}")
    page.go_back()
    expect(page.get_by_role("button", name="Phone job", exact=True)).to_be_visible()


def _pull(page: Page, what: Locator, *, to: Locator, down: int = 0) -> None:
    """Drag something to the middle of a place, or as much further down as it is told."""
    start, end = what.bounding_box(), to.bounding_box()
    assert start is not None
    assert end is not None
    x, y = start["x"] + start["width"] / 2, start["y"] + start["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    for part in (0.5, 1):
        page.mouse.move(x + (end["x"] + end["width"] / 2 - x) * part, y + down * part)
    page.mouse.up()


def _job(clerk: Account, **values: str) -> str:
    made: dict[str, Any] = clerk.ask("POST", _JOBS, {"values": values})
    return str(made["id"])


def _times(clerk: Account, job: str) -> tuple[str, str]:
    values = clerk.get(f"{_JOBS}/{job}")["values"]
    return values["begins_at"], values["ends_at"]


def _changed(answer: Response) -> bool:
    return answer.request.method == "PATCH" and "/records/" in answer.url
