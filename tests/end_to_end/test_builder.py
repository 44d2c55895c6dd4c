"""An app made by hand: by mouse and by keyboard alone, published, and used by a colleague on a phone."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import FilePayload, Page, expect

from .accounts import Account
from .acts import enter, field, go_on, settled
from .barriers import assert_open_to_all
from .building import draft, drag, entitle, new_app, new_document, palette, piece, published, saved
from .product import Product

pytestmark = pytest.mark.browser

OpenPage = Callable[..., Page]


@pytest.fixture(scope="module")
def workplace() -> Iterator[Product]:
    """The demo company without an app."""
    product = Product({})
    product.start()
    yield product
    product.close()


def test_a_leave_request_by_mouse_and_a_colleague_files_one(workplace: Product, open_page: OpenPage) -> None:
    page = open_page(f"{workplace.url}/healthz")
    enter(page, workplace, "ops")
    new_app(page, workplace, "请假", "leave")
    new_document(page, "表单", "请假申请", "request")

    paper = page.get_by_role("group", name="表单画布")
    drag(page, palette(page, "单行文本"), paper)
    entitle(page, "事由")
    drag(page, palette(page, "整数"), piece(page, "事由"), behind=True)
    entitle(page, "天数")
    drag(page, palette(page, "多行文本"), piece(page, "天数"), behind=True)
    entitle(page, "交接安排")
    # By hand it goes before what it stands behind.
    drag(page, piece(page, "天数"), piece(page, "事由"))
    expect(paper.locator("[data-piece]").first).to_have_attribute("data-piece", "integer_1")

    # Over three days one says who takes over.
    page.get_by_text(re.compile("^3 个字段")).click()
    page.get_by_role("button", name="添加规则").click()
    page.get_by_role("button", name="添加条件").click()
    page.get_by_label("条件 1 的字段").select_option(label="天数")
    page.get_by_label("条件 1 的比较").select_option(label="大于")
    page.get_by_label("条件 1 的值").fill("3")
    for act in ("显示", "必填"):
        page.get_by_label("添加到则").select_option(label=act)
        page.get_by_label("添加到字段").last.select_option(label="交接安排")
    expect(paper.locator("[data-piece=long_text_1]")).to_contain_text("按条件显示")
    saved(page)

    new_document(page, "流程", "请假审批", "approve")
    drag(page, palette(page, "任务"), page.locator("[data-way]").first)
    entitle(page, "知会本人")
    page.get_by_role("tab", name="时限").click()
    page.get_by_role("button", name="添加时限").click()
    page.get_by_label("标题 中", exact=True).last.fill("超时")
    page.get_by_label("多久之后", exact=True).last.fill("24")
    page.get_by_label("从出口离开").fill("late")
    page.get_by_role("tab", name="去向").click()
    page.get_by_label("超时").select_option(label="结束")
    saved(page)

    new_document(page, "角色", "员工", "staff")
    page.get_by_label("请假申请：新建").check()
    page.get_by_label("请假申请：查看").check()
    saved(page)
    published(page)
    operations = Account(workplace, "ops")
    person = Account(workplace, "seller").session["person"]
    operations.ask("PUT", f"/roles/leave.staff/holders/{person['id']}")

    phone = open_page(f"{workplace.url}/healthz", phone=True)
    enter(phone, workplace, "seller")
    phone.goto(f"{workplace.url}/m/apps/leave/request/new")
    field(phone, "事由").fill("探亲")
    expect(field(phone, "交接安排")).to_have_count(0)
    field(phone, "天数").fill("5")
    field(phone, "交接安排").fill("由小王跟进")
    go_on(phone, "提交")
    page.goto(f"{workplace.url}/apps/leave/request")
    expect(page.get_by_text("探亲")).to_be_visible()


def test_a_form_by_keyboard_alone(workplace: Product, open_page: OpenPage) -> None:
    page = open_page(f"{workplace.url}/healthz")
    enter(page, workplace, "ops")
    account = Account(workplace, "ops")
    account.ask("POST", "/apps", {"key": "keys", "title": "键盘"})
    draft(account, "keys", {"kind": "form", "key": "note", "title": "便签", "fields": []})
    page.goto(f"{workplace.url}/build/keys/form/note")
    settled(page)
    expect(palette(page, "单行文本")).to_be_visible()

    press = page.keyboard.press
    pieces = page.get_by_role("group", name="表单画布").locator("[data-piece]")
    for count, words in enumerate(("单行文本", "金额", "日期"), 1):
        press("Escape")
        press("p")
        page.keyboard.type(words)
        expect(page.get_by_role("searchbox").first).to_have_value(words)
        press("Enter")
        expect(pieces).to_have_count(count)
        # It leads to the new field, and from there the next one is looked for.
        expect(page.locator("[data-handle]").last).to_be_focused()

    page.locator("[data-handle]").last.focus()
    press("Alt+ArrowUp")
    expect(pieces.nth(1)).to_have_attribute("data-piece", "date_1")
    press("Control+d")
    expect(pieces).to_have_count(4)
    press("Delete")
    expect(pieces).to_have_count(3)
    press("Control+z")
    expect(pieces).to_have_count(4)
    press("Control+Shift+z")
    expect(pieces).to_have_count(3)
    press("Control+Enter")
    dialog = page.get_by_role("dialog")
    button = dialog.get_by_role("button", name="发布 1 份改动")
    expect(button).to_be_enabled()
    button.focus()
    press("Enter")
    expect(dialog).to_have_count(0)
    assert account.get("/apps/keys/documents/form/note")["revision"] == 1


def test_a_formula_is_completed_and_told_what_is_wrong(workplace: Product, open_page: OpenPage) -> None:
    page = open_page(f"{workplace.url}/healthz")
    enter(page, workplace, "ops")
    account = Account(workplace, "ops")
    account.ask("POST", "/apps", {"key": "sums", "title": "算"})
    fields = [
        {"key": "price", "type": "currency", "title": "单价"},
        {"key": "total", "type": "formula", "title": "合计", "settings": {"result": "currency", "expression": ""}},
    ]
    draft(account, "sums", {"kind": "form", "key": "sale", "title": "销售", "fields": fields})
    page.goto(f"{workplace.url}/build/sums/form/sale")
    page.locator("[data-handle=total]").click()
    formula = page.get_by_role("textbox", name="公式")
    formula.click()
    page.keyboard.press("Control+a")
    page.keyboard.type("{单")
    page.get_by_role("option", name=re.compile(r"^\{单价\}")).click()
    page.keyboard.type(" * {数量}")
    expect(page.get_by_text(re.compile("数量")).last).to_be_visible()
    expect(page.get_by_text(re.compile("^第 1 行第")).first).to_be_visible()
    for _ in "{数量}":
        page.keyboard.press("Backspace")
    page.keyboard.type("2")
    expect(page.get_by_text("结果：数字")).to_be_visible()
    saved(page)
    kept = account.get("/apps/sums/documents/form/sale")["draft"]["document"]["fields"][1]["settings"]["expression"]
    assert kept == {"*": [{"var": "record.price"}, 2]}


def test_a_decision_table_is_filled_like_a_spreadsheet(workplace: Product, open_page: OpenPage) -> None:
    account = Account(workplace, "ops")
    account.ask("POST", "/apps", {"key": "rates", "title": "返利"})
    table = {
        "kind": "decision_table",
        "key": "policy",
        "title": "返利政策",
        "hit": "unique",
        "inputs": [
            {"key": "level", "type": "text", "title": "等级"},
            {"key": "amount", "type": "decimal", "title": "金额"},
        ],
        "outputs": [{"key": "rate", "type": "percent", "title": "比例"}],
        "rows": [{"key": "a", "when": [["A"], None], "then": ["0.08"]}],
    }
    draft(account, "rates", table)
    page = open_page(f"{workplace.url}/healthz")
    enter(page, workplace, "ops")
    page.goto(f"{workplace.url}/build/rates/decision_table/policy")
    page.get_by_role("button", name="添加一行").click()
    page.keyboard.type("A, B")
    page.keyboard.press("Tab")
    page.keyboard.type(">= 100000")
    page.keyboard.press("Tab")
    page.keyboard.type("12.5%")
    page.keyboard.press("Tab")
    expect(page.get_by_text("第 1 行与第 2 行")).to_be_visible()
    assert_open_to_all(page)

    # What cannot be read stays in its cell, and the document keeps what it had.
    cell = page.get_by_role("grid").locator("[data-cell]")
    cell.nth(1).click()
    page.keyboard.type("很多")
    page.keyboard.press("Tab")
    expect(page.get_by_role("grid")).to_contain_text("很多")
    cell.nth(1).click()
    page.keyboard.type("< 100000")
    page.keyboard.press("Tab")
    expect(page.get_by_text("没有重叠的行")).to_be_visible()
    page.get_by_text(re.compile("种情况没有对应的行")).click()
    expect(page.get_by_text(re.compile("等级 B，金额 < 100000"))).to_be_visible()
    saved(page)
    rows = account.get("/apps/rates/documents/decision_table/policy")["draft"]["document"]["rows"]
    assert [(row["when"], row["then"]) for row in rows] == [
        ([["A"], ["<", "100000"]], ["0.08"]),
        ([["A", "B"], [">=", "100000"]], ["0.125"]),
    ]

    # Rows out of a file stand where the titles of its columns say.
    page.get_by_role("button", name="从 Excel 导入").click()
    rates = "比例,等级\n3%,C\n2%,D\n".encode()
    file = FilePayload(name="policy.csv", mimeType="text/csv", buffer=rates)
    dialog = page.get_by_role("dialog")
    dialog.locator("input[type=file]").set_input_files(file)
    expect(dialog.get_by_text("文件里没有的列按“任意”或空处理：金额")).to_be_visible()
    dialog.get_by_label("现有的行").select_option(label="接在现有 2 行后面")
    dialog.get_by_role("button", name="导入 2 行").click()
    expect(page.get_by_role("grid")).to_contain_text("D")
    saved(page)
    rows = account.get("/apps/rates/documents/decision_table/policy")["draft"]["document"]["rows"]
    assert [(row["when"], row["then"]) for row in rows[2:]] == [([["C"], None], ["0.03"]), ([["D"], None], ["0.02"])]


@pytest.mark.parametrize("locale", ["zh-CN", "en"])
@pytest.mark.parametrize("dark", [False, True])
def test_designers_are_open_to_all(workplace: Product, open_page: OpenPage, locale: str, *, dark: bool) -> None:
    account = Account(workplace, "ops")
    app = f"open_{locale[:2]}_{'dark' if dark else 'light'}"
    account.ask("POST", "/apps", {"key": app, "title": "Open"})
    fields = [{"key": "why", "type": "text", "title": "Why"}, {"key": "amount", "type": "currency", "title": "Amount"}]
    draft(account, app, {"kind": "form", "key": "thing", "title": "Thing", "fields": fields})
    nodes = [{"key": "do", "type": "task", "title": "Do", "settings": {"assignee": "initiator"}}]
    edges = [{"from": "start", "to": "do"}, {"from": "do", "to": "end"}]
    flow = {"trigger": {"type": "record_created", "form": "thing"}, "nodes": nodes, "edges": edges}
    draft(account, app, {"kind": "workflow", "key": "flow", "title": "Flow", **flow})
    page = open_page(f"{workplace.url}/healthz", locale=locale)
    page.emulate_media(color_scheme="dark" if dark else "light")
    enter(page, workplace, "ops")
    draft(account, app, {"kind": "role", "key": "staff", "title": "Staff", "forms": {"thing": {"verbs": ["read"]}}})
    blocks = [{"key": "words", "type": "text", "width": 6, "settings": {"words": "Read this"}}]
    draft(account, app, {"kind": "page", "key": "home", "title": "Home", "blocks": blocks})
    draft(account, app, {"kind": "view", "key": "all", "title": "All", "form": "thing", "type": "table"})
    draft(account, app, {"kind": "message", "key": "news", "title": "News", "text": "New: {why}", "form": "thing"})
    places = (
        ("", None),
        ("/page/home", "[data-handle=words]"),
        ("/view/all", None),
        ("/message/news", None),
        ("/preview", None),
        ("/form/thing", "[data-piece=why]"),
        ("/workflow/flow", "[data-part=do]"),
        ("/role/staff", "tbody th button"),
    )
    for address, chosen in places:
        page.goto(f"{workplace.url}/build/{app}{address}")
        settled(page)
        if chosen:
            page.locator(chosen).click()
        assert_open_to_all(page)
