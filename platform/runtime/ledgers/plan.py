"""A ledger compiled."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from ..definitions import Definition, Plans
from ..definitions.shape import shape_problems
from ..errors import NotFound
from ..forms import FormPlan, form_plan
from ..forms.locating import located, wrong
from ..localized import LOCALES, Localized, text
from .amounts import units
from .schema import ledger_schema


@dataclass(frozen=True, slots=True, eq=False)
class LedgerPlan:
    """Immutable. `form`: of the records that have accounts; None where persons have. `minimum` in units."""

    app: str
    key: str
    title: Localized
    description: Localized | None
    unit: Localized
    decimals: int
    form: FormPlan | None
    minimum: int | None
    period: str
    readers: frozenset[str]
    managers: frozenset[str]

    @property
    def name(self) -> str:
        """ "app.key"."""
        return f"{self.app}.{self.key}"


def ledger_plan(plans: Plans, app: str, key: str) -> LedgerPlan:
    """The compiled ledger; `key` may be "other_app.key". Raises NotFound, InvalidDefinition."""
    definition = plans.get("ledger", app, key)
    return plans.once(("ledger", definition.app, definition.key), lambda: _compile(plans, definition))


def _compile(plans: Plans, definition: Definition) -> LedgerPlan:
    document = definition.document
    with located("", _named(document)):
        for problem in shape_problems(ledger_schema(), document, _named(document)):
            raise problem
        minimum, decimals = document.get("minimum"), document.get("decimals", 0)
        return LedgerPlan(
            app=definition.app,
            key=definition.key,
            title=document["title"],
            description=document.get("description"),
            unit=document.get("unit", ""),
            decimals=decimals,
            form=_form(plans, definition.app, document["accounts"]),
            minimum=None if minimum is None else units(Decimal(minimum)),
            period=document.get("period", "month"),
            readers=_roles(plans, definition.app, document, "readers"),
            managers=_roles(plans, definition.app, document, "managers"),
        )


def _form(plans: Plans, app: str, accounts: Any) -> FormPlan | None:
    if accounts == "persons":
        return None
    try:
        return form_plan(plans, app, accounts["form"])
    except NotFound:
        key = accounts["form"]
        raise wrong("/accounts/form", f"没有名为「{key}」的表单", f"there is no form named {key}") from None


def _roles(plans: Plans, app: str, document: Mapping[str, Any], name: str) -> frozenset[str]:
    found = []
    for index, key in enumerate(document.get(name, ())):
        role = plans.find("role", app, key)
        if role is None:
            raise wrong(f"/{name}/{index}", f"没有名为「{key}」的角色", f"there is no role named {key}")
        found.append(role.name)
    return frozenset(found)


def _named(document: Mapping[str, Any]) -> Localized:
    title = document.get("title") or document.get("key", "")
    shown = {locale: text(title, locale) for locale in LOCALES}
    return {"zh-CN": f"台账「{shown['zh-CN']}」", "en": f"ledger {shown['en']}"}
