"""Create the demo company: 49 people in eight departments, and accounts for the parts a visitor may play."""

import csv
import secrets
from dataclasses import dataclass
from pathlib import Path

from ...runtime import changes
from ...runtime.context import SYSTEM, Context
from ...runtime.localized import Localized
from ...runtime.people import create_account, find_account, give_role, load_people, set_password
from ...runtime.people.accounts import check_password
from ...runtime.people.administrators import ADMINISTRATOR
from ...runtime.people.errors import SignInFailed
from ...runtime.storage import Installation, SystemClock

# Known to everybody: a demo is for a machine of one's own, see docs/operating.md.
DEMO_PASSWORD = "loomwork-demo"  # noqa: S105
_TITLE = "织间示范公司"
_PEOPLE = Path(__file__).with_name("people.csv")


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """A part a visitor may play. `person` is the person's code in people.csv."""

    login: str
    person: str
    title: Localized


_ACCOUNTS = (
    DemoAccount("ops", "E000", {"zh-CN": "运营经理：安装应用、导入数据", "en": "Operations: installs, imports"}),
    DemoAccount("director", "E001", {"zh-CN": "销售总监：看首页数字", "en": "Sales director: reads the figures"}),
    DemoAccount("manager", "E004", {"zh-CN": "区域经理：审批与预警", "en": "Region manager: approvals and alerts"}),
    DemoAccount("seller", "E117", {"zh-CN": "销售：手机端处理待办", "en": "Seller: works to-dos on the phone"}),
    DemoAccount("seller2", "E129", {"zh-CN": "销售：另一位同事", "en": "Seller: another colleague"}),
    DemoAccount("finance", "F001", {"zh-CN": "财务：回款与应收", "en": "Finance: payments and receivables"}),
)


def demo_accounts() -> tuple[DemoAccount, ...]:
    """The demo sign-ins; all have the password DEMO_PASSWORD until someone changes it."""
    return _ACCOUNTS


def replace_passwords(installation: Installation) -> str | None:
    """Give the demo accounts that still have the password everybody knows one made by chance, and return it; None
    when there is none. For servers that others can reach."""
    known = known_passwords(installation)
    password = secrets.token_urlsafe(12)
    for id in known:
        set_password(installation.directory, SystemClock(), id, password)
    return password if known else None


def known_passwords(installation: Installation) -> list[str]:
    """The ids of the demo's accounts that still have the password everybody knows."""
    return [
        id
        for account in _ACCOUNTS
        if (id := find_account(installation.directory, account.login)) and _is_known(installation, id)
    ]


def _is_known(installation: Installation, account_id: str) -> bool:
    try:
        check_password(installation.directory, account_id, DEMO_PASSWORD)
    except SignInFailed:
        return False
    return True


def create_demo(installation: Installation) -> None:
    """Create the demo workspace with its people and accounts."""
    workspace = installation.create_workspace(_TITLE, "sandbox")
    context = Context(workspace, SYSTEM, provenance="system")
    with _PEOPLE.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    ids = changes.run(context, lambda tx: load_people(tx, context, rows))
    changes.run(context, lambda tx: give_role(tx, context, ids["E000"], ADMINISTRATOR))
    for account in _ACCOUNTS:
        create_account(
            installation.directory,
            workspace.clock,
            login=account.login,
            password=DEMO_PASSWORD,
            workspace_id=workspace.id,
            person_id=ids[account.person],
        )
