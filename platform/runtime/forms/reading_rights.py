"""What a form reads of other forms is read as its app: publishing says so when the app may not."""

from collections.abc import Iterable

from ..definitions import Plans
from ..people import app_access
from .locating import wrong
from .system_columns import SYSTEM_TYPES


def check_app_reads(plans: Plans, app: str, form: str, names: Iterable[str], pointer: str) -> None:
    """What the app may not read would read as nothing found. Raises InvalidDefinition."""
    owner, key = form.split(".", 1) if "." in form else (app, form)
    access = app_access(plans, app, owner, key)
    for name in sorted(names):
        if name not in SYSTEM_TYPES and not access.readable(name):
            raise wrong(
                pointer,
                f"应用没有读取「{key}.{name}」的权限，在 asks_for.reads 中声明",
                f"the app may not read {key}.{name}; ask for it in asks_for.reads",
            )
