"""Who manages people switches somebody off and on again, told before what that person has in hand."""

from tests.web.site import RECORDS, Site


def test_who_is_switched_off_is_out_until_he_is_switched_on(site: Site) -> None:
    chief, anna = site.client("chief"), site.client("anna")
    path = f"/api/v1/people/{site.people['anna']}"
    assert chief.get(f"{path}/in-hand").get_json() == {"tasks": 0, "heir": None, "pooled": 0}
    assert chief.get("/api/v1/people/left").get_json()["items"] == []

    assert chief.send("PUT", f"{path}/active", {"active": False}).status_code == 204
    assert anna.get(RECORDS).status_code == 401
    assert site.anybody().sign_in("anna").status_code == 401
    assert [one["id"] for one in chief.get("/api/v1/people/left").get_json()["items"]] == [site.people["anna"]]
    assert site.people["anna"] not in [one["id"] for one in chief.get("/api/v1/people").get_json()["items"]]

    assert chief.send("PUT", f"{path}/active", {"active": True}).status_code == 204
    assert site.anybody().sign_in("anna").status_code == 200
    assert site.client("anna").get(RECORDS).status_code == 200


def test_nobody_locks_the_door_from_outside(site: Site) -> None:
    chief, anna = site.client("chief"), site.client("anna")
    own = chief.send("PUT", f"/api/v1/people/{site.people['chief']}/active", {"active": False})
    assert (own.status_code, own.get_json()["code"]) == (409, "person.oneself")
    path = f"/api/v1/people/{site.people['chief']}"
    assert anna.send("PUT", f"{path}/active", {"active": False}).status_code == 403
    assert anna.get(f"{path}/in-hand").status_code == 403
    assert anna.get("/api/v1/people/left").status_code == 403
    assert chief.get("/api/v1/people/nobody/in-hand").status_code == 404
    assert chief.send("PUT", "/api/v1/people/nobody/active", {"active": False}).status_code == 404
    odd = chief.send("PUT", f"/api/v1/people/{site.people['anna']}/active", {"active": "no"})
    assert odd.status_code == 422
