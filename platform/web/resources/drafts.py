"""What an app consists of, for those who build it: its documents, their drafts, and publishing."""

from typing import Any

from flask import Response, request

from ...builder import drafts
from ...builder.kinds import definition_kinds
from ...builder.own_apps import make_app
from ...builder.patching.words import place_words
from ...runtime.context import Context
from ...runtime.definitions import plan_cache
from ...runtime.errors import PlatformError
from ...runtime.forms import describe
from ...runtime.localized import text
from ...runtime.people import actor_name, actor_values, has_right
from ...runtime.workflows import outline
from .. import policy
from ..answers import answers, empty, json, query
from ..blueprint import Blueprint
from ..bodies import DraftBody, DraftFormulaBody, HoldBody, NewAppBody, PreviewBody, PublishBody, RestoreBody
from ..draft_schemas import (
    ContentsSchema,
    DocumentSchema,
    DocumentsSchema,
    DraftChangesSchema,
    DraftProblemsSchema,
    OutlineSchema,
    PublishedSchema,
    RevisionsSchema,
)
from ..edge import current_edge
from ..formula_schemas import FormulaSchema, FormulaWordsSchema
from ..package_schemas import OperationRefSchema
from ..reading import expected_revision
from ..schemas import FormSchema

blueprint = Blueprint("drafts", __name__, url_prefix="/api/v1/apps")

_RIGHT = "apps.build"
_DOCUMENT = "/<app>/documents/<kind>/<key>"
_DRAFT = f"{_DOCUMENT}/draft"
_IF_MATCH = [
    {
        "in": "header",
        "name": "If-Match",
        "required": True,
        "description": 'The version of the draft one saw; "0" where there was none.',
        "schema": {"type": "string"},
    }
]


@blueprint.route("", methods=["POST"])
@answers(DocumentsSchema, 201)
@policy.right(_RIGHT)
@blueprint.arguments(NewAppBody)
def make(context: Context, body: dict[str, Any]) -> Response:
    """Begin an app of one's own. 409 where its key is taken."""
    make_app(context, body["key"], body["title"], body["summary"])
    return _all(context, body["key"], 201)


@blueprint.route("/<app>/documents")
@answers(DocumentsSchema)
@policy.right(_RIGHT)
def items(context: Context, app: str) -> Response:
    """Everything that belongs to an app, without its contents."""
    return _all(context, app)


@blueprint.route("/<app>/contents")
@answers(ContentsSchema, parameters=query({"kinds": "Such as form,options"}))
@policy.right(_RIGHT)
def contents(context: Context, app: str) -> Response:
    """The documents of some kinds as they are to become: what the formulas and settings of others may name."""
    kinds = request.args.get("kinds", "").split(",")
    found = drafts.contents(context, app, kinds)
    return json(
        {"items": [{"kind": one.kind, "key": one.key, "document": one.latest} for one in found]},
    )


@blueprint.route(_DOCUMENT)
@answers(DocumentSchema)
@policy.right(_RIGHT)
def item(context: Context, app: str, kind: str, key: str) -> Response:
    """One document as it is published, and as it is to become."""
    return _answer(context, drafts.Place(app, kind, key))


@blueprint.route(f"{_DOCUMENT}/revisions")
@answers(RevisionsSchema)
@policy.right(_RIGHT)
def revisions(context: Context, app: str, kind: str, key: str) -> Response:
    """All that were ever published, the newest first."""
    found = drafts.revisions(context, drafts.Place(app, kind, key))
    told = [
        {"number": one.number, "at": one.at, "by": actor_name(context, one.by), "current": one.current} for one in found
    ]
    return json({"items": told})


@blueprint.route(_DRAFT, methods=["PUT"])
@answers(DocumentSchema, parameters=_IF_MATCH)
@policy.right(_RIGHT)
@blueprint.arguments(DraftBody)
def save(context: Context, body: dict[str, Any], app: str, kind: str, key: str) -> Response:
    """Save the draft, right or not: {} withdraws what is published. 409 with the latest where it was changed meanwhile,
    or while somebody else works on it."""
    place = drafts.Place(app, kind, key)
    drafts.save(context, place, body["document"], expected_revision())
    return _answer(context, place)


@blueprint.route(_DRAFT, methods=["DELETE"])
@answers(None, 204, parameters=_IF_MATCH)
@policy.right(_RIGHT)
def discard(context: Context, app: str, kind: str, key: str) -> Response:
    """Throw the draft away; what is published stays."""
    drafts.discard(context, drafts.Place(app, kind, key), expected_revision())
    return empty()


@blueprint.route(f"{_DRAFT}/undo", methods=["POST"])
@answers(DocumentSchema, parameters=_IF_MATCH)
@policy.right(_RIGHT)
def undo(context: Context, app: str, kind: str, key: str) -> Response:
    """Take the last step back."""
    place = drafts.Place(app, kind, key)
    drafts.undo(context, place, expected_revision())
    return _answer(context, place)


