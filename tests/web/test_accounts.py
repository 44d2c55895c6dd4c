"""Accounts over HTTP: one's own password and tokens, and those of others for who manages people."""

from tests.web.site import PASSWORD, RECORDS, Site

NEW = "quite another password"


def test_a_new_password_ends_everything_else(site: Site) -> None:
    anna, elsewhere = site.client("anna"), site.client("anna")
    token = anna.post("/api/v1/account/tokens", {"title": "script"}).get_json()["token"]

    refused = anna.post("/api/v1/account/password", {"password": "wrong", "new_password": NEW})
    assert refused.get_json()["code"] == "sign_in.failed"
    short = anna.post("/api/v1/account/password", {"password": PASSWORD, "new_password": "short"})
    assert short.get_json()["errors"][0]["pointer"] == "/new_password"
    changed = anna.post("/api/v1/account/password", {"password": PASSWORD, "new_password": NEW})

    assert changed.status_code == 200
    assert anna.get(RECORDS).status_code == 200
    assert elsewhere.get(RECORDS).status_code == 401
    assert site.anybody().get(RECORDS, Authorization=f"Bearer {token}").status_code == 401
    assert site.anybody().sign_in("anna", NEW).status_code == 200


def test_tokens_are_made_listed_and_ended_by_their_owner(site: Site) -> None:
    anna, ben = site.client("anna"), site.client("ben")
    made = anna.post("/api/v1/account/tokens", {"title": "script"}).get_json()
    listed = anna.get("/api/v1/account/tokens").get_json()["items"]
    assert [(one["id"], one["title"]) for one in listed] == [(made["id"], "script")]
    assert made["token"] not in anna.get("/api/v1/account/tokens").text
    assert ben.get("/api/v1/account/tokens").get_json()["items"] == []
    assert ben.send("DELETE", f"/api/v1/account/tokens/{made['id']}").status_code == 404

    bearer = f"Bearer {made['token']}"
    assert site.anybody().get(RECORDS, Authorization=bearer).status_code == 200
    more = site.anybody().post("/api/v1/account/tokens", {"title": "another"}, Authorization=bearer)
    assert more.status_code == 403

    assert anna.send("DELETE", f"/api/v1/account/tokens/{made['id']}").status_code == 204
    assert site.anybody().get(RECORDS, Authorization=bearer).status_code == 401


def test_who_manages_people_opens_and_closes_accounts(site: Site) -> None:
    chief, anna = site.client("chief"), site.client("anna")
    path = f"/api/v1/people/{site.people['anna']}/account"
    assert anna.send("PUT", path, {"login": "x", "password": NEW}).status_code == 403

    assert chief.send("PUT", path, {"login": "anna", "password": NEW}).status_code == 204
    assert anna.get(RECORDS).status_code == 401
    assert site.anybody().sign_in("anna", NEW).status_code == 200
    assert chief.send("DELETE", path).status_code == 204
    assert site.anybody().sign_in("anna", NEW).status_code == 401
    assert chief.send("PUT", "/api/v1/people/nobody/account", {"login": "x", "password": NEW}).status_code == 404


def test_roles_are_given_and_taken(site: Site) -> None:
    chief, dora = site.client("chief"), site.client("dora")
    path = f"/api/v1/roles/shop.clerk/holders/{site.people['dora']}"
    assert dora.get(RECORDS).status_code == 404
    assert chief.send("PUT", path).status_code == 204
    assert dora.get(RECORDS).status_code == 200
    roles = {role["key"]: role for role in chief.get("/api/v1/roles").get_json()["items"]}
    assert set(roles["shop.clerk"]["holders"]) == {site.people["cleo"], site.people["dora"]}
    assert chief.send("DELETE", path).status_code == 204
    assert dora.get(RECORDS).status_code == 404
    assert chief.send("PUT", f"/api/v1/roles/shop.gone/holders/{site.people['dora']}").status_code == 404


def test_pickers_find_people_without_their_telephone_numbers(site: Site) -> None:
    found = site.client("anna").get("/api/v1/people?search=BE").get_json()["items"]
    assert found == [{"id": site.people["ben"], "code": "ben", "name": "Ben", "title": None, "department": None}]
