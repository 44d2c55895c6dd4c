"""A hand-written service for leads: the same validation, the same history row, the same check of who asks, the same
durability, the same server.

POST /leads creates a lead with its history row in one transaction; GET /leads lists with two filters and a sort.
Run: python -m tests.bench.yardstick.service DATABASE_URL PORT
"""

import hashlib
import logging
import re
import sys
import unicodedata
from datetime import UTC, datetime, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import uuid4

import orjson
import sqlalchemy as sa
import waitress
from flask import Flask, Response, request
from sqlalchemy.pool import QueuePool

INDUSTRIES = {"manufacturing", "retail", "building", "it", "medical", "education"}
URGENCIES = {"ordinary", "urgent", "fire"}
SOURCES = {"web_form", "wechat", "douyin", "exhibition", "referral", "pos", "unknown_source"}
PHONE = re.compile(r"1[3-9]\d{9}|0\d{2,3}\d{7,8}|400\d{7}")

metadata = sa.MetaData()
money = sa.BigInteger().with_variant(sa.Numeric(20, 2), "postgresql")
lead = sa.Table(
    "lead",
    metadata,
    sa.Column("id", sa.String(32), primary_key=True),
    sa.Column("company", sa.String(120), nullable=False, index=True),
    sa.Column("contact", sa.String(40)),
    sa.Column("mobile", sa.String(20)),
    sa.Column("industry", sa.String(20)),
    sa.Column("area", sa.String(40), index=True),
    sa.Column("budget", money, index=True),
    sa.Column("urgency", sa.String(20), nullable=False, index=True),
    sa.Column("why_urgent", sa.Text),
    sa.Column("origin", sa.String(20)),
    sa.Column("need", sa.Text),
    sa.Column("band", sa.String(10)),
    sa.Column("status", sa.String(20), nullable=False, index=True),
    sa.Column("seller", sa.String(32), index=True),
    sa.Column("created_at", sa.DateTime, nullable=False),
    sa.Column("created_by", sa.String(32), nullable=False),
    sa.Column("updated_at", sa.DateTime, nullable=False),
    sa.Column("updated_by", sa.String(32), nullable=False),
    sa.Column("owner", sa.String(32), index=True),
    sa.Column("revision", sa.Integer, nullable=False),
    sa.Index("ix_lead_created", "created_at", "id"),
    # For the list below: its two filters, then its sort.
    sa.Index("ix_lead_area_urgency", "area", "urgency", "created_at", "id"),
)
history = sa.Table(
    "history",
    metadata,
    sa.Column("id", sa.String(32), primary_key=True),
    sa.Column("lead_id", sa.String(32), nullable=False, index=True),
    sa.Column("at", sa.DateTime, nullable=False),
    sa.Column("actor", sa.String(32), nullable=False),
    sa.Column("action", sa.String(20), nullable=False),
    sa.Column("patch", sa.Text, nullable=False),
)
account = sa.Table(
    "account",
    metadata,
    sa.Column("id", sa.String(32), primary_key=True),
    sa.Column("login", sa.String(120), nullable=False, unique=True),
    sa.Column("disabled_at", sa.DateTime),
)
# Tokens are kept as hashes.
session = sa.Table(
    "session",
    metadata,
    sa.Column("hash", sa.String(64), primary_key=True),
    sa.Column("account_id", sa.ForeignKey("account.id"), nullable=False),
    sa.Column("expires_at", sa.DateTime, nullable=False),
)
# The token of the one account there is.
TOKEN = "yardstick-1f7a3c9e5b2d4860"

insert_lead, insert_history = sa.insert(lead), sa.insert(history)
find_session = (
    sa.select(session.c.account_id, session.c.expires_at)
    .join(account)
    .where(session.c.hash == sa.bindparam("hash"), account.c.disabled_at.is_(None))
)


class Invalid(Exception):
    """Names the field and what is wrong with it."""

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(field)
        self.field = field
        self.reason = reason