@blueprint.route(f"{_DRAFT}/redo", methods=["POST"])
@answers(DocumentSchema, parameters=_IF_MATCH)
@policy.right(_RIGHT)
def redo(context: Context, app: str, kind: str, key: str) -> Response:
    """Do again what was taken back."""
    place = drafts.Place(app, kind, key)
    drafts.redo(context, place, expected_revision())
    return _answer(context, place)


@blueprint.route(f"{_DRAFT}/keep", methods=["POST"])
@answers(DocumentSchema, parameters=_IF_MATCH)
@policy.right(_RIGHT)
def keep(context: Context, app: str, kind: str, key: str) -> Response:
    """Go on with the draft although the document was published anew after it was begun: it will replace that."""
    place = drafts.Place(app, kind, key)
    drafts.keep(context, place, expected_revision())
    return _answer(context, place)


@blueprint.route(f"{_DRAFT}/restore", methods=["POST"])
@answers(DocumentSchema, parameters=_IF_MATCH)
@policy.right(_RIGHT)
@blueprint.arguments(RestoreBody)
def restore(context: Context, body: dict[str, Any], app: str, kind: str, key: str) -> Response:
    """Make an earlier revision the draft."""
    place = drafts.Place(app, kind, key)
    drafts.restore(context, place, body["revision"], expected_revision())
    return _answer(context, place)


@blueprint.route(f"{_DRAFT}/hold", methods=["POST"])
@answers(DocumentSchema)
@policy.right(_RIGHT)
@blueprint.arguments(HoldBody)
def hold(context: Context, body: dict[str, Any], app: str, kind: str, key: str) -> Response:
    """Say that one works on the draft, as an open page does each minute. 409 while somebody else does, unless one takes
    it over."""
    place = drafts.Place(app, kind, key)
    drafts.hold(context, place, take=body["take"])
    return _answer(context, place)


@blueprint.route(f"{_DRAFT}/hold", methods=["DELETE"])
@answers(None, 204)
@policy.right(_RIGHT)
def leave(context: Context, app: str, kind: str, key: str) -> Response:
    """Let others go on."""
    drafts.leave(context, drafts.Place(app, kind, key))
    return empty()


@blueprint.route("/<app>/problems")
@answers(DraftProblemsSchema)
@policy.right(_RIGHT)
def problems(context: Context, app: str) -> Response:
    """What publishing the drafts would refuse, in other apps' documents too."""
    found = drafts.problems(context, app)
    known = {(one.kind, app, one.key): one.latest for one in drafts.documents(context, app)} if found else {}
    return json(
        {
            "items": [
                {
                    "kind": one.kind,
                    "app": one.app,
                    "key": one.key,
                    "place": place_words(known.get((one.kind, one.app, one.key), {}), one.error.pointer or "", locale),
                    **_told(one.error, locale),
                }
                for locale in [context.locale]
                for one in found
            ]
        }
    )


@blueprint.route("/<app>/changes")
@answers(DraftChangesSchema)
@policy.right(_RIGHT)
def changes(context: Context, app: str) -> Response:
    """What publishing the drafts would change, in words, and which records that is about."""
    found = drafts.changes_of(context, app)
    documents = [
        {
            "kind": one.kind,
            "key": one.key,
            "title": one.title,
            "act": one.act,
            "version": one.version,
            "changes": [{"path": told.path, "words": told.words} for told in one.sentences],
        }
        for one in found.documents
    ]
    impacts = None if found.impacts is None else [_impact(one) for one in found.impacts]
    return json({"items": documents, "impacts": impacts, "scenarios": found.scenarios})


@blueprint.route("/<app>/scenarios/run", methods=["POST"])
@answers(OperationRefSchema, 202)
@policy.right(_RIGHT)
def run_scenarios(context: Context, app: str) -> Response:
    """Run the app's scenarios as its drafts would have it, as an operation whose result says which do not hold."""
    return json({"operation": drafts.start_scenarios(context, app)}, 202)


@blueprint.route("/<app>/documents/form/<key>/preview", methods=["POST"])
@answers(FormSchema)
@policy.right(_RIGHT)
@blueprint.arguments(PreviewBody)
def preview(context: Context, body: dict[str, Any], app: str, key: str) -> Response:
    """The form as somebody with one role would see it once all drafts are published; without a role, all of it. 422
    with what is wrong with it."""
    plan, access = drafts.form_preview(context, app, key, body["role"])
    frames, actor = current_edge().settings.frames, actor_values(context)
    return json(describe(plan, access, context.locale, frames=frames, actor=actor))


@blueprint.route("/<app>/outline", methods=["POST"])
@answers(OutlineSchema)
@policy.right(_RIGHT)
@blueprint.arguments(DraftBody)
def outlined(context: Context, body: dict[str, Any], app: str) -> Response:
    """By which outcomes the steps of a workflow can be left, whether or not it is whole yet. Nothing is kept."""
    return json({"nodes": outline(body["document"], context.locale)})


