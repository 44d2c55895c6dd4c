"""The home that a person has chosen, of those that his roles give him."""

import sqlalchemy as sa

from ..storage.metadata import workspace_metadata
from ..storage.types import id_text, key_text

home_choice = sa.Table(
    "home_choice",
    workspace_metadata,
    sa.Column("person_id", id_text(), primary_key=True),
    sa.Column("page", key_text(130), nullable=False),  # "app.key"
)
