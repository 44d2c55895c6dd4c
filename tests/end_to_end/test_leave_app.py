"""A leave-request app made whole from an empty workspace, by mouse and by keys, and used by a colleague on a phone.

It prints how many acts a person needs: clicks, drags, choices, and fields that are filled in; by keys how many strokes.
"""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from .accounts import Account
from .acts import enter, field, go_on, settled, shown
from .managers import KeyboardManager, Manager
from .product import Product

pytestmark = [pytest.mark.browser, pytest.mark.slow]

OpenPage = Callable[..., Page]


@pytest.mark.parametrize("hand", [Manager, KeyboardManager])
def test_a_leave_app_whole(workplace: Product, open_page: OpenPage, hand: type[Manager]) -> None:
    page = open_page(f"{workplace.url}/healthz")
    enter(page, workplace, "ops")
    page.goto(f"{workplace.url}/apps")
    manager = hand(page)
    manager.new_app("请假管理", "leave")
    _forms(manager)
    _workflow(manager)
    _roles(manager)
    _views_and_home(manager)
    _tried(manager, workplace)
    manager.publish()
    strokes = f", {manager.strokes} strokes" if isinstance(manager, KeyboardManager) else ""
    print(f"\nA leave app: {manager.acts} acts{strokes}")

    operations = Account(workplace, "ops")
    seller = Account(workplace, "seller").session["person"]
    operations.ask("PUT", f"/roles/leave.staff/holders/{seller['id']}")
    path = "/apps/leave/forms/balance/records"
    values = {"values": {"member_1": seller["id"], "integer_1": 5}}
    operations.ask("POST", path, values, Idempotency_Key="balance-1")
    phone = _filed_on_a_phone(workplace, open_page, "9")
    field(phone, "交接安排").fill("由小王跟进")
    go_on(phone, "提交")
    expect(phone.get_by_text("超过了可休天数").first).to_be_visible()
    field(phone, "天数").fill("4")
    go_on(phone, "提交")
    expect(phone).to_have_url(re.compile(r"/request/\w{26}$"))
    boss = open_page(f"{workplace.url}/healthz", phone=True)
    enter(boss, workplace, "manager")
    boss.goto(f"{workplace.url}/m/")
    shown(boss, boss.get_by_role("link", name=re.compile("主管审批")))
    _simulated(manager, workplace)


def _forms(manager: Manager) -> None:
    manager.new("表单", "假期余额", "balance")
    manager.field("成员", "员工")
    manager.field("整数", "可休天数", "员工")
    manager.saved()

    manager.new("表单", "请假申请", "request")
    manager.field("成员", "申请人")
    manager.choose("默认值", "公式")
    manager.formula("默认值的公式", "{操作人.本人}")
    manager.field("单行文本", "事由", "申请人")
    manager.field("明细", "请假明细", "事由")
    manager.press("名称")
    manager.fill("标题 中", "从哪天")
    manager.choose("类型", "日期")
    manager.press("添加列")
    manager.fill("标题 中", "天数")
    manager.choose("类型", "整数")
    manager.field("公式", "总天数", "请假明细")
    manager.choose("结果类型", "整数")
    manager.formula("公式", "SUM({请假明细.天数})")
    manager.field("多行文本", "交接安排", "总天数")

    # Over three days one says who takes over; and nobody takes more than he has.
    manager.whole()
    manager.press("添加规则")
    manager.condition("总天数", "大于", "3")
    for act in ("显示", "必填"):
        manager.choose("添加到则", act)
        manager.choose("添加到字段", "交接安排")
    manager.press("添加校验")
    manager.press("改用公式")
    manager.formula("必须成立", "{总天数} <= SUMIFS({假期余额.可休天数}, {假期余额.员工} = {申请人})")
    manager.fill("消息 中", "超过了可休天数")
    expect(manager.page.get_by_text("结果：是/否")).to_be_visible()
    manager.saved()


