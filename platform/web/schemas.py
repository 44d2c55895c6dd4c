"""Marshmallow schemas of answers. They describe: OpenAPI is made from them, and they cost no time at run."""

from marshmallow import Schema, fields, validate

from ..runtime.localized import LOCALES


class ProblemErrorSchema(Schema):
    pointer = fields.String(allow_none=True, metadata={"description": "JSON pointer, such as /values/budget."})
    code = fields.String()
    check = fields.String(metadata={"description": "The key of the form's check that speaks."})
    title = fields.String()
    detail = fields.String()


class ProblemSchema(Schema):
    """RFC 9457."""

    type = fields.String()
    title = fields.String(required=True)
    status = fields.Integer(required=True)
    code = fields.String(required=True)
    detail = fields.String()
    errors = fields.List(fields.Nested(ProblemErrorSchema))
    current = fields.Nested(
        "RecordSchema", metadata={"description": "The record as it is now, when a change was based on an old one."}
    )


class DemoAccountSchema(Schema):
    login = fields.String(required=True)
    name = fields.String(required=True)
    title = fields.String(required=True)
    password = fields.String(required=True)


class SetupSchema(Schema):
    needs_administrator = fields.Boolean(required=True)
    demo = fields.Boolean(required=True)
    accounts = fields.List(fields.Nested(DemoAccountSchema), required=True)


class PersonSchema(Schema):
    id = fields.String(required=True)
    code = fields.String(required=True)
    name = fields.String(required=True)
    department = fields.String(required=True, allow_none=True)
    title = fields.String(required=True, allow_none=True)


class PeopleSchema(Schema):
    items = fields.List(fields.Nested(PersonSchema), required=True)


class InHandSchema(Schema):
    tasks = fields.Integer(required=True, metadata={"description": "Open to-dos."})
    heir = fields.String(
        required=True, allow_none=True, metadata={"description": "Who gets them; null: nobody, and they stay."}
    )
    pooled = fields.Integer(required=True, metadata={"description": "Records that go back into pools."})


class WorkspaceSchema(Schema):
    id = fields.String(required=True)
    title = fields.String(required=True)
    sandbox = fields.Boolean(required=True)
    zone = fields.String(required=True)


class SessionSchema(Schema):
    person = fields.Nested(PersonSchema, required=True)
    workspace = fields.Nested(WorkspaceSchema, required=True)
    roles = fields.List(fields.String(), required=True)
    may = fields.List(fields.String(), required=True)
    csrf = fields.String(required=True)
    locale = fields.String(required=True, validate=validate.OneOf(LOCALES))


class ClockSchema(Schema):
    now = fields.AwareDateTime(required=True)
    sandbox = fields.Boolean(required=True)
    offset_s = fields.Integer(required=True)


class AppFormSchema(Schema):
    key = fields.String(required=True)
    title = fields.String(required=True)
    count = fields.Integer(required=True, allow_none=True)
    count_exact = fields.Boolean(required=True, metadata={"description": "Otherwise there are more than `count`."})
    may_create = fields.Boolean(required=True)


class AppWorkflowSchema(Schema):
    key = fields.String(required=True)
    title = fields.String(required=True)
    dispatches = fields.Boolean(required=True, metadata={"description": "Its decisions are listed."})
    form = fields.String(
        required=True, allow_none=True, metadata={"description": "app.form of the records it is about."}
    )


class AppSchema(Schema):
    key = fields.String(required=True)
    title = fields.String(required=True)
    version = fields.String(required=True)
    on_pilot = fields.Boolean(
        required=True, metadata={"description": "Changes hold for the asker's departments that others do not have yet."}
    )
    forms = fields.List(fields.Nested(AppFormSchema), required=True)
    workflows = fields.List(fields.Nested(AppWorkflowSchema), required=True)


class AppsSchema(Schema):
    items = fields.List(fields.Nested(AppSchema), required=True)


