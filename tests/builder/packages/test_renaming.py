"""No code knows a template: a package whose every key is renamed installs, and all its scenarios hold."""

from pathlib import Path

import pytest

from loomwork.builder.packages import Package, read_folder
from loomwork.builder.packages.consents import asked_consents
from loomwork.builder.packages.installing import Installing, install
from loomwork.builder.packages.writing import write_archive
from loomwork.runtime.context import Context
from loomwork.runtime.definitions import plan_cache
from tests.builder.packages.renaming import renamed
from tests.builder.packages.templates import SMALLEST, TEMPLATES


def keys_of(package: Package) -> set[str]:
    return {f"{d['kind']}:{d['key']}" for d in package.documents}


@pytest.mark.slow
@pytest.mark.parametrize(("folder", "seed"), [*((folder, 1) for folder in TEMPLATES), (SMALLEST, 2)])
def test_a_package_with_every_key_renamed_installs_and_holds_its_scenarios(
    context: Context, folder: Path, seed: int
) -> None:
    original = read_folder(folder)
    package = renamed(original, seed)
    assert not keys_of(package) & keys_of(original)
    assert len(package.scenarios) == len(original.scenarios) > 0

    install(context, package, Installing(consents=[c.id for c in asked_consents(package)]))

    with context.workspace.database.read() as connection:
        assert set(plan_cache(context.workspace).at(connection).apps) == {package.key}


def test_an_archive_is_the_same_bytes_every_time() -> None:
    assert write_archive(SMALLEST) == write_archive(SMALLEST)
