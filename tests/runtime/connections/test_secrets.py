"""Secrets lie sealed, open only where they belong, and leave no trace of what they are."""

import base64
import json
from pathlib import Path

import pytest
import sqlalchemy as sa

from loomwork.runtime import changes
from loomwork.runtime.connections.errors import SecretKeyBad, SecretUnreadable
from loomwork.runtime.connections.keys import find_keys, key_file, new_key
from loomwork.runtime.connections.secrets import marks, open_secrets, remove_secret, rotate, set_secret
from loomwork.runtime.connections.tables import secret
from loomwork.runtime.context import Context
from loomwork.runtime.storage import Installation, Settings

PLAIN = "hush-hush-hush-4711"


@pytest.fixture
def kept(context: Context) -> Context:
    """A workspace that keeps one secret."""
    changes.run(context, lambda tx: set_secret(context, tx, "connection:shop.erp", "password", PLAIN))
    return context


def opened(context: Context, owner: str = "connection:shop.erp") -> dict[str, str]:
    with context.workspace.database.read() as connection:
        return open_secrets(context, connection, owner)


def test_a_secret_comes_back_as_it_was_set_and_shows_only_that_it_is(kept: Context) -> None:
    assert opened(kept) == {"password": PLAIN}
    with kept.workspace.database.read() as connection:
        mark = marks(connection, "connection:shop.erp")["password"]
    assert (mark.set_by, mark.set_at) == ("system", kept.now())
    assert opened(kept, "connection:shop.other") == {}


def test_the_database_and_the_trail_hold_no_part_of_it(kept: Context) -> None:
    changes.run(kept, lambda tx: remove_secret(tx, "connection:shop.erp", "none"))
    with kept.workspace.database.read() as connection:
        rows = [
            json.dumps([str(value) for value in row], ensure_ascii=False)
            for name in sa.inspect(connection).get_table_names()
            for row in connection.execute(sa.select(sa.table(name, sa.column("*", is_literal=True))))
        ]
        told = connection.execute(sa.text("SELECT patch, digest FROM change_entry WHERE object_kind = 'secret'")).all()
    assert not any("hush" in row or base64.b64encode(PLAIN.encode()).decode()[:12] in row for row in rows)
    assert [json.loads(row.patch) for row in told] == [[{"op": "set", "path": ["secrets", "password"]}]]


def test_a_sealed_text_opens_nowhere_else_nor_after_one_letter_changed(kept: Context) -> None:
    with kept.workspace.database.write() as tx:
        sealed = tx.execute(sa.select(secret.c.sealed)).scalar_one()
        tx.execute(sa.update(secret).values(owner="connection:other.erp"))
    with pytest.raises(SecretUnreadable):
        opened(kept, "connection:other.erp")
    with kept.workspace.database.write() as tx:
        altered = sealed[:-6] + ("A" if sealed[-6] != "A" else "B") + sealed[-5:]
        tx.execute(sa.update(secret).values(owner="connection:shop.erp", sealed=altered))
    with pytest.raises(SecretUnreadable) as caught:
        opened(kept)
    assert "hush" not in str(caught.value)


def test_removing_forgets_it(kept: Context) -> None:
    changes.run(kept, lambda tx: remove_secret(tx, "connection:shop.erp", "password"))
    assert opened(kept) == {}


def test_rotation_seals_all_with_a_new_key_and_drops_the_one_before_the_last(
    kept: Context, installation: Installation
) -> None:
    first = find_keys(installation.settings).current
    assert rotate(installation) == 1
    assert opened(kept) == {"password": PLAIN}
    assert list(find_keys(installation.settings).by_id)[1] == first
    assert rotate(installation) == 1
    assert first not in find_keys(installation.settings).by_id
    assert opened(kept) == {"password": PLAIN}


def test_the_key_file_is_its_owners_alone(tmp_path: Path) -> None:
    settings = Settings(tmp_path)
    find_keys(settings)
    assert key_file(settings).stat().st_mode & 0o077 == 0
    assert [path.name for path in key_file(settings).parent.iterdir()] == ["secrets"]


@pytest.mark.parametrize(
    "written",
    [
        "changeme",
        "key1:" + base64.b64encode(b"\0" * 32).decode(),
        "key1:" + base64.b64encode(b"secretsecretsecretsecretsecretse").decode(),
        "key1:c2hvcnQ=",
        "KEY:" + base64.b64encode(bytes(range(32))).decode(),
        " ".join(["twice:" + base64.b64encode(bytes(range(32))).decode()] * 2),
    ],
)
def test_a_weak_or_badly_written_key_is_refused_and_not_shown(tmp_path: Path, written: str) -> None:
    with pytest.raises(SecretKeyBad) as caught:
        find_keys(Settings(tmp_path, secret_keys=written))
    assert "LOOMWORK_SECRET_KEYS" in caught.value.sentence("zh-CN")
    assert written not in str(caught.value)


def test_a_key_that_is_gone_is_told_by_its_id(tmp_path: Path) -> None:
    one, other = (find_keys(Settings(tmp_path, secret_keys=new_key())) for _ in range(2))
    sealed = one.seal(PLAIN, "a/b/password")
    with pytest.raises(SecretUnreadable) as caught:
        other.unseal(sealed, "a/b/password")
    assert f"secret password cannot be opened (key {one.current})" in caught.value.sentence("en")
    assert repr(one) == "Keys()"