class FormFieldSchema(Schema):
    key = fields.String(required=True)
    type = fields.String(required=True)
    title = fields.String(required=True)
    hint = fields.String(allow_none=True)
    required = fields.Boolean(required=True)
    unique = fields.Boolean()
    settings = fields.Dict(required=True)
    access = fields.String(required=True, validate=validate.OneOf(["read", "write"]))
    filters = fields.List(fields.String(), required=True)
    sortable = fields.Boolean(required=True)
    default = fields.Raw(allow_none=True)


class FormMaySchema(Schema):
    create = fields.Boolean(required=True)
    change = fields.Boolean(required=True)
    delete = fields.Boolean(required=True)
    import_ = fields.Boolean(required=True, data_key="import")
    export = fields.Boolean(required=True)
    merge = fields.Boolean(required=True, metadata={"description": "Find duplicates and merge them."})
    ask_owner = fields.Boolean(required=True, metadata={"description": "Ask whether somebody owns a company."})


class LayoutItemSchema(Schema):
    key = fields.String(required=True)
    type = fields.String(required=True, metadata={"description": 'A layout item type, or "field".'})
    settings = fields.Dict(required=True)
    items = fields.List(fields.Nested("LayoutItemSchema"), required=True)


class RuleSchema(Schema):
    key = fields.String(required=True)
    class_ = fields.String(required=True, data_key="class", validate=validate.OneOf(["local", "server"]))
    when = fields.Raw(
        required=True, allow_none=True, metadata={"description": "An expression tree; null where the server judges."}
    )
    then = fields.List(fields.Dict(), required=True)


class GuardSchema(Schema):
    """A phrase guard; the message names the phrase at {phrase}."""

    field = fields.String(required=True)
    phrases = fields.List(fields.String(), required=True)
    evidence = fields.List(fields.Dict(), required=True)


class CheckSchema(Schema):
    """A check that the page judges by itself; those of the server are asked for."""

    key = fields.String(required=True)
    at = fields.String(required=True)
    assert_ = fields.Raw(
        required=True, allow_none=True, data_key="assert", metadata={"description": "An expression tree."}
    )
    guard = fields.Nested(GuardSchema, required=True, allow_none=True)
    message = fields.String(required=True)
    field = fields.String(required=True, allow_none=True)
    warn = fields.Boolean(required=True)


class FormSchema(Schema):
    app = fields.String(required=True)
    key = fields.String(required=True)
    title = fields.String(required=True)
    revision = fields.Integer(required=True)
    title_field = fields.String(required=True, allow_none=True)
    fields_ = fields.List(fields.Nested(FormFieldSchema), required=True, data_key="fields")
    rules = fields.List(fields.Nested(RuleSchema), required=True)
    checks = fields.List(fields.Nested(CheckSchema), required=True)
    begins = fields.Boolean(
        required=True, metadata={"description": "True when a new form begins with values that have to be asked for."}
    )
    asks = fields.Boolean(
        required=True, metadata={"description": "True when the page should ask for a verdict while one types."}
    )
    layout = fields.List(fields.Nested(LayoutItemSchema), required=True)
    keep_last = fields.List(
        fields.String(), required=True, metadata={"description": "Fields that begin as the person last filled them in."}
    )
    parameters = fields.Dict(required=True)
    tables = fields.Dict(required=True, metadata={"description": "Open decision tables that local expressions call."})
    calendar = fields.Dict(
        required=True,
        allow_none=True,
        metadata={"description": "The company's working days, if expressions count any."},
    )
    actor = fields.Dict(required=True, metadata={"description": "What local expressions read of the person."})
    may = fields.Nested(FormMaySchema, required=True)


class CheckVerdictSchema(Schema):
    """What the server would say to these values, as far as a page cannot tell by itself."""

    errors = fields.List(fields.Nested(ProblemErrorSchema), required=True)
    warnings = fields.List(fields.Nested(ProblemErrorSchema), required=True)
    rules = fields.List(fields.String(), required=True, metadata={"description": "Keys of the rules that hold."})
    sets = fields.Dict(required=True, metadata={"description": "Values that these rules set, by field."})
    computed = fields.Dict(required=True, metadata={"description": "Values of formulas and lookups, by field."})


