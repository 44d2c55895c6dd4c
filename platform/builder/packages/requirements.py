"""What a package requires: the platform and other packages, as ranges such as ">=0.1" and "^1.0"."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from packaging.specifiers import SpecifierSet
from packaging.version import Version

from ...version import PLATFORM_VERSION
from ..errors import RequirementMissing

PLATFORM = "platform"


@dataclass(frozen=True, slots=True)
class Requirement:
    """One requirement against what is there; `found` is None when absent."""

    key: str
    range: str
    found: str | None
    optional: bool

    @property
    def satisfied(self) -> bool:
        return self.found is not None and Version(self.found) in specifiers(self.range)


def requirements(manifest: Mapping[str, Any], installed: Mapping[str, str]) -> list[Requirement]:
    """All requirements of a manifest; `installed` maps package keys to versions."""
    return list(_all(manifest["requires"], installed))


def check_requirements(manifest: Mapping[str, Any], installed: Mapping[str, str]) -> None:
    """Raises RequirementMissing for the first requirement that does not hold."""
    for requirement in requirements(manifest, installed):
        if requirement.satisfied or (requirement.optional and requirement.found is None):
            continue
        what = {"zh-CN": "平台版本", "en": "the platform"} if requirement.key == PLATFORM else f"「{requirement.key}」"
        found = requirement.found or {"zh-CN": "未安装", "en": "none"}
        raise RequirementMissing(what=what, range=requirement.range, found=found)


def specifiers(range: str) -> SpecifierSet:
    """A range as specifiers; "^1.2" accepts all that keeps the first number that is not zero."""
    if not range.startswith("^"):
        return SpecifierSet(range if range[0] in "><=~!" else f"=={range}")
    low = Version(range[1:])
    high = f"{low.major + 1}" if low.major else f"0.{low.minor + 1}"
    return SpecifierSet(f">={low},<{high}")


def _all(requires: Mapping[str, Any], installed: Mapping[str, str]) -> Iterator[Requirement]:
    yield Requirement(PLATFORM, requires[PLATFORM], PLATFORM_VERSION, optional=False)
    for key, range in requires.get("packages", {}).items():
        yield Requirement(key, range, installed.get(key), optional=False)
    for key, range in requires.get("optional", {}).items():
        yield Requirement(key, range, installed.get(key), optional=True)
