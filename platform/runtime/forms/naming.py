"""Names of tables and indexes: made from keys, never longer than PostgreSQL's 63 bytes."""

import hashlib

_LONGEST = 63


def table_name(app: str, form: str) -> str:
    """ "app__form". A digest follows where that is too long, or where "__" in a key could make two forms meet."""
    ambiguous = "__" in app or "__" in form or app.endswith("_") or form.startswith("_")
    return _fit(f"{app}__{form}", f"{app}.{form}", always=ambiguous)


def side_table_name(app: str, form: str, field: str) -> str:
    """ "app__form__field", the table of a field's lines; with a digest under the same conditions."""
    ambiguous = any("__" in key or key.startswith("_") or key.endswith("_") for key in (app, form, field))
    return _fit(f"{app}__{form}__{field}", f"{app}.{form}.{field}", always=ambiguous)


def order_name(key: str) -> str:
    """The column that keeps by what a field's words are sorted; no field's key begins so."""
    return _fit(f"_order_{key}", key)


def index_name(table: str, columns: tuple[str, ...], unique: bool = False) -> str:
    """The name of an index on these columns."""
    # Every table has one by its id alone: that of a form "work_item" must not meet "work" by its "item" and id.
    plain = "_".join(("uq" if unique else "ix", table, *columns))
    return _fit(plain, ".".join((table, *columns)), always=columns == ("id",))


def _fit(name: str, identity: str, always: bool = False) -> str:
    if len(name) <= _LONGEST and not always:
        return name
    digest = hashlib.sha256(identity.encode()).hexdigest()[:10]
    return f"{name[: _LONGEST - 11]}_{digest}"
