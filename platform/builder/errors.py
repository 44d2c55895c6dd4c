"""Errors of authoring.

PlatformError
├── InvalidPackage          package.invalid       422  not a package, or one that lies about itself
│   ├── PackageTooLarge     package.too_large     422
│   ├── ChecksumMismatch    package.checksum      422
│   └── RequirementMissing  package.requirement   422  a newer platform or another package is needed
├── ConsentMissing          package.consent       422
├── ScenarioFailed          scenario.failed       422  a package's own test did not hold, so nothing was installed
└── AlreadyInstalled        package.installed     409
"""

from typing import ClassVar

from ..runtime.errors import Conflict, PlatformError


class InvalidPackage(PlatformError):
    """Context: reason."""

    code = "package.invalid"
    status = 422
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "应用包无法使用：{reason}",
        "en": "The package cannot be used: {reason}",
    }


class PackageTooLarge(InvalidPackage):
    """Context: limit."""

    code = "package.too_large"
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "应用包解开后超过 {limit}，未继续读取。",
        "en": "The package unpacks to more than {limit}; reading stopped.",
    }


class ChecksumMismatch(InvalidPackage):
    """Context: path."""

    code = "package.checksum"
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "应用包中的 {path} 与校验值不符，文件可能被改动或传输损坏。重新获取后再试。",
        "en": "{path} in the package does not match its checksum: changed or damaged. Get the package again.",
    }


class RequirementMissing(InvalidPackage):
    """Context: what, range, found."""

    code = "package.requirement"
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "需要{what} {range}，现有 {found}。先安装或升级后再试。",
        "en": "Needs {what} {range}; found {found}. Install or upgrade it first.",
    }


class ConsentMissing(PlatformError):
    """Context: what."""

    code = "package.consent"
    status = 422
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "安装前需要你同意：{what}",
        "en": "Installing needs your consent to: {what}",
    }


class ScenarioFailed(PlatformError):
    """Context: scenario, step, reason."""

    code = "scenario.failed"
    status = 422
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "场景「{scenario}」第 {step} 步不成立：{reason}",
        "en": "Scenario {scenario}, step {step}, does not hold: {reason}",
    }


class AlreadyInstalled(Conflict):
    """Context: title, version."""

    code = "package.installed"
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "「{title}」{version} 已安装。",
        "en": "{title} {version} is installed already.",
    }


class ExpectationMissed(PlatformError):
    """A scenario found something else than it expects. Context: what, expected, actual."""

    code = "scenario.expectation"
    status = 422
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "{what} 应为 {expected}，实际为 {actual}",
        "en": "{what} should be {expected} and is {actual}",
    }
