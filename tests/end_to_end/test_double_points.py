"""A rule of a manager's own, made in the workflow designer: a large first order of a customer gives double points.

It acts on the next order, which a colleague files.
"""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from .accounts import Account
from .acts import enter, field, go_on, settled
from .managers import Manager
from .product import Product

pytestmark = pytest.mark.browser


def test_double_points_for_a_large_first_order(workplace: Product, open_page: Callable[..., Page]) -> None:
    page = open_page(f"{workplace.url}/healthz")
    enter(page, workplace, "ops")
    page.goto(f"{workplace.url}/apps")
    manager = Manager(page)
    manager.new_app("会员积分", "loyalty")
    _forms_and_ledger(manager)
    before = manager.acts
    _rule(manager)
    print(f"\nDouble points: {manager.acts} acts, {manager.acts - before} of them for the rule")

    operations = Account(workplace, "ops")
    person = operations.session["person"]
    operations.ask("PUT", f"/roles/loyalty.staff/holders/{person['id']}")
    for customer in ("远航贸易", "老街坊超市"):
        page.goto(f"{workplace.url}/apps/loyalty/customer/new")
        field(page, "名称").fill(customer)
        go_on(page, "提交")
        expect(page.get_by_role("heading", level=1, name=customer)).to_be_visible()
    for customer, amount in (("远航贸易", "600000"), ("老街坊超市", "1000"), ("老街坊超市", "600000")):
        _ordered(page, workplace, customer, amount)
    page.goto(f"{workplace.url}/apps/loyalty/-/ledgers/points")
    settled(page)
    # Twice 600,000 for a first order; once for an order that is small, and for one that is not the first.
    for customer, points in (("远航贸易", "120.0 万"), ("老街坊超市", "60.1 万")):
        expect(page.get_by_role("button", name=customer)).to_contain_text(points)


def _forms_and_ledger(manager: Manager) -> None:
    manager.new("表单", "客户", "customer")
    manager.field("单行文本", "名称")
    manager.saved()
    manager.new("表单", "订单", "order")
    manager.field("关联记录", "客户")
    manager.field("金额", "金额", "客户")
    manager.saved()
    manager.new("其他", "积分", "points", kind="积分台账")
    manager.choose("账户属于", "表单")
    manager.choose("表单", "客户")
    manager.saved()
    manager.new("角色", "员工", "staff")
    for right in ("客户：新建", "客户：查看", "订单：新建", "订单：查看"):
        manager.tick(right)
    manager.saved()


def _rule(manager: Manager) -> None:
    manager.new("流程", "订单积分", "earn")
    manager.press("触发条件")
    manager.choose("表单", "订单")
    manager.step("条件", "首单满 50 万", "start end")
    manager.press("符合条件")
    manager.press("改用公式")
    manager.formula("当", "{金额} >= 500000 且 COUNTIFS({订单}, {订单.客户} = {客户}) = 1")
    manager.step("记积分", "双倍积分", "condition_1 end")
    _posts(manager, "{金额} * 2")
    manager.open_step("condition_1")
    manager.step("记积分", "积分", "condition_1 end")
    _posts(manager, "{金额}")
    _mended(manager)
    manager.publish()


def _mended(manager: Manager) -> None:
    """What was not understood is told before it is published, and stands there to be put right."""
    manager.press("检查并发布")
    dialog = manager.page.get_by_role("dialog")
    expect(dialog).to_contain_text("几个条件要写成 AND(条件, 条件)")
    expect(dialog.get_by_role("button", name=re.compile("^发布"))).to_be_disabled()
    manager.press("取消")
    manager.open_step("condition_1")
    manager.press("符合条件")
    expect(manager.page.get_by_role("textbox", name="当")).to_contain_text("且")
    manager.formula("当", "AND({金额} >= 500000, COUNTIFS({订单}, {订单.客户} = {客户}) = 1)")


def _posts(manager: Manager, amount: str) -> None:
    manager.choose("台账", "积分")
    manager.formula("账户", "{客户}")
    manager.formula("数量", amount)
    manager.fill("原因 中", "订单积分")


def _ordered(page: Page, workplace: Product, customer: str, amount: str) -> None:
    page.goto(f"{workplace.url}/apps/loyalty/order/new")
    field(page, "客户").click()
    page.get_by_role("option", name=customer).click()
    field(page, "金额").fill(amount)
    go_on(page, "提交")
    expect(page).not_to_have_url(f"{workplace.url}/apps/loyalty/order/new")
