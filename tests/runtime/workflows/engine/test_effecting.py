"""Effects of steps: an open set, each carried out by the module that bears its key, the record first."""

import pkgutil
from collections.abc import Iterator

from loomwork.runtime.workflows.engine import effects
from loomwork.runtime.workflows.engine.effecting import carriers
from loomwork.runtime.workflows.node import Effect

from ..conftest import Start, node


def _classes(of: type[Effect]) -> Iterator[type[Effect]]:
    for one in of.__subclasses__():
        yield one
        yield from _classes(one)


def test_every_effect_is_carried_out_by_the_module_of_its_key() -> None:
    modules = {module.name for module in pkgutil.iter_modules(effects.__path__)}

    assert modules == set(carriers)
    # A dataclass with slots is made twice, so the same key may stand there twice.
    assert {effect.key for effect in _classes(Effect)} == set(carriers)


def test_the_record_changes_once_and_before_anybody_is_told(publish_flow: Start) -> None:
    deeds = [{"message": "told", "to": "initiator"}, {"set": {"name": "Lamp 2"}}, {"set": {"note": "seen"}}]
    ask = node("ask", "task", assignee={"role": "signer"}, then=deeds)
    company = publish_flow([ask], [("start", "ask"), ("ask", "end", "done")])
    record = company.request()
    before = company.record(record).revision

    [holder] = company.holders(record)
    company.complete(record, holder)

    now = company.record(record)
    assert (now.values["name"], now.values["note"], now.revision) == ("Lamp 2", "seen", before + 1)
    assert company.told(record) == [("told", "cy")]
