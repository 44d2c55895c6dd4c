"""Marshmallow schemas of request bodies, for all but the hot paths. What is not declared here is refused."""

from marshmallow import RAISE, Schema, fields, validate

from ..builder.drafts import AT_HAND


class Body(Schema):
    """A request body: what is not declared is refused."""

    class Meta:
        unknown = RAISE


class SignInBody(Body):
    login = fields.String(required=True, validate=validate.Length(1, 200))
    password = fields.String(required=True, validate=validate.Length(1, 400))


class SetupBody(Body):
    login = fields.String(required=True, validate=validate.Length(1, 100))
    name = fields.String(required=True, validate=validate.Length(1, 100))
    password = fields.String(required=True, validate=validate.Length(1, 400))
    workspace_title = fields.String(required=True, validate=validate.Length(1, 100))


class ClockBody(Body):
    advance = fields.String(required=True, metadata={"description": "An ISO 8601 duration, such as PT15M."})


class ValuesBody(Body):
    values = fields.Dict(keys=fields.String(), required=True, metadata={"description": "Values by field key."})


class CommentBody(Body):
    text = fields.String(required=True)
    part = fields.String(
        load_default=None,
        allow_none=True,
        validate=validate.Length(1, 300),
        metadata={"description": 'The way to what it is about, by keys: "fields/days". Empty for the whole.'},
    )


class SettleBody(Body):
    settled = fields.Boolean(required=True)


class TrialBody(Body):
    form = fields.String(load_default=None, allow_none=True, metadata={"description": "Of which the record is."})
    record = fields.String(load_default=None, allow_none=True)
    values = fields.Dict(keys=fields.String(), load_default=dict, metadata={"description": "By the key of an input."})


class FormulaBody(Body):
    text = fields.String(required=True, metadata={"description": "The formula, or with `message` words with {names}."})
    message = fields.Boolean(load_default=False)
    record = fields.String(load_default=None, allow_none=True, metadata={"description": "Work it out on this record."})


class FormulaValueBody(Body):
    tree = fields.Raw(required=True, metadata={"description": "The formula as documents store it."})
    record = fields.String(required=True, validate=validate.Length(1, 26))


class StepFormulaBody(Body):
    text = fields.String(required=True, metadata={"description": "The formula."})


class DecisionTableBody(Body):
    document = fields.Dict(required=True, metadata={"description": "A decision table as definitions hold it."})


class BulkBody(Body):
    """Which records: those of `ids`, or all that `filter` and `search` find."""

    deed = fields.String(required=True, validate=validate.OneOf(["change", "delete"]))
    values = fields.Dict(load_default=dict, metadata={"description": "For a change: values by field key."})
    ids = fields.List(fields.String(validate=validate.Length(1, 26)), load_default=None, allow_none=True)
    filter = fields.Raw(load_default=None, allow_none=True)
    search = fields.String(load_default="")


class CalendarBody(Body):
    document = fields.Dict(required=True, metadata={"description": "A calendar as definitions hold it, without key."})


class MessagesReadBody(Body):
    until = fields.String(required=True, validate=validate.Length(1, 26), metadata={"description": "The newest shown."})
    kind = fields.String(load_default=None, allow_none=True, validate=validate.Length(max=20))


class MessageAnswerBody(Body):
    answer = fields.String(required=True, validate=validate.Length(1, 60))


class ConfirmBody(Body):
    answers = fields.Dict(
        keys=fields.String(),
        values=fields.List(fields.String(validate=validate.Length(1, 60)), validate=validate.Length(max=8)),
        load_default=dict,
        metadata={"description": "Of a quiz: by question the keys of the options chosen."},
    )


class SnoozeBody(Body):
    until = fields.AwareDateTime(required=True, allow_none=True, metadata={"description": "null brings it back now."})


class AddressBody(Body):
    address = fields.String(required=True, validate=validate.Length(max=254))


class ChannelBody(Body):
    enabled = fields.Boolean(required=True)
    settings = fields.Dict(required=True)
    secrets = fields.Dict(
        keys=fields.String(), values=fields.String(validate=validate.Length(max=2000)), load_default=dict
    )


class PrintBody(Body):
    tree = fields.Raw(required=True, allow_none=True, metadata={"description": "A stored expression."})


class RecordBody(ValuesBody):
    confirmed = fields.List(
        fields.String(), metadata={"description": "Keys of the checks whose warnings somebody has seen."}
    )


class CheckBody(ValuesBody):
    id = fields.String(metadata={"description": "The record that is being changed; absent for a new one."})


class TickBody(Body):
    """What was done about an item; what is left out stays."""

    done = fields.Boolean()
    remark = fields.String(allow_none=True)
    evidence = fields.List(fields.Raw(), metadata={"description": "Ids of uploaded files."})


class AcceptBody(Body):
    act = fields.String(required=True)


class DeclineBody(Body):
    reason = fields.String(required=True)
    comment = fields.String(load_default="")


class DecideBody(Body):
    decision = fields.String(required=True, validate=validate.OneOf(["approve", "reject"]))
    comment = fields.String(load_default="")


class CancelBody(Body):
    reason = fields.String(required=True, validate=validate.Length(1, 2000))


class SkipBody(Body):
    node = fields.String(required=True)
    visit = fields.Integer(required=True, strict=True, validate=validate.Range(min=1))
    outcome = fields.String(required=True, validate=validate.Length(1, 120))
    reason = fields.String(required=True, validate=validate.Length(1, 2000))


