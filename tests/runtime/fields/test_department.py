"""Departments: there when they are written, named wherever they are shown, read by name."""

import pytest

from loomwork.runtime import changes, records
from loomwork.runtime.context import Context
from loomwork.runtime.definitions import plan_cache
from loomwork.runtime.errors import PlatformError
from loomwork.runtime.people import Naming, add_department
from tests import company

install = company.install
FORM = {"kind": "form", "key": "job", "title": "Job", "fields": [{"key": "by", "type": "department", "title": "By"}]}


def test_a_record_names_its_department(install: company.Install, context: Context) -> None:
    install([FORM])
    id = changes.run(context, lambda tx: add_department(tx, context, "华东销售部"))
    made = records.create(context, "crm", "job", {"by": id})

    assert records.dump_record(context, made)["labels"]["by"] == "华东销售部"
    assert records.history(context, "crm", "job", made.id)[0]["changes"][0]["after_text"] == "华东销售部"


def test_a_department_that_is_not_there_is_refused(install: company.Install, context: Context) -> None:
    install([FORM])
    with pytest.raises(PlatformError) as caught:
        records.create(context, "crm", "job", {"by": "01kdaaaaaaaaaaaaaaaaaaaaaa"})
    assert [(error.code, error.pointer) for error in getattr(caught.value, "errors", [])] == [
        ("value.department", "/values/by")
    ]


def test_a_name_means_a_department_where_only_one_has_it(install: company.Install, context: Context) -> None:
    ids = changes.run(context, lambda tx: [add_department(tx, context, name) for name in ("A", "B", "B")])
    with context.workspace.database.read() as connection:
        naming = Naming(context, connection, plan_cache(context.workspace).at(connection))
        assert [naming.meant("department", words) for words in ("A", "B", "C", ids[1])] == [ids[0], None, None, ids[1]]
