"""What a workflow's settings may refer to: fields, parameters, nodes, documents and persons, each checked by name."""

from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass, replace
from typing import Any

from ...definitions import Plans
from ...errors import InvalidDefinition, PlatformError
from ...expressions import Environment, Question, Type, check_tree, compile_tree, questions, references
from ...expressions.durations import parse_duration
from ...forms import FormPlan, form_plan
from ...forms.environment import form_environment, pointed, record_types
from ...forms.fields import unknown_field
from ...forms.locating import located, wrong
from ...forms.reading_rights import check_app_reads
from ...forms.system_columns import ASKED_SYSTEM
from ...messages import check_message
from ...people import app_access
from ...people.access import Verb
from ...records.derived.answering import reads_of
from .outputs import SCOPE, Outputs, check_reads, types_told

_SCOPES = frozenset({"record", "param", "now", "zone"})
_DATA_NAMES = frozenset({"initiator"})


@dataclass(frozen=True, slots=True, eq=False)
class Expression:
    """A compiled expression: called with data, gives a value."""

    tree: Any
    of: Any
    type: Type = Type.ANY

    def __call__(self, data: Mapping[str, Any]) -> Any:
        return self.of(data)


class Names:
    """What the settings of one workflow may refer to. Collects which parameters were read."""

    def __init__(
        self,
        plans: Plans,
        app: str,
        form: FormPlan,
        steps: Mapping[str, Outputs],
        told: Mapping[tuple[str, ...], Type] | None = None,
    ) -> None:
        """`steps`: what each step tells, read as nodes.<step>.<name>; `told`: what is read as trigger.<name>."""
        self.plans = plans
        self.app = app
        self.form = form
        self._steps = steps
        self._told = frozenset(path[1] for path in told or ())
        self._parameters = plans.parameters(app)
        self.read: set[str] = set()
        # The form whose rows are at hand besides the record, see `over`.
        self.row: FormPlan | None = None
        known = form_environment(plans, app, form.fields)
        scopes = _SCOPES if form.key else _SCOPES - {"record"}
        types = {path: type_ for path, type_ in known.types.items() if path[0] in scopes}
        types |= dict(told or {}) | types_told(steps)
        # Beside what is known stand members of lists and objects; `check_reads` says what there is not.
        self._asking = replace(known, types=types, open=frozenset({SCOPE}))
        # Of each candidate something would be asked anew.
        self._of_candidates = Environment(types, frozenset({SCOPE, "candidate"}), tables=known.tables)

    @property
    def environment(self) -> Environment:
        """What an expression may read, with types."""
        return self._asking

    def expression(self, tree: Any, *, candidate: bool = False) -> Expression:
        """Compile a tree. Other forms are asked as the app, which must be allowed to read there. Raises
        InvalidDefinition with a pointer into it."""
        environment = self._of_candidates if candidate else self._asking
        paths = references(tree)
        if not self.form.key and any(path[0] == "record" for path in paths):
            raise _about_nothing()
        if any(path[0] == SCOPE for path in paths):
            check_reads(tree, self._steps)
        compiled = compile_tree(tree, environment)
        for question in questions(tree, environment):
            check_app_reads(self.plans, self.app, question.form, reads_of(question), question.pointer)
        self.read.update(path[1] for path in paths if path[0] == "param")
        return Expression(tree, compiled, check_tree(tree, environment))

    def over(self, form: FormPlan) -> "Names":
        """The same where rows of a form are at hand, read as row.<field>."""
        types = dict(self._asking.types) | {("row", name): type_ for name, type_ in record_types(form.fields).items()}
        ways = dict(self._asking.references) | {("row", key): target for key, target in pointed(form.fields).items()}
        inner = copy(self)
        inner.row, inner._asking = form, replace(self._asking, types=types, references=ways)
        return inner

    def of_items(self) -> "Names":
        """The same where an item of a list is at hand, read as item or item.<name>. What items hold is not known."""
        inner = copy(self)
        inner._asking = replace(self._asking, open=self._asking.open | {"item"})
        return inner

    def one_by_one(self, form: FormPlan, told: Mapping[tuple[str, ...], Type]) -> "Names":
        """The same where each row of a form is at hand as record.<field>, whatever the workflow is about, and `told`
        besides. What was known when an instance came here is not: runs for a period are worked out without one, and at
        any moment with the same result."""
        known = form_environment(self.plans, self.app, form.fields)
        types = {path: type_ for path, type_ in known.types.items() if path[0] in ("record", "param", "zone")}
        inner = copy(self)
        inner.form = inner.row = form
        inner._asking = replace(known, types=types | dict(told))
        return inner

    def form_named(self, key: Any) -> FormPlan:
        """A form by its key, of this app or "other_app.form". Raises InvalidDefinition."""
        return form_plan(self.plans, self.app, self.document("form", key))

    def condition(self, tree: Any) -> Question:
        """What asks the form at hand for the rows in which a condition holds. Raises InvalidDefinition with a pointer
        into it."""
        if self.row is None:
            raise wrong("", "先选择表单", "name the form first")
        asked = {"exists": [self.row.name, tree]}
        try:
            self.expression(asked)
        except PlatformError as error:
            if isinstance(pointer := getattr(error, "pointer", None), str):
                error.pointer = pointer.removeprefix("/exists/1")
            raise
        return questions(asked, self._asking)[0]

    def written(self, key: str, verb: Verb) -> str:
        """A field that the app writes: of the rows at hand where there are some, else of the record. Raises
        InvalidDefinition."""
        form = self.row or self.form
        if not form.key:
            raise _about_nothing()
        if key not in form.fields:
            raise unknown_field(key, "")
        if key not in form.writable:
            raise wrong("", f"字段「{key}」是算出来的，不能写入", f"{key} is worked out and cannot be set")
        if not app_access(self.plans, self.app, form.app, form.key).writable(key, verb):
            name = form.key if verb == "create" else f"{form.key}.{key}"
            raise wrong(
                "",
                f"应用没有写入「{name}」的权限，在 asks_for.writes 中声明",
                f"the app may not write {name}; ask for it in asks_for.writes",
            )
        return key

    def column(self, key: Any) -> str:
        """A field of the rows at hand, or a column every row has. Raises InvalidDefinition."""
        assert self.row is not None
        if key not in self.row.fields and key not in ASKED_SYSTEM:
            raise unknown_field(key, "")
        check_app_reads(self.plans, self.app, self.row.name, [key], "")
        return str(key)

    def step(self, key: Any) -> str:
        """Check the key of a node. Raises InvalidDefinition."""
        if key not in self._steps:
            raise wrong("", f"流程里没有节点「{key}」", f"the workflow has no step {key}")
        return str(key)

    def duration(self, raw: Any) -> Any:
        """Check a duration. Raises InvalidDefinition."""
        if isinstance(raw, dict) and set(raw) == {"param"}:
            if raw["param"] not in self._parameters:
                raise wrong("", f"没有参数「{raw['param']}」", f"there is no parameter {raw['param']}")
            self.read.add(raw["param"])
        elif not isinstance(raw, str) or parse_duration(raw) is None:
            raise wrong("", "这里需要时长，例如 PT15M", "this must be a duration, such as PT15M")
        return raw

    def field(self, key: Any) -> str:
        """Check a field of the record's form. Raises InvalidDefinition."""
        if not self.form.key:
            raise _about_nothing()
        if key not in self.form.fields:
            raise wrong("", f"表单没有字段「{key}」", f"the form has no field {key}")
        return str(key)

    def document(self, kind: str, key: Any) -> str:
        """Check that a document exists. Raises InvalidDefinition."""
        if not isinstance(key, str) or self.plans.find(kind, self.app, key) is None:
            raise wrong("", f"没有找到「{key}」（{kind}）", f"there is no {kind} named {key}")
        if kind == "message":
            check_message(self.plans, self.app, key, self.form, self._told)
        return key

    def persons(self, raw: Any, words: Sequence[str] = ()) -> Any:
        """Check a person expression; `words` are other texts that may stand for it. Raises InvalidDefinition."""
        if isinstance(raw, list):
            for index, part in enumerate(raw):
                with located(f"/{index}"):
                    self.persons(part, words)
        elif isinstance(raw, str):
            if raw not in _DATA_NAMES and raw not in words:
                raise wrong("", f"「{raw}」不是人员来源", f"{raw} does not name anybody")
        elif not isinstance(raw, dict):
            raise wrong("", "这里需要人员来源", "this must name persons")
        else:
            self._way(raw, words)
        return raw

    def _way(self, raw: dict[str, Any], words: Sequence[str]) -> None:
        for way, check in (("field", self.field), ("role", self._role), ("formula", self.expression)):
            if way in raw:
                with located(f"/{way}"):
                    check(raw[way])
                return
        for way in ("manager_of", "head_of"):
            if way in raw:
                with located(f"/{way}"):
                    self.persons(raw[way], words)
                return
        raise wrong("", "无法识别的人员来源", "a source of persons that is not known")

    def _role(self, key: Any) -> str:
        return self.document("role", key)


def _about_nothing() -> InvalidDefinition:
    return wrong(
        "",
        "这个流程不是由某条记录触发的，没有记录可用；请在触发方式里选表单，或去掉这里",
        "this workflow is about no record; name a form in its trigger, or leave this out",
    )