class CorrectBody(Body):
    reason = fields.String(required=True, validate=validate.Length(1, 2000))
    values = fields.Dict(load_default=dict, metadata={"description": "Of the record, by field."})
    outputs = fields.Dict(
        values=fields.Dict(), load_default=dict, metadata={"description": "Of steps passed, by step and name."}
    )


class RetryAllBody(Body):
    app = fields.String(required=True)
    workflow = fields.String(required=True)


class InstallBody(Body):
    parameters = fields.Dict(load_default=dict)
    consents = fields.List(fields.String(), load_default=list)
    sample_data = fields.Boolean(load_default=True)


class ParametersBody(Body):
    parameters = fields.Dict(required=True, metadata={"description": "Values by parameter key."})


class PasswordBody(Body):
    password = fields.String(required=True, validate=validate.Length(1, 400))
    new_password = fields.String(required=True, validate=validate.Length(1, 400))


class AccountBody(Body):
    login = fields.String(required=True, validate=validate.Length(1, 100))
    password = fields.String(required=True, validate=validate.Length(1, 400))


class TokenBody(Body):
    title = fields.String(required=True, validate=validate.Length(1, 100))


class NewAppBody(Body):
    key = fields.String(required=True, validate=validate.Length(2, 40))
    title = fields.Raw(required=True, metadata={"description": "A text, or one per language."})
    summary = fields.Raw(load_default="")


class SpreadsheetAppBody(Body):
    key = fields.String(required=True, validate=validate.Length(2, 40))
    title = fields.String(required=True, validate=validate.Length(1, 200))
    fields_ = fields.List(
        fields.Dict(),
        required=True,
        data_key="fields",
        validate=validate.Length(1, 300),
        metadata={"description": "Fields as a form's document holds them."},
    )


class PackedPlaceBody(Body):
    kind = fields.String(required=True)
    key = fields.String(required=True)


class PackedParameterBody(PackedPlaceBody):
    pointer = fields.String(required=True, metadata={"description": "Into the document: the value it stands for."})
    parameter = fields.String(required=True, validate=validate.Regexp("^[a-z][a-z0-9_]{0,58}$"))
    title = fields.String(required=True, validate=validate.Length(1, 200))
    type = fields.String(required=True, validate=validate.OneOf(("integer", "decimal", "duration")))


class PackBody(Body):
    version = fields.String(required=True, validate=validate.Regexp(r"^\d+\.\d+\.\d+$"))
    title = fields.String(required=True, validate=validate.Length(1, 200))
    summary = fields.String(load_default="", validate=validate.Length(0, 300))
    without = fields.List(
        fields.Nested(PackedPlaceBody), load_default=list, metadata={"description": "Documents that stay."}
    )
    parameters = fields.List(fields.Nested(PackedParameterBody), load_default=list)
    samples = fields.List(fields.String(), load_default=list, metadata={"description": "Forms whose records go along."})


class DraftBody(Body):
    document = fields.Dict(required=True, metadata={"description": "The whole document; {} withdraws it."})


class ActiveBody(Body):
    active = fields.Boolean(required=True, truthy={True}, falsy={False})


class HoldBody(Body):
    take = fields.Boolean(load_default=False, truthy={True}, falsy={False})


class RestoreBody(Body):
    revision = fields.Integer(required=True, strict=True, validate=validate.Range(1))


class PreviewBody(Body):
    role = fields.String(load_default=None, allow_none=True, validate=validate.Length(1, 121))


class AppSettingsBody(Body):
    values = fields.Dict(required=True, metadata={"description": "All of them, as one wants them to be."})
    version = fields.String(required=True, metadata={"description": "Of those one saw."})


class FormulaStepBody(Body):
    workflow = fields.String(required=True, validate=validate.Length(1, 120))
    node = fields.String(required=True, validate=validate.Length(1, 120))


class DraftFormulaBody(Body):
    step = fields.Nested(
        FormulaStepBody,
        load_default=None,
        allow_none=True,
        metadata={"description": "Whose formula it is: it may read what the steps before it tell."},
    )
    form = fields.String(
        load_default=None,
        allow_none=True,
        validate=validate.Length(1, 121),
        metadata={"description": "Whose record it is about; without it a record of any form."},
    )
    at_hand = fields.Dict(
        keys=fields.String(validate=validate.OneOf(AT_HAND)),
        values=fields.String(validate=validate.Length(1, 121)),
        load_default=dict,
        metadata={"description": "The forms of other records that it reads, by how: row, candidate, item."},
    )
    text = fields.String(
        load_default=None, allow_none=True, metadata={"description": "The formula; without it the tree is written out."}
    )
    tree = fields.Raw(load_default=None, allow_none=True)


class SeenDraftBody(Body):
    kind = fields.String(required=True, validate=validate.Length(1, 40))
    key = fields.String(required=True, validate=validate.Length(1, 60))
    version = fields.Integer(required=True, strict=True)


class PublishBody(Body):
    drafts = fields.List(fields.Nested(SeenDraftBody), required=True, validate=validate.Length(1, 500))


class PilotBody(PublishBody):
    departments = fields.List(
        fields.String(validate=validate.Length(1, 26)),
        required=True,
        validate=validate.Length(1, 200),
        metadata={"description": "Ids; those below them are meant too."},
    )
