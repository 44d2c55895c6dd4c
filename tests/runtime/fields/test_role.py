"""Roles: there when they are written, shown by their title."""

import pytest

from loomwork.runtime import records
from loomwork.runtime.context import Context
from loomwork.runtime.errors import PlatformError
from tests import company

install = company.install
FORM = {"kind": "form", "key": "step", "title": "Step", "fields": [{"key": "by", "type": "role", "title": "By"}]}
ROLE = {"kind": "role", "key": "judge", "title": {"zh-CN": "评审", "en": "Judge"}, "forms": {}}


def test_a_record_names_its_role(install: company.Install, context: Context) -> None:
    install([FORM, ROLE])
    made = records.create(context, "crm", "step", {"by": "crm.judge"})

    assert records.dump_record(context, made)["labels"]["by"] == "评审"


def test_a_role_that_is_not_there_is_refused(install: company.Install, context: Context) -> None:
    install([FORM, ROLE])
    with pytest.raises(PlatformError) as caught:
        records.create(context, "crm", "step", {"by": "crm.king"})
    assert [error.code for error in getattr(caught.value, "errors", [])] == ["value.role"]
