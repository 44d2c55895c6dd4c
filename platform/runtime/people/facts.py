"""What conditions may read of a person, as of one moment."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from .organisation import Organisation


def person_values(organisation: Organisation, id: str, at: datetime, app: str) -> Mapping[str, Any]:
    """id, department (the first), within (ids of the departments one belongs to and of all above them), roles ("role"
    of `app`, "app.role" of all), manager, title."""
    roles = organisation.roles(id, at)
    own = (role.removeprefix(f"{app}.") for role in roles if role.startswith(f"{app}."))
    return {
        "id": id,
        "department": organisation.department(id, at),
        "within": list(organisation.within(id, at)),
        "roles": sorted({*roles, *own}),
        "manager": organisation.manager(id, at),
        "title": organisation.title(id, at),
    }
