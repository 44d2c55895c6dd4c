"""What a deed is: a type makes a document into deeds when a workflow is published; a deed says what should happen."""

from collections.abc import Collection, Mapping
from typing import Any, ClassVar

from ....errors import InvalidDefinition
from ....forms.locating import wrong
from ....localized import Localized, listed_in_all
from ....registry import Registry
from ...node import Effect, OnTasks, Run
from ..names import Names


class Deed:
    """One thing to do, made ready. Immutable and shared."""

    def effects(self, run: Run, name: str) -> list[Effect]:
        """What should happen now; `name` tells its messages from others of the visit."""
        return []

    def on_tasks(self, run: Run) -> OnTasks | None:
        """What should happen to the open to-dos of the visit."""
        return None


class DeedType:
    """One type of deed. Its document has the type's key as a member, and those of `members`."""

    key: str = ""
    label: ClassVar[Localized]
    # The other members of the document: whether each must be there.
    members: ClassVar[Mapping[str, bool]] = {}
    # True where it needs a task that waits, so that only limits may do it.
    of_limits: ClassVar[bool] = False

    def prepare(self, raw: Mapping[str, Any], names: Names, acts: Collection[str]) -> tuple[Deed, ...]:
        """The deeds of a document; `acts` are the answers its step takes. Raises InvalidDefinition with a pointer."""
        raise NotImplementedError


deed_types: Registry[DeedType] = Registry(
    "loomwork.runtime.workflows.definition.deeds", "loomwork.deeds", {"zh-CN": "动作", "en": "deed"}
)


def prepare_deed(raw: Any, names: Names, acts: Collection[str] = ()) -> tuple[Deed, ...]:
    """What one document does. `acts`: the answers that the step of a limit takes; none where nobody is asked.

    Raises InvalidDefinition.
    """
    found = [type_ for key, type_ in deed_types.items() if key in raw] if isinstance(raw, dict) else []
    if len(found) != 1 or not _fits(found[0], raw):
        known = listed_in_all(key for key, type_ in deed_types.items() if acts or not type_.of_limits)
        raise wrong("", f"这里需要一个动作：{known['zh-CN']}", f"this must be one deed of: {known['en']}")
    if found[0].of_limits and not acts:
        reason = {"zh-CN": "只有待办的时限才能这样做", "en": "only a deadline of a to-do can do this"}
        raise InvalidDefinition(reason=reason, pointer=f"/{found[0].key}")
    return found[0].prepare(raw, names, acts)


def _fits(type_: DeedType, raw: Mapping[str, Any]) -> bool:
    members = set(raw) - {type_.key}
    return members <= set(type_.members) and all(name in members for name, must in type_.members.items() if must)