def _workflow(manager: Manager) -> None:
    manager.new("角色", "人事", "hr")
    manager.tick("请假申请：查看")
    manager.saved()
    manager.new("其他", "请假催办", "remind", kind="消息")
    manager.fill("正文 中", "有一张请假单等你审批")
    manager.saved()

    manager.new("流程", "请假审批", "approve")
    manager.press("触发条件")
    manager.choose("表单", "请假申请")
    manager.step("审批", "主管审批", "start end")
    manager.choose("审批人", "发起人的上级")
    manager.press("时限", tab=True)
    manager.press("添加时限")
    manager.fill("标题 中", "催办")
    manager.fill("多久之后", "24")
    manager.choose("添加到做什么", "发送消息")
    manager.choose("消息", "请假催办")
    manager.choose("发给", "办理人")
    manager.step("条件", "超过三天", "approval_1 end")
    manager.press("符合条件")
    manager.condition("总天数", "大于", "3")
    manager.step("审批", "人事审批", "condition_1 end")
    manager.choose("审批人", "角色：人事")
    manager.saved()


def _views_and_home(manager: Manager) -> None:
    for title, key, form, type_ in (
        ("全部申请", "all", "请假申请", "表格"),
        ("申请卡片", "cards", "请假申请", "画廊"),
        ("余额表", "balances", "假期余额", "表格"),
    ):
        manager.new("视图", title, key)
        manager.choose("表单", form)
        manager.choose("类型", type_)
        manager.saved()
    manager.new("页面", "请假首页", "home")
    manager.choose("添加到作为主页", "员工")
    manager.block("视图")
    manager.choose("视图", "全部申请")
    manager.fill("最多", "20")
    manager.saved()


def _roles(manager: Manager) -> None:
    manager.new("角色", "员工", "staff")
    for right in ("请假申请：新建", "请假申请：查看", "假期余额：查看"):
        manager.tick(right)
    manager.saved()


def _tried(manager: Manager, workplace: Product) -> None:
    """As a desk, as a phone, as somebody else; and the workflow without effects."""
    page = manager.page
    page.goto(f"{workplace.url}/build/leave/form/request")
    settled(page)
    manager.press("预览")
    expect(field(page, "事由")).to_be_visible()
    manager.press("手机")
    manager.choose("以谁的身份预览", "以员工身份")
    expect(field(page, "事由")).to_be_visible()
    # Who only reads has nothing to fill in.
    manager.choose("以谁的身份预览", "以人事身份")
    expect(field(page, "事由")).to_have_count(0)
    # The home as its people will see it, though nothing is published and there are no records yet.
    page.goto(f"{workplace.url}/build/leave/page/home")
    settled(page)
    manager.press("预览")
    screen = page.frame_locator("iframe[title='应用预览']")
    expect(screen.get_by_role("heading", name="请假首页")).to_be_visible()
    expect(screen.get_by_role("article", name="全部申请")).to_contain_text("没有")
    # It is for the staff, with whose eyes one looks; one's own do not see it.
    manager.choose("以谁的身份预览", "自己的身份")
    expect(screen.get_by_text("打不开这个链接")).to_be_visible()
    manager.choose("以谁的身份预览", "以员工身份")
    manager.press("手机")
    expect(screen.get_by_role("article", name="全部申请")).to_be_visible()


def _simulated(manager: Manager, workplace: Product) -> None:
    """What the workflow would do with a record that is there: whom it would ask, and nothing of it happens."""
    page = manager.page
    page.goto(f"{workplace.url}/build/leave/workflow/approve")
    settled(page)
    manager.press("模拟")
    manager.pick("用哪条记录", "探亲")
    manager.press("试运行")
    expect(page.get_by_role("region", name=re.compile("^模拟"))).to_contain_text("人事审批")


def _filed_on_a_phone(workplace: Product, open_page: OpenPage, days: str) -> Page:
    phone = open_page(f"{workplace.url}/healthz", phone=True)
    enter(phone, workplace, "seller")
    phone.goto(f"{workplace.url}/m/apps/leave/request/new")
    field(phone, "事由").fill("探亲")
    phone.get_by_role("button", name=re.compile("添加一行")).click()
    field(phone, "天数").fill(days)
    return phone
