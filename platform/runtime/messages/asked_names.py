"""Who is asked about an unknown name is told so in the inbox, reminded when half of the time is over, and told once
more when all of it is."""

from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from ..context import Context
from ..definitions import plans_in
from ..directory.tables import unknown_name
from ..directory.unknown_names import ASKED, LATE, SOON, blocks
from ..forms import form_plan
from ..jobs import Job, job_handler
from ..localized import LOCALES, text
from ..people import ADMINISTRATOR, organisation_of
from ..storage import Transaction
from .sending import tell

_ASKED = {
    "title": {"zh-CN": "请判定名称：{name}", "en": "A name to decide about: {name}"},
    "text": {
        "zh-CN": "「{form}」里没有「{name}」，已经填了 {uses} 次。请在 {until} 前判定：是新的、是已有的，还是不能用。"
        "到时没有判定，用到它的提交会被拦下。它在工作台的待办里。",
        "en": "{form} has no “{name}”, which was entered {uses} times. Decide by {until} whether it is a new one, one "
        "that is there, or none to use; after that, what is submitted with it is refused. It is among your to-dos.",
    },
}
_SOON = {
    "title": {"zh-CN": "还没有判定名称：{name}", "en": "Not decided yet: {name}"},
    "text": {
        "zh-CN": "「{name}」还没有判定，已经填了 {uses} 次。{until} 以后，用到它的提交会被拦下。它在工作台的待办里。",
        "en": "Nobody has decided about “{name}” yet; it was entered {uses} times. After {until} what is submitted "
        "with it is refused. It is among your to-dos.",
    },
}
_LATE = {
    "title": {"zh-CN": "名称逾期未判定：{name}", "en": "Nobody decided about {name}"},
    "text": {
        "zh-CN": "「{name}」到 {until} 还没有判定，现在用到它的提交都会被拦下，直到有人判定。它在工作台的待办里。",
        "en": "Nobody decided about “{name}” by {until}. What is submitted with it is refused until somebody does; "
        "it is among the to-dos.",
    },
}


@job_handler(ASKED)
def tell_asked(context: Context, tx: Transaction, job: Job) -> None:
    """payload: {"name"}."""
    row = _waiting(tx, job)
    if row is not None:
        _tell(context, tx, row, _ASKED, row.asked, ASKED)


@job_handler(SOON)
def remind_asked(context: Context, tx: Transaction, job: Job) -> None:
    """payload: {"name"}. A job that comes late reminds nobody of a time that is over."""
    row = _waiting(tx, job)
    if row is not None and not blocks(row, context.now()):
        _tell(context, tx, row, _SOON, row.asked, SOON)


@job_handler(LATE)
def tell_late(context: Context, tx: Transaction, job: Job) -> None:
    """payload: {"name"}. The administrators hear of it too: work stands still now."""
    row = _waiting(tx, job)
    if row is not None:
        administrators = organisation_of(context.workspace, tx.connection).holders(ADMINISTRATOR, context.now())
        _tell(context, tx, row, _LATE, [*row.asked, *administrators], LATE)


def _waiting(tx: Transaction, job: Job) -> Any:
    """The name, unless it has been decided."""
    t = unknown_name
    return tx.execute(sa.select(t).where(t.c.id == job.payload["name"], t.c.state == "asked")).one_or_none()


def _tell(context: Context, tx: Transaction, row: Any, words: Any, persons: list[str], kind: str) -> None:
    app, _, form = row.target.partition(".")
    plans = plans_in(context.workspace, tx)
    if plans.find("form", app, form) is None:
        return
    title = form_plan(plans, app, form).title
    until = f"{row.blocks_at.astimezone(ZoneInfo(context.workspace.zone)):%Y-%m-%d %H:%M}"

    def said(part: str) -> dict[str, str]:
        places = {"name": row.name, "uses": row.uses, "until": until}
        return {locale: words[part][locale].format(form=text(title, locale), **places) for locale in LOCALES}

    tell(tx, context, app, kind, persons, said("title"), said("text"), once=f"{kind}/{row.id}/{row.revision}")