class BeginningSchema(Schema):
    values = fields.Dict(required=True)
    labels = fields.Dict(values=fields.String(allow_none=True), required=True)


class RecordSchema(Schema):
    id = fields.String(required=True)
    revision = fields.Integer(required=True)
    values = fields.Dict(required=True)
    labels = fields.Dict(
        values=fields.String(allow_none=True),
        required=True,
        metadata={"description": "Names behind member and reference values."},
    )
    created_at = fields.AwareDateTime(required=True)
    created_by = fields.String(required=True, allow_none=True)
    updated_at = fields.AwareDateTime(required=True)
    updated_by = fields.String(required=True, allow_none=True)
    owner = fields.String(required=True, allow_none=True)
    department = fields.String(required=True, allow_none=True)
    flow_state = fields.String(required=True, allow_none=True)


class RecordPageSchema(Schema):
    items = fields.List(fields.Nested(RecordSchema), required=True)
    next_cursor = fields.String(required=True, allow_none=True)
    total = fields.Integer(required=True, allow_none=True)
    total_exact = fields.Boolean(required=True)


class ChoiceSchema(Schema):
    id = fields.String(required=True)
    label = fields.String(required=True)
    detail = fields.String(
        required=True,
        allow_none=True,
        metadata={"description": "Why it was found, where the label does not show it."},
    )


class ItemsSchema(Schema):
    items = fields.List(fields.Dict(), required=True, metadata={"description": "Each with id, text and minimum."})


class ChoicesSchema(Schema):
    items = fields.List(fields.Nested(ChoiceSchema), required=True)


class FileSchema(Schema):
    id = fields.String(required=True)
    name = fields.String(required=True)
    size_bytes = fields.Integer(required=True)
    media_type = fields.String(required=True)


class TokenSchema(Schema):
    id = fields.String(required=True)
    title = fields.String(required=True)
    created_at = fields.AwareDateTime(required=True)
    expires_at = fields.AwareDateTime(required=True)


class NewTokenSchema(Schema):
    id = fields.String(required=True)
    token = fields.String(required=True, metadata={"description": "Shown this once."})


class TokensSchema(Schema):
    items = fields.List(fields.Nested(TokenSchema), required=True)


class RoleSchema(Schema):
    key = fields.String(required=True)
    title = fields.String(required=True)
    holders = fields.List(fields.String(), required=True)


class RolesSchema(Schema):
    items = fields.List(fields.Nested(RoleSchema), required=True)


class TitledSchema(Schema):
    key = fields.String(required=True)
    title = fields.String(required=True)


class IncidentSchema(Schema):
    instance = fields.String(required=True)
    app = fields.String(required=True)
    app_title = fields.String(required=True)
    workflow = fields.String(required=True)
    workflow_title = fields.String(required=True)
    form = fields.String(required=True, metadata={"description": "As app.form."})
    record = fields.String(required=True)
    record_title = fields.String(required=True, allow_none=True)
    node = fields.String(required=True)
    node_title = fields.String(required=True)
    visit = fields.Integer(required=True)
    outcomes = fields.List(fields.Nested(TitledSchema), required=True)
    since = fields.AwareDateTime(required=True)
    code = fields.String(required=True)
    detail = fields.String(required=True)


class IncidentsSchema(Schema):
    items = fields.List(fields.Nested(IncidentSchema), required=True)


class RetriedSchema(Schema):
    retried = fields.Integer(required=True)
    stopped = fields.Integer(required=True, metadata={"description": "Those that stopped again."})


class InstanceStateSchema(Schema):
    id = fields.String(required=True)
    state = fields.String(required=True, validate=validate.OneOf(["waiting", "incident", "completed", "cancelled"]))
