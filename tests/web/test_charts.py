"""Charts over HTTP: what types there are, figures cut down to what the reader may see."""

import json
from io import BytesIO
from typing import Any

from python_calamine import CalamineWorkbook

from tests.web.site import Site

CHARTS = "/api/v1/apps/shop/charts"


def drawn(site: Site, login: str, chart: str = "bar", **settings: Any) -> Any:
    given = {"settings": json.dumps({"form": "deal"} | settings)}
    return site.client(login).http.get(f"{CHARTS}/{chart}", query_string=given)


def test_types_tell_their_name_and_settings(site: Site) -> None:
    items = {one["key"]: one for one in site.client("anna").get(CHARTS).get_json()["items"]}
    assert items["bar"]["label"] == "Bars"
    assert items["bar"]["lists"] is True
    assert [key for key, one in items.items() if one["shares"]] == ["rate_tree"]
    assert items["bar"]["settings"]["properties"]["by"]["x-split"] is True


def test_a_chart_counts_what_one_may_see(site: Site) -> None:
    site.deal("anna")
    site.deal("ben")

    mine = drawn(site, "anna", by="seller").get_json()
    assert [item["label"] for item in mine["axes"][0]["items"]] == ["Anna"]
    assert [(cell["value"], cell["records"]) for cell in mine["cells"]] == [("1", 1)]
    assert [cell["value"] for cell in drawn(site, "cleo", by="name", most=1).get_json()["cells"]] == ["2"]
    other = {"field": "seller", "operator": "equal", "value": site.people["ben"]}
    assert drawn(site, "anna", by="seller", filter=other).get_json()["cells"] == []


def test_what_does_not_fit_is_refused_in_words(site: Site) -> None:
    for settings in ({"by": "papers"}, {"by": "nothing"}, {}, {"by": "name", "most": "x"}, {"by": "name", "filter": 1}):
        assert drawn(site, "anna", **settings).status_code == 422
    assert drawn(site, "cleo", by="price").get_json()["code"] == "value.unknown_field"
    assert drawn(site, "anna", "pie", by="name").status_code == 404
    assert drawn(site, "dora", by="name").status_code == 404
    assert site.client("anna").get(f"{CHARTS}/bar?settings=1").status_code == 422
    assert site.client("anna").get(f"{CHARTS}/bar?settings={{").status_code == 400


def test_figures_can_be_taken_along_by_who_may_export(site: Site) -> None:
    site.deal("anna")
    body = {"settings": {"form": "deal", "by": "seller"}, "title": "Deals by seller"}

    refused = site.client("anna").post(f"{CHARTS}/bar/file", json=body)
    assert (refused.status_code, refused.get_json()["code"]) == (403, "permission.denied")
    assert site.client("dora").post(f"{CHARTS}/bar/file", json=body).status_code == 404

    taken = site.client("chief").post(f"{CHARTS}/bar/file", json=body)
    assert taken.headers["Content-Disposition"].endswith("Deals%20by%20seller.xlsx")
    rows = CalamineWorkbook.from_filelike(BytesIO(taken.data)).get_sheet_by_index(0).to_python()
    assert rows[:2] == [["Seller", "Number of Deal records(records)"], ["Anna", 1.0]]
