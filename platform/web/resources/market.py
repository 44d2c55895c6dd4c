"""The market: packages one may install, their installation, and uploads of one's own."""

from collections.abc import Iterator
from typing import Any

from flask import Response, request

from ...builder.packages import Package
from ...builder.packages.consents import asked_consents
from ...builder.packages.data import data_rows
from ...builder.packages.installing import Installing
from ...builder.packages.operation import market_of, start_install
from ...builder.packages.requirements import requirements
from ...runtime import changes
from ...runtime.context import Context
from ...runtime.definitions import Plans, plan_cache
from ...runtime.errors import InvalidValue
from ...runtime.localized import text
from .. import policy
from ..answers import UPLOAD, answers, json
from ..blueprint import Blueprint
from ..bodies import InstallBody
from ..errors import BodyTooLarge
from ..package_schemas import OperationRefSchema, PackageSchema, PackagesSchema
from .parameters import in_words

blueprint = Blueprint("market", __name__, url_prefix="/api/v1/market/packages")

_LARGEST_BYTES = 32 * 1024 * 1024


@blueprint.route("")
@answers(PackagesSchema)
@policy.person
def items(context: Context) -> Response:
    """All packages, installed or not."""
    plans = _plans(context)
    return json({"items": [_document(context, plans, package) for package in market_of(context).packages()]})


@blueprint.route("/<key>")
@answers(PackageSchema)
@policy.person
def show(context: Context, key: str) -> Response:
    """One package with its parameters, what it requires and what it asks for."""
    return json(_document(context, _plans(context), market_of(context).get(key)))


@blueprint.route("", methods=["POST"])
@answers(PackageSchema, 201, requestBody=UPLOAD)
@policy.right("market.install")
def upload(context: Context) -> Response:
    """Put a .loom file (multipart part "file") into this workspace's market."""
    uploaded = request.files.get("file")
    if uploaded is None:
        raise InvalidValue(pointer="/file", expected={"zh-CN": "一个应用包", "en": "a package"})
    data = uploaded.stream.read(_LARGEST_BYTES + 1)
    if len(data) > _LARGEST_BYTES:
        raise BodyTooLarge
    return json(_document(context, _plans(context), market_of(context).add(data)), 201)


@blueprint.route("/<key>/install", methods=["POST"])
@answers(OperationRefSchema, 202)
@policy.right("market.install")
@blueprint.arguments(InstallBody)
def install(context: Context, body: dict[str, Any], key: str) -> Response:
    """Begin to install; the answer names the operation to watch."""
    market_of(context).get(key)
    chosen = Installing(body["parameters"], body["consents"], body["sample_data"])
    operation = changes.run(context, lambda tx: start_install(context, tx, key, chosen))
    return json({"operation": operation}, 202)


def _plans(context: Context) -> Plans:
    with context.workspace.database.read() as connection:
        return plan_cache(context.workspace).at(connection)


def _document(context: Context, plans: Plans, package: Package) -> dict[str, Any]:
    manifest, locale = package.manifest, context.locale
    installed = plans.apps.get(package.key)
    return {
        "key": package.key,
        "title": text(manifest["title"], locale),
        "summary": text(manifest["summary"], locale),
        "category": manifest.get("category", ""),
        "version": package.version,
        "installed_version": installed.version if installed else None,
        "contents": package.contents(),
        "requires": list(_requires(context, plans, package)),
        "parameters": [
            in_words(parameter | {"value": parameter["default"]}, locale) for parameter in package.parameters
        ],
        "asks_for": [
            {
                "id": consent.id,
                "kind": consent.kind,
                "key": consent.key,
                "title": text(consent.title, locale),
                "detail": text(consent.detail, locale),
            }
            for consent in asked_consents(package)
        ],
        "scenarios": len(package.scenarios),
        "sample_data": list(_sample_data(package, locale)),
    }


def _requires(context: Context, plans: Plans, package: Package) -> Iterator[dict[str, Any]]:
    titles = {app.key: app.manifest["title"] for app in plans.apps.values()}
    titles |= {other.key: other.manifest["title"] for other in market_of(context).packages()}
    titles["platform"] = {"zh-CN": "平台", "en": "Platform"}
    for one in requirements(package.manifest, {key: app.version for key, app in plans.apps.items()}):
        yield {
            "key": one.key,
            "title": text(titles.get(one.key, one.key), context.locale),
            "range": one.range,
            "installed": one.found,
            "satisfied": one.satisfied or (one.optional and one.found is None),
        }


def _sample_data(package: Package, locale: str) -> Iterator[dict[str, Any]]:
    titles = {document["key"]: document.get("title") for document in package.documents if document["kind"] == "form"}
    for sample in package.manifest.get("sample_data", ()):
        form = sample.get("form")
        title = sample.get("title") or titles.get(form) or {"zh-CN": "人员", "en": "People"}
        yield {"form": form, "title": text(title, locale), "rows": len(data_rows(package, sample["file"]))}
