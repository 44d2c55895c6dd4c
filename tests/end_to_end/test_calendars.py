"""The company's working calendar, kept by a manager in the browser."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

from playwright.sync_api import Page, Response, expect

from loomwork.runtime.calendars import public_holidays

from .acts import enter
from .product import Product

# The first year that is not announced, and a Monday in a month without holidays.
_YEAR = public_holidays()["CN"].announced_until.year + 1
_MONDAY = next(day for day in (date(_YEAR, 12, 1) + timedelta(days=n) for n in range(7)) if day.weekday() == 0)
_SATURDAY = _MONDAY + timedelta(days=5)


def test_a_manager_sets_days_off_and_the_hours_of_a_weekday(product: Product, open_page: Callable[..., Page]) -> None:
    page = open_page(f"{product.url}/healthz")
    page.clock.set_fixed_time(datetime(_YEAR - 1, 11, 26, 4, tzinfo=UTC))
    enter(page, product, "ops")
    page.goto(f"{product.url}/admin/calendars")
    expect(page.get_by_text("个工作日")).to_be_visible()
    page.get_by_label("下一年").click()
    expect(page.get_by_text(f"{_YEAR} 年的节假日尚未公布")).to_be_visible()

    page.get_by_role("button", name=f"{_MONDAY} 上班").click()
    page.get_by_label("这一天").select_option(label="休息")
    page.get_by_label("事由").fill("搬家")
    page.get_by_label("连续到").fill(str(_SATURDAY))
    page.get_by_label("连续到").blur()
    page.get_by_role("button", name="用于 6 天").click()
    expect(page.get_by_role("button", name=f"{_SATURDAY} 休息 搬家")).to_be_visible()

    saturday, sunday = page.get_by_label("星期六"), page.get_by_label("星期日")
    saturday.fill("9 到 12")
    saturday.blur()
    expect(page.get_by_role("button", name=f"{_SATURDAY + timedelta(days=7)} 上班")).to_be_visible()
    expect(page.get_by_role("button", name=f"{_SATURDAY} 休息 搬家")).to_be_visible()
    sunday.fill("12 到 9")
    sunday.blur()
    _save(page)
    expect(page.get_by_role("alert").first).to_contain_text("结束时间要晚于开始时间")
    sunday.fill("")
    sunday.blur()
    _save(page)
    expect(page.get_by_text("日历已保存，即刻生效")).to_be_visible()

    page.reload()
    page.get_by_label("下一年").click()
    expect(page.get_by_role("button", name=f"{_SATURDAY} 休息 搬家")).to_be_visible()
    expect(page.get_by_label("星期六")).to_have_value("09:00–12:00")

    page.get_by_role("button", name="恢复默认").click()
    page.get_by_role("dialog").get_by_role("button", name="恢复默认").click()
    expect(page.get_by_label("星期六")).to_have_value("")


def test_a_department_goes_by_its_own_until_that_is_withdrawn(product: Product, open_page: Callable[..., Page]) -> None:
    page = open_page(f"{product.url}/healthz")
    enter(page, product, "ops")
    page.goto(f"{product.url}/admin/calendars")
    page.get_by_role("button", name="添加日历").click()
    page.get_by_role("menuitem", name="从「公司日历」复制").click()
    page.get_by_label("名称").fill("门店日历")
    page.get_by_role("combobox", name="添加部门").click()
    option = page.get_by_role("listbox", name="添加部门").get_by_role("option", disabled=False).first
    department = option.inner_text()
    option.click()
    expect(page.get_by_label(f"移除 {department}")).to_be_visible()
    page.get_by_role("button", name="保存", exact=True).click()
    expect(page.get_by_role("tab", name="门店日历")).to_have_attribute("aria-selected", "true")

    page.reload()
    page.get_by_role("tab", name="门店日历").click()
    expect(page.get_by_label(f"移除 {department}")).to_be_visible()
    page.get_by_role("button", name="停用日历").click()
    page.get_by_role("dialog").get_by_role("button", name="停用日历").click()
    expect(page.get_by_role("tab", name="门店日历")).to_have_count(0)
    expect(page.get_by_role("tab", name="公司日历")).to_have_attribute("aria-selected", "true")


def _save(page: Page) -> None:
    with page.expect_response(_put):
        page.get_by_role("button", name="保存", exact=True).click()


def _put(answer: Response) -> bool:
    return answer.request.method == "PUT"
