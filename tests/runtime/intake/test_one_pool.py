"""One matter from each channel: all end in one list, each marked with where it came from."""

from datetime import timedelta
from typing import Any

from loomwork.runtime import intake, jobs, records
from loomwork.runtime.storage import Installation
from tests.runtime.intake.test_intakes import Sender, company
from tests.runtime.workflows.conftest import APP, Company

__all__ = ["company"]


def test_what_comes_by_any_channel_ends_in_one_list_with_its_source(
    installation: Installation, company: Company
) -> None:
    def named(key: str, channel: str, **more: Any) -> dict[str, Any]:
        document = {"kind": "intake", "key": key, "title": key, "channel": channel, "form": "request"}
        return document | {"map": {"name": "name"}, "set": {"note": f"by {channel}"}} | more

    sender = Sender(installation, company)
    company.publish(named("website", "webhook"), named("partner", "api"), named("files", "file_drop", map={}))
    boss, now = sender.boss, company.context.now()

    sender.send({"name": "Ada"})
    token = intake.make_token(boss, APP, "partner", "CRM", None, now)
    intake.receive_by_token(installation, token, None, b'[{"name": "Bob"}, {"name": "Cy"}]', now)
    company.clock.advance(timedelta(minutes=1))
    jobs.run_due(company.context.workspace)
    folder = company.context.workspace.settings.data_dir / "drop" / company.context.workspace.id / f"{APP}.files"
    (folder / "fair.csv").write_text("Name\nDee\n")
    for _ in range(4):
        company.clock.advance(timedelta(minutes=1))
        jobs.run_due(company.context.workspace)

    found = records.query(company.context, APP, "request", records.Query()).items
    assert sorted((one.values["name"], one.values["note"]) for one in found) == [
        ("Ada", "by webhook"),
        ("Bob", "by api"),
        ("Cy", "by api"),
        ("Dee", "by file_drop"),
    ]
    told = {one["plan"].key: (one["today"], one["ready"]) for one in intake.listed(boss, APP)}
    assert told == {"website": (1, True), "partner": (2, True), "files": (1, True)}
    origins = {records.history(company.context, APP, "request", one.id)[0]["provenance"] for one in found}
    assert origins == {"webhook", "api", "import"}
