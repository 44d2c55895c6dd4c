"""What people do on the pages, as they would say it."""

import re
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from loomwork.builder.demo import DEMO_PASSWORD

from .accounts import APP
from .product import Product

LEADS = f"/apps/{APP}/lead"
PATIENCE_MS = 120_000  # a page that is slow on a loaded machine is no failure; one that never comes is
_LOOKS = 60  # at a page, before it is waited for in vain

expect.set_options(timeout=PATIENCE_MS)


def sign_in(page: Page, login: str, *, words: tuple[str, str, str] = ("账号", "密码", "登录")) -> None:
    """Type account and password on whichever door the page shows, and wait for the page one is led to."""
    account, password, enter = words
    page.get_by_label(account, exact=True).fill(login)
    page.get_by_label(password, exact=True).fill(DEMO_PASSWORD)
    page.get_by_role("button", name=enter, exact=True).click()
    expect(page.get_by_label(password, exact=True)).to_have_count(0)
    settled(page)


def enter(page: Page, product: Product, login: str) -> None:
    """Sign in without the door, for tests of what lies behind it; the page is then loaded anew."""
    answer = page.request.post(
        f"{product.url}/api/v1/session", data={"login": login, "password": DEMO_PASSWORD}, timeout=0
    )
    assert answer.ok, answer.text()
    page.reload()


def settled(page: Page) -> None:
    """Wait until the page shows its content and nothing of it is still being fetched."""
    expect(page.locator("main").first).to_be_visible()
    expect(page.locator("[aria-busy=true]")).to_have_count(0)


def field(page: Page, title: str) -> Locator:
    """A form's control by the title of its field, which a star follows where it is required."""
    return page.locator("form").get_by_label(re.compile(rf"^{re.escape(title)}\*?$"))


def go_on(page: Page, button: str) -> None:
    page.get_by_role("button", name=button, exact=False).click()


def install(page: Page, title: str) -> None:
    """From the market: read, agree, install, see the scenarios pass, open."""
    page.get_by_role("link", name="市场").click()
    page.get_by_role("button", name=f"安装「{title}」").click()
    dialog = page.get_by_role("dialog")
    button = dialog.get_by_role("button", name="安装", exact=True)
    expect(button).to_be_disabled()
    for consent in dialog.locator("section", has_text="需要你同意").get_by_role("checkbox").all():
        expect(consent).not_to_be_checked()
        consent.check()
    button.click()
    expect(dialog.get_by_role("progressbar")).to_be_visible()
    # As long as its scenarios take: the dialog says itself how it ended.
    dialog.get_by_role("button", name=re.compile("^(打开应用|重试)$")).wait_for(timeout=0)
    expect(dialog).to_contain_text(re.compile(r"\d+ 个场景全部通过，示例数据已装入"))
    dialog.get_by_role("button", name="打开应用").click()
    page.get_by_role("link", name=re.compile("线索")).first.wait_for()


def import_leads(page: Page, url: str, file: Path) -> None:
    """Drop the file, accept the columns as they were matched, and wait for the result."""
    page.goto(f"{url}{LEADS}/import")
    page.locator("input[type=file]").set_input_files(file)
    for column in ("公司名称", "手机", "预算", "留资时间"):
        chosen = page.get_by_label(f"{column} 导入到").locator("option:checked")
        expect(chosen).to_have_text(column)
    page.get_by_role("button", name=re.compile(r"^导入 [\d,]+ 行$")).click()
    page.get_by_role("link", name="查看线索").wait_for()


def new_lead(page: Page, url: str, company: str, **values: str) -> str:
    """Fill the generated form on the desk and submit it. Returns the record's id."""
    page.goto(f"{url}{LEADS}/new")
    field(page, "公司名称").fill(company)
    for title, value in values.items():
        control = field(page, title)
        if control.evaluate("node => node.tagName") == "SELECT":
            control.select_option(label=value)
        else:
            control.fill(value)
    go_on(page, "提交")
    page.get_by_role("heading", level=1, name=company).wait_for()
    return page.url.rsplit("/", 1)[1]


def move_clock(page: Page, step: str) -> None:
    """Move the sandbox's clock on, from the corner of the desk."""
    page.get_by_role("button", name=re.compile("^沙盒时钟")).click()
    with page.expect_response(lambda answer: answer.request.method == "POST" and answer.url.endswith("/clock")):
        page.get_by_role("dialog", name="沙盒时钟").get_by_role("button", name=step, exact=True).click()
    page.keyboard.press("Escape")


def shown(page: Page, locator: Locator) -> None:
    """Wait for what other processes do by themselves: look again, as a person would, until it is there."""
    for _ in range(_LOOKS):
        if locator.first.is_visible():
            return
        page.reload()
        settled(page)
    expect(locator.first).to_be_visible()
