"""The two sets of system tables: those of each workspace and those of the directory database.

Each room defines its own tables in `<room>/tables.py` upon one of these. Forms' tables are not among them: a form's
plan builds its table on a MetaData of its own.
"""

import sqlalchemy as sa

_NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

workspace_metadata = sa.MetaData(naming_convention=_NAMES)
directory_metadata = sa.MetaData(naming_convention=_NAMES)
