"""Somebody at the desk who makes an app, by mouse or by keys alone, and whose acts are counted."""

import re

from playwright.sync_api import Locator, Page, expect

from .building import drag, palette, piece, typed

_MOST_STOPS = 250  # of Tab, before a place counts as out of reach
_ACTIVE = "node => node === document.activeElement"
_LOST = "words => 'value' in document.activeElement && !document.activeElement.value.includes(words)"
_BEFORE = "node => (document.activeElement?.compareDocumentPosition(node) ?? 0) & Node.DOCUMENT_POSITION_PRECEDING"


class Manager:
    """By mouse. An act is a click, a drag, a choice, or a field that is filled in."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.acts = 0
        self.inspector = page.get_by_role("complementary", name="属性")

    # How a hand does it.

    def _click(self, place: Locator) -> None:
        place.click()

    def _check(self, box: Locator) -> None:
        box.check()

    def _select(self, select: Locator, option: str) -> None:
        select.select_option(label=option)

    def _type(self, place: Locator, words: str) -> None:
        typed(place, words)

    def _write(self, place: Locator, words: str) -> None:
        """Into an editor of formulas."""
        place.click()
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(words)

    def _pick(self, box: Locator, option: str) -> None:
        box.click()
        self.page.get_by_role("option", name=re.compile(re.escape(option))).click()

    def _tab(self, tab: Locator) -> None:
        tab.click()

    def _put_field(self, type_: str, behind: str | None) -> None:
        paper = self.page.get_by_role("group", name="表单画布")
        drag(self.page, palette(self.page, type_), piece(self.page, behind) if behind else paper, behind=True)

    def _put_step(self, type_: str, way: str) -> None:
        drag(self.page, palette(self.page, type_), self.page.locator(f"[data-way='{way}']"))

    def _put_block(self, type_: str) -> None:
        drag(self.page, palette(self.page, type_), self.page.get_by_role("group", name="页面的内容块"), behind=True)

    def _choose_step(self, key: str) -> None:
        self.page.locator(f"[data-part='{key}']").click()

    def _choose_whole(self) -> None:
        self.page.get_by_text(re.compile(r"^\d+ 个字段")).click()

    # What it does, as one would say it.

    def press(self, name: str, *, tab: bool = False) -> None:
        place = self.page.get_by_role("tab" if tab else "button", name=name, exact=True).last
        (self._tab if tab else self._click)(place)
        self.acts += 1

    def choose(self, label: str, option: str) -> None:
        self._select(self._input(label), option)
        self.acts += 1

    def fill(self, label: str, words: str) -> None:
        self._type(self._input(label), words)
        self.acts += 1

    def tick(self, label: str) -> None:
        """Unless it is ticked already, as a new role's first rights are."""
        box = self.page.get_by_label(label)
        if not box.is_checked():
            self._check(box)
            self.acts += 1

    def pick(self, label: str, option: str) -> None:
        """From a list that is searched by typing."""
        self._pick(self.page.get_by_role("combobox", name=label), option)
        self.acts += 1

    def formula(self, label: str, text: str) -> None:
        place = self.page.get_by_role("textbox", name=label).last
        self._write(place, text)
        expect(place).to_have_text(text)
        self.acts += 1

    def condition(self, where: str, how: str, value: str, number: int = 1) -> None:
        self.press("添加条件")
        self.choose(f"条件 {number} 的字段", where)
        self.choose(f"条件 {number} 的比较", how)
        self.fill(f"条件 {number} 的值", value)

    def new_app(self, title: str, key: str) -> None:
        self.press("新建应用")
        self._make(title, key)

    def new(self, tab: str, title: str, key: str, kind: str | None = None) -> None:
        tabs = self.page.get_by_role("navigation", name="定义种类")
        self._click(tabs.get_by_role("link", name=re.compile(f"^{tab}")))
        self._click(self.page.get_by_role("button", name="新建", exact=True).first)
        self.acts += 2
        if kind is not None:
            self._select(self.page.get_by_role("dialog").get_by_label("种类"), kind)
            self.acts += 1
        self._make(title, key)

    def field(self, type_: str, title: str, behind: str | None = None) -> None:
        self._put_field(type_, behind)
        self._entitle(title)

    def step(self, type_: str, title: str, way: str) -> None:
        self._put_step(type_, way)
        self._entitle(title)

    def block(self, type_: str) -> None:
        self._put_block(type_)
        self.acts += 1

    def open_step(self, key: str) -> None:
        self._choose_step(key)
        self.acts += 1

    def whole(self) -> None:
        """Leave every piece: what is said of the form itself."""
        self._choose_whole()
        self.acts += 1

    def saved(self) -> None:
        expect(self.page.get_by_text(re.compile("^草稿已保存")).first).to_be_visible()

    def publish(self) -> None:
        self.press("检查并发布")
        dialog = self.page.get_by_role("dialog")
        self._click(dialog.get_by_role("button", name=re.compile("^发布 [1-9]")))
        expect(dialog).to_have_count(0)
        self.acts += 1

    def _make(self, title: str, key: str) -> None:
        dialog = self.page.get_by_role("dialog")
        self._type(dialog.get_by_label("名称"), title)
        self._type(dialog.get_by_label("标识"), key)
        self._click(dialog.get_by_role("button", name="创建"))
        expect(self.page.get_by_role("heading", name=title, level=1)).to_be_visible()
        self.acts += 3

    def _entitle(self, title: str) -> None:
        self._type(self.inspector.get_by_label("标题 中", exact=True).first, title)
        self.acts += 2

    def _input(self, label: str) -> Locator:
        """The last one that is called so; a star says that it is required."""
        return self.page.get_by_label(re.compile(rf"^{re.escape(label)}\s*\*?$")).last


