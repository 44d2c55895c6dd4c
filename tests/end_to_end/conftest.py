"""Products to open a browser on: an empty one on each set-up, and one per worker that has the app installed.

A failing test leaves pictures of its pages in build/end_to_end/, and tells what they showed and what went wrong there.
"""

import re
import subprocess
from collections.abc import Callable, Generator, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, Response

from .accounts import Account, install_app
from .acts import PATIENCE_MS, enter, settled
from .places import Place, fill
from .product import Product

_PICTURES = Path(__file__).parents[2] / "build" / "end_to_end"
_DATA = Path(__file__).parent / "data"
_SALES = Path(__file__).parents[2] / "app_templates" / "sales_core"
_TROUBLES_TOLD = 20
_CHARACTERS_TOLD = 3_000
_failed = pytest.StashKey[bool]()


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_product(request: pytest.FixtureRequest) -> Iterator[Product]:
    """The demo company without an app: on SQLite with its own runner, and on PostgreSQL with Redis and a worker."""
    environment = {}
    if request.param == "postgresql":
        environment["LOOMWORK_DATABASE_URL"] = request.getfixturevalue("postgres_url")
        environment["LOOMWORK_REDIS_URL"] = request.getfixturevalue("redis_url")
    product = Product(environment)
    product.start()
    yield product
    print(product.log())  # shown when the test failed
    product.close()


@pytest.fixture(scope="module")
def quoting() -> Iterator[Product]:
    """The demo company with forms that hold lines and related lists."""
    yield from product_with(_DATA / "quotes")


@pytest.fixture(scope="session")
def sales() -> Iterator[Product]:
    """The demo company with the sales package and the company's data, shared as `product` is."""
    yield from product_with(_SALES)


@pytest.fixture(scope="module")
def handing_over() -> Iterator[Product]:
    """The demo company with a form that holds a checklist."""
    yield from product_with(_DATA / "handovers")


@pytest.fixture(scope="module")
def requesting() -> Iterator[Product]:
    """The demo company with the planted mismatch of `tests/builder/lineage/mismatch.py`: form, metric and view."""
    yield from product_with(_DATA / "requests")


def product_with(package: Path) -> Iterator[Product]:
    product = Product({})
    product.start()
    subprocess.run(product.told("install", str(package)), check=True, capture_output=True)
    yield product
    product.close()


@pytest.fixture
def workplace() -> Iterator[Product]:
    """The demo company without an app, for one test alone."""
    started = Product({})
    started.start()
    yield started
    started.close()


@pytest.fixture(scope="session")
def product() -> Iterator[Product]:
    """The demo company with the app installed, shared by a worker's tests; each test makes records of its own."""
    started = Product({})
    started.start()
    install_app(Account(started, "ops"))
    yield started
    started.close()


@pytest.fixture(scope="session")
def operations(product: Product) -> Account:
    """The operations manager, over HTTP."""
    return Account(product, "ops")


@pytest.fixture
def open_page(open_page: Callable[..., Page], request: pytest.FixtureRequest) -> Iterator[Callable[..., Page]]:
    """As everywhere, but patient, and with a picture of each page when the test fails."""
    pages: list[Page] = []
    troubles: list[str] = []

    def answered(response: Response) -> None:
        if not response.ok:
            troubles.append(f"{response.status} {response.url}")

    def open_(url: str, **options: object) -> Page:
        page = open_page("about:blank", **options)
        page.set_default_timeout(PATIENCE_MS)
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("requestfailed", lambda request: troubles.append(f"{request.method} {request.url}: {request.failure}"))
        page.on("response", answered)
        page.goto(url)
        pages.append(page)
        return page

    yield open_
    if request.node.stash.get(_failed, False):
        _PICTURES.mkdir(parents=True, exist_ok=True)
        print(*troubles[-_TROUBLES_TOLD:], sep="\n")
        for number, page in enumerate(pages):
            print(page.url, page.locator("body").inner_text()[:_CHARACTERS_TOLD], sep="\n")
            page.screenshot(path=_PICTURES / f"{re.sub(r'[^a-z0-9]+', '-', request.node.name)}-{number}.png")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.when == "call":
        item.stash[_failed] = report.failed
    return report


@pytest.fixture(scope="session")
def ids(product: Product, operations: Account) -> dict[str, str]:
    """What the addresses of `places` name: a lead, its seller's to-do, the manager's approval of another; rentals."""
    subprocess.run(product.told("install", str(_DATA / "rentals")), check=True, capture_output=True)
    return fill(operations, Account(product, "seller"), Account(product, "manager"))


@pytest.fixture
def visit(open_page: Callable[..., Page], product: Product, ids: dict[str, str]) -> Callable[..., Page]:
    """Opens a place as somebody who may be there: `visit(place, locale="en")`."""

    def visit_(place: Place, locale: str = "zh-CN") -> Page:
        page = open_page(f"{product.url}/healthz", phone=place.phone, locale=locale)
        enter(page, product, place.login)
        page.goto(product.url + place.address.format_map(ids))
        settled(page)
        return page

    return visit_
