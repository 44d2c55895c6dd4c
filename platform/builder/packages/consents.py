"""What a package asks a person to agree to before it is installed."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from ...runtime.intake.channel import channels as intake_channels
from ...runtime.localized import LOCALES, Localized, listed, text
from ..errors import ConsentMissing
from .package import Package


@dataclass(frozen=True, slots=True)
class Consent:
    """One thing asked for; `id` is what the installer sends back."""

    kind: str
    key: str
    title: Localized
    detail: Localized

    @property
    def id(self) -> str:
        return f"{self.kind}:{self.key}"


def asked_consents(package: Package) -> list[Consent]:
    """Everything the package asks for, in the order people read it."""
    asks = package.manifest.get("asks_for", {})
    titles = {(d["kind"], d["key"]): d.get("title", d["key"]) for d in package.documents}
    found = [
        Consent("public_form", key, titles.get(("form", key), key), _DETAILS["public_form"])
        for key in asks.get("public_forms", [])
    ]
    found += [
        Consent("schedule", key, titles.get(("workflow", key), key), _DETAILS["schedule"])
        for key in asks.get("schedules", [])
    ]
    found += [
        Consent("connection", c["key"], c["title"], c.get("detail", _DETAILS["connection"]))
        for c in asks.get("connections", [])
    ]
    listed_already = {c["key"] for c in asks.get("connections", [])}
    # What reaches outside is agreed to, whether or not the manifest says so.
    found += [
        Consent("connection", d["key"], d["title"], _DETAILS["connection"])
        for d in package.documents
        if d["kind"] == "connection" and d["key"] not in listed_already
    ]
    # Data comes in by an intake whether or not the manifest says so.
    found += [
        Consent("intake", d["key"], d["title"], intake_channels.get(d["channel"]).asks)
        for d in package.documents
        if d["kind"] == "intake"
    ]
    if asks.get("writes"):
        found.append(Consent("writes", "records", _WRITES, _named(package, asks["writes"])))
    roles = [d for d in package.documents if d["kind"] == "role"]
    if roles:
        found.append(Consent("roles", "all", _roles_title(len(roles)), _DETAILS["roles"]))
    return found


_ALL_OWN = {"zh-CN": "本应用的所有表单", "en": "all forms of this app"}


def _named(package: Package, paths: list[str]) -> Localized:
    """ "form" and "form.field" as people call them."""
    forms = {document["key"]: document for document in package.documents if document["kind"] == "form"}
    return {locale: listed((_name(forms, path, locale) for path in paths), locale) for locale in LOCALES}


def _name(forms: dict[str, Any], path: str, locale: str) -> str:
    if path == "*":
        return text(_ALL_OWN, locale)
    key, _, field_key = path.partition(".")
    if (form := forms.get(key)) is None:
        return path
    title: str = text(form["title"], locale)
    field = next((one for one in form["fields"] if one["key"] == field_key), None)
    return f"{title} · {text(field['title'], locale)}" if field else title


def check_consents(package: Package, given: Collection[str]) -> None:
    """Raises ConsentMissing for the first thing not agreed to."""
    for consent in asked_consents(package):
        if consent.id not in given:
            raise ConsentMissing(what=consent.title)


_WRITES = {"zh-CN": "流程自动写入记录", "en": "Workflows write records by themselves"}
_DETAILS: dict[str, Localized] = {
    "public_form": {
        "zh-CN": "任何拿到链接的人都能提交，不能查看",
        "en": "Anyone with the link can submit, nobody can look",
    },
    "schedule": {"zh-CN": "按时自动运行", "en": "Runs by itself on schedule"},
    "connection": {"zh-CN": "与外部系统交换数据", "en": "Exchanges data with another system"},
    "roles": {
        "zh-CN": "按职位分给现有成员，装后可调整",
        "en": "Given to people by their job title; can be changed later",
    },
}


def _roles_title(count: int) -> Localized:
    return {"zh-CN": f"新增角色 {count} 个", "en": f"{count} new roles"}