def make_engine(url: str) -> sa.Engine:
    """The same durability as the product: WAL with synchronous=FULL, or PostgreSQL as it comes."""
    if not url.startswith("sqlite"):
        return sa.create_engine(url, pool_size=8, max_overflow=16)
    engine = sa.create_engine(
        url,
        poolclass=QueuePool,
        pool_size=24,
        # Whoever begins here ends as well.
        pool_reset_on_return=None,
        connect_args={"timeout": 30, "check_same_thread": False},
    )

    @sa.event.listens_for(engine, "connect")
    def set_up(connection: Any, _: Any) -> None:
        connection.isolation_level = None
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "cache_size=-16000", "temp_store=MEMORY"):
            connection.execute(f"PRAGMA {pragma}")

    @sa.event.listens_for(engine, "begin")
    def begin(connection: sa.Connection) -> None:
        # Others read by single statements, which need no transaction.
        if connection.get_execution_options().get("writes", False):
            driver: Any = connection.connection.dbapi_connection
            driver.execute("BEGIN IMMEDIATE")

    return engine


def validated(body: dict[str, Any]) -> dict[str, Any]:
    """The columns of a lead. Raises Invalid."""
    unknown = set(body) - {c.name for c in lead.columns}
    if unknown:
        raise Invalid(unknown.pop(), "unknown")
    values: dict[str, Any] = {
        "company": text(body, "company", 120),
        "contact": text(body, "contact", 40),
        "mobile": phone(body),
        "industry": choice(body, "industry", INDUSTRIES),
        "area": text(body, "area", 40),
        "budget": amount(body),
        "urgency": choice(body, "urgency", URGENCIES) or "ordinary",
        "why_urgent": text(body, "why_urgent", 2000),
        "origin": choice(body, "origin", SOURCES) or "unknown_source",
        "need": text(body, "need", 2000),
    }
    if not values["company"]:
        raise Invalid("company", "required")
    if values["urgency"] == "fire" and not values["mobile"]:
        raise Invalid("mobile", "required for a fire lead")
    budget = values["budget"]
    if budget is not None and budget >= 100_000_000 and not values["contact"]:
        raise Invalid("contact", "required above 100 million")
    low, high = Decimal(500_000), Decimal(2_000_000)
    values["band"] = None if budget is None else "low" if budget < low else "middle" if budget <= high else "high"
    return values


def text(body: dict[str, Any], field: str, limit: int) -> str | None:
    value = body.get(field)
    if value is None:
        return None
    if not isinstance(value, str) or len(value) > limit:
        raise Invalid(field, f"text of up to {limit} characters")
    return value.strip() or None


def phone(body: dict[str, Any]) -> str | None:
    value = body.get("mobile")
    if value is None:
        return None
    digits = re.sub(r"[\s\-()]", "", unicodedata.normalize("NFKC", str(value))).removeprefix("+86")
    if not PHONE.fullmatch(digits):
        raise Invalid("mobile", "a phone number")
    return digits


def choice(body: dict[str, Any], field: str, allowed: set[str]) -> str | None:
    value = body.get(field)
    if value is not None and value not in allowed:
        raise Invalid(field, "one of the options")
    return value


def amount(body: dict[str, Any]) -> Decimal | None:
    value = body.get("budget")
    if value is None:
        return None
    try:
        number = Decimal(str(value)).quantize(Decimal("0.01"))
    except InvalidOperation:
        raise Invalid("budget", "an amount") from None
    if number < 0:
        raise Invalid("budget", "not negative")
    return number


class NotSignedIn(Exception):
    """The request bears no token that holds."""


def signed_in(connection: sa.Connection) -> str:
    """The account of whoever asks. Raises NotSignedIn."""
    secret = request.headers.get("Authorization", "").removeprefix("Bearer ")
    found = connection.execute(find_session, {"hash": hashlib.sha256(secret.encode()).hexdigest()}).first()
    if found is None or found.expires_at <= utc_now():
        raise NotSignedIn
    return str(found.account_id)