class KeyboardManager(Manager):
    """By keys alone: every place is come to by Tab, or by a key that leads there. Strokes are counted beside acts."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.strokes = 0

    def stroke(self, key: str) -> None:
        self.page.keyboard.press(key)
        self.strokes += 1

    def write(self, words: str) -> None:
        """As in `typed`: what the browser lost is typed once more."""
        self.page.keyboard.type(words)
        if self.page.evaluate(_LOST, words):
            self.page.keyboard.type(words)
        self.strokes += len(words)

    def reach(self, place: Locator) -> None:
        expect(place).to_be_visible()
        for _ in range(_MOST_STOPS):
            if place.evaluate(_ACTIVE):
                return
            self.stroke("Shift+Tab" if place.evaluate(_BEFORE) else "Tab")
        raise AssertionError(f"no way by Tab to {place}")

    def _click(self, place: Locator) -> None:
        self.reach(place)
        self.stroke("Enter")

    def _check(self, box: Locator) -> None:
        self.reach(box)
        self.stroke("Space")
        expect(box).to_be_checked()

    def _select(self, select: Locator, option: str) -> None:
        self.reach(select)
        words = select.evaluate("node => [...node.options].map((one) => one.label)")
        here = select.evaluate("node => node.selectedIndex")
        there = words.index(option)
        self.stroke("Alt+ArrowDown")
        for _ in range(abs(there - here)):
            self.stroke("ArrowDown" if there > here else "ArrowUp")
        self.stroke("Enter")

    def _type(self, place: Locator, words: str) -> None:
        self.reach(place)
        self.stroke("Control+a")
        self.write(words)
        expect(place).to_have_value(words)

    def _write(self, place: Locator, words: str) -> None:
        self.reach(place)
        self.stroke("Control+a")
        self.write(words)

    def _pick(self, box: Locator, option: str) -> None:
        self.reach(box)
        self.write(option)
        found = self.page.get_by_role("option", name=re.compile(re.escape(option))).first
        expect(found).to_be_visible()
        wanted = found.get_attribute("id") or ""
        for _ in range(self.page.get_by_role("option").count()):
            if box.get_attribute("aria-activedescendant") == wanted:
                break
            self.stroke("ArrowDown")
        expect(box).to_have_attribute("aria-activedescendant", wanted)
        self.stroke("Enter")

    def _tab(self, tab: Locator) -> None:
        tabs = tab.locator("xpath=ancestor::*[@role='tablist'][1]")
        self.reach(tabs.get_by_role("tab", selected=True))
        for _ in range(tabs.get_by_role("tab").count()):
            if tab.get_attribute("aria-selected") == "true":
                return
            self.stroke("ArrowRight")
        raise AssertionError(f"no way by arrows to {tab}")

    def _put_field(self, type_: str, behind: str | None) -> None:
        """Behind what is chosen, which is what was put last."""
        self._find("p", type_)
        self.stroke("Enter")  # from the new field into its title

    def _put_step(self, type_: str, way: str) -> None:
        self._find("n", type_)
        self.stroke("Enter")

    def _put_block(self, type_: str) -> None:
        """Behind what is chosen, which is what was put last."""
        self._find("p", type_)
        self.stroke("Enter")  # from the new block into its settings

    def _find(self, key: str, words: str) -> None:
        """Out of whatever one types in, to the palette's search, and take what is called so."""
        expect(palette(self.page, words)).to_be_visible()
        self._leave_inspector()
        self.stroke(key)
        self.write(words)
        self.stroke("Enter")

    def _choose_step(self, key: str) -> None:
        self.reach(self.page.locator(f"[data-part='{key}']"))
        self.stroke("Enter")

    def _choose_whole(self) -> None:
        self._leave_inspector()
        self.stroke("Escape")

    def _leave_inspector(self) -> None:
        """The first key may only close a list that completes a word."""
        for _ in range(3):
            if self.inspector.locator(":focus").count() == 0:
                return
            self.stroke("Escape")
