"""Installing as an operation: what the market's button starts."""

from typing import Any

from ...runtime.context import Context
from ...runtime.definitions import plan_cache
from ...runtime.storage import Transaction
from .. import operations
from .installing import Installing, Progress, install
from .market import Market

_KIND = "package.install"


def start_install(context: Context, tx: Transaction, key: str, chosen: Installing) -> str:
    """Begin to install the market's package `key` after the commit. Returns the operation's id."""
    payload = {
        "package": key,
        "parameters": dict(chosen.parameters),
        "consents": list(chosen.consents),
        "sample_data": chosen.sample_data,
    }
    return operations.start(context, tx, _KIND, payload)


def market_of(context: Context) -> Market:
    """The market as this workspace sees it: what ships, and what was uploaded here."""
    return Market(context.workspace.data_dir / "packages")


@operations.operation_kind(_KIND, "install")
def _work(context: Context, payload: dict[str, Any], progress: Progress) -> dict[str, Any]:
    package = market_of(context).get(payload["package"])
    with context.workspace.database.read() as connection:
        app = plan_cache(context.workspace).at(connection).apps.get(package.key)
    # A worker killed between the install and its settling runs this again: then it is done already.
    if app is None or app.version != package.version:
        chosen = Installing(payload["parameters"], payload["consents"], payload["sample_data"])
        install(context, package, chosen, progress)
    return {"app": package.key}