def utc_now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)


def page_of(area: bool, urgency: bool) -> sa.Select[Any]:
    """The list's statement with these filters: there are four, each made once."""
    query = sa.select(lead)
    if area:
        query = query.where(lead.c.area == sa.bindparam("area"))
    if urgency:
        query = query.where(lead.c.urgency == sa.bindparam("urgency"))
    return query.order_by(lead.c.created_at.desc(), lead.c.id.desc()).limit(sa.bindparam("limit"))


def create_app(url: str) -> Flask:
    """The service on a database that has its tables."""
    app = Flask(__name__)
    engine = make_engine(url)
    writing, reading = engine.execution_options(writes=True), engine.execution_options(isolation_level="AUTOCOMMIT")
    scaled = engine.dialect.name == "sqlite"
    names = [str(column.name) for column in lead.c]
    pages = {(area, urgency): page_of(area, urgency) for area in (True, False) for urgency in (True, False)}
    metadata.create_all(engine)
    with writing.begin() as connection:
        open_session(connection)

    @app.errorhandler(Invalid)
    def invalid(error: Invalid) -> Response:
        return answer({"field": error.field, "reason": error.reason}, 422)

    @app.errorhandler(NotSignedIn)
    def not_signed_in(_: NotSignedIn) -> Response:
        return answer({"reason": "sign in"}, 401)

    @app.get("/healthz")
    def health() -> Response:
        return answer({"status": "ok"}, 200)

    @app.post("/leads")
    def create() -> Response:
        with reading.connect() as connection:
            actor = signed_in(connection)
        values = validated(orjson.loads(request.get_data()))
        now = utc_now()
        row = {
            **values,
            "id": uuid4().hex,
            "status": "fresh",
            "created_at": now,
            "created_by": actor,
            "updated_at": now,
            "updated_by": actor,
            "owner": actor,
            "revision": 1,
        }
        shown = dict(row)
        if scaled and row["budget"] is not None:
            row["budget"] = int(row["budget"] * 100)
        entry = {
            "id": uuid4().hex,
            "lead_id": row["id"],
            "at": now,
            "actor": actor,
            "action": "create",
            "patch": dumped(shown).decode(),
        }
        with writing.begin() as connection:
            connection.execute(insert_lead, row)
            connection.execute(insert_history, entry)
        return answer(shown, 201)

    @app.get("/leads")
    def page() -> Response:
        arguments = request.args
        area, urgency = arguments.get("area"), arguments.get("urgency")
        values: dict[str, Any] = {"limit": int(arguments.get("limit", 50))}
        values |= {"area": area} if area else {}
        values |= {"urgency": urgency} if urgency else {}
        with reading.connect() as connection:
            signed_in(connection)
            rows = connection.execute(pages[bool(area), bool(urgency)], values).all()
        items = [dict(zip(names, row, strict=True)) for row in rows]
        for item in items:
            if scaled and item["budget"] is not None:
                item["budget"] = Decimal(item["budget"]) / 100
        return answer({"items": items}, 200)

    return app


def open_session(connection: sa.Connection) -> None:
    """The account and its token, where they are not there yet."""
    if connection.execute(sa.select(account.c.id)).first() is None:
        connection.execute(sa.insert(account).values(id="someone", login="someone"))
        hash, expires_at = hashlib.sha256(TOKEN.encode()).hexdigest(), utc_now() + timedelta(days=1)
        connection.execute(sa.insert(session).values(hash=hash, account_id="someone", expires_at=expires_at))


def dumped(body: Any) -> bytes:
    return orjson.dumps(body, default=str)  # amounts are texts


def answer(body: Any, status: int) -> Response:
    return Response(dumped(body), status, content_type="application/json")


if __name__ == "__main__":
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # a full queue is what we measure
    waitress.serve(create_app(sys.argv[1]), host="127.0.0.1", port=int(sys.argv[2]), threads=16)