@blueprint.route("/<app>/formulas", methods=["POST"])
@answers(FormulaSchema)
@policy.right(_RIGHT)
@blueprint.arguments(DraftFormulaBody)
def formula(context: Context, body: dict[str, Any], app: str) -> Response:
    """Read the text of a formula with the names of the drafts, or write a tree out: the tree, its type and text, or
    what is wrong and where."""
    step = drafts.Step(**body["step"]) if body["step"] else None
    scope = drafts.Scope(body["form"], step, body["at_hand"])
    if body["text"] is not None:
        return json(drafts.read_text(context, app, scope, body["text"]))
    return json(drafts.print_text(context, app, scope, body["tree"]))


@blueprint.route("/<app>/formulas/words")
@answers(
    FormulaWordsSchema,
    parameters=query(
        {"form": "Whose record it is about", "workflow": "Of the step", "step": "Whose formula it is"}
        | dict.fromkeys(drafts.AT_HAND, "The form of another record that it reads so")
    ),
)
@policy.right(_RIGHT)
def formula_words(context: Context, app: str) -> Response:
    """The names of the drafts and the functions that a formula may use."""
    asked = request.args
    step = drafts.Step(asked["workflow"], asked["step"]) if {"workflow", "step"} <= asked.keys() else None
    at_hand = {how: asked[how] for how in drafts.AT_HAND if how in asked}
    return json(drafts.words(context, app, drafts.Scope(asked.get("form"), step, at_hand)))


@blueprint.route("/<app>/publish", methods=["POST"])
@answers(PublishedSchema)
@policy.right(_RIGHT)
@blueprint.arguments(PublishBody)
def publish(context: Context, body: dict[str, Any], app: str) -> Response:
    """Make all drafts of the app hold, or none: those sent are the ones one saw. 422 with what is wrong."""
    seen = {(one["kind"], one["key"]): one["version"] for one in body["drafts"]}
    return json({"published": drafts.publish(context, app, seen)})


def _told(error: PlatformError, locale: str) -> dict[str, Any]:
    """A problem whose place stands beside it: without the document's name and the path, which say it once more."""
    told = error.item(locale)
    reason, path = error.context.get("reason"), (error.pointer or "")[1:]
    if reason is None:
        return told
    words = str(text(reason, locale))
    if not path or path not in words:
        return told | {"detail": words}
    # In Chinese nothing stands between the words and what is said of them.
    return told | {
        "detail": words.replace(f"{path} ", "这里") if locale == "zh-CN" else words.replace(path, "this place")
    }


def _all(context: Context, app: str, status: int = 200) -> Response:
    items = [_listed(context, one) for one in drafts.documents(context, app)]
    with context.workspace.database.read() as connection:
        plans = plan_cache(context.workspace).at(connection)
    kinds = [
        {
            "key": key,
            "title": text(kind.title, context.locale),
            "may": kind.right is None or has_right(context, plans, kind.right),
        }
        for key, kind in definition_kinds.items()
    ]
    made = plans.apps[app].manifest
    told = {"key": app, "title": text(made.get("title", app), context.locale), "version": made["version"]}
    return json({"app": told, "kinds": kinds, "items": items}, status)


def _answer(context: Context, place: drafts.Place) -> Response:
    found = drafts.document(context, place)
    draft = found.draft
    told = None
    if draft is not None:
        told = {
            "document": draft.document,
            "base": draft.base,
            "version": draft.version,
            "undo": draft.undo,
            "redo": draft.redo,
            **_made(context, draft),
        }
    return json(
        {
            "kind": found.kind,
            "key": found.key,
            "title": _title(context, found),
            "revision": found.revision,
            "published": found.published,
            "draft": told,
        },
        revision=draft.version if draft else 0,
    )


def _impact(one: drafts.Impact) -> dict[str, Any]:
    return {
        "kind": one.kind,
        "key": one.key,
        "field": one.field,
        "words": one.words,
        "count": one.count,
        "exact": one.exact,
    }


def _listed(context: Context, found: drafts.Document) -> dict[str, Any]:
    draft = found.draft
    return {
        "kind": found.kind,
        "key": found.key,
        "title": _title(context, found),
        "revision": found.revision,
        "open_comments": found.open_comments,
        "draft": None
        if draft is None
        else {"version": draft.version, "withdraws": not draft.document, **_made(context, draft)},
    }


def _made(context: Context, draft: drafts.Draft) -> dict[str, Any]:
    return {
        "changed_at": draft.changed_at,
        "changed_by": actor_name(context, draft.changed_by),
        "holder": actor_name(context, draft.holder) if draft.holder else None,
        "mine": draft.holder == context.actor.identity,
    }


def _title(context: Context, found: drafts.Document) -> Any:
    return text(found.latest.get("title", found.key), context.locale)
