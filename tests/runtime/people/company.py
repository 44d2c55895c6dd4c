"""A small company for tests: a director, two managers and their sellers."""

from loomwork.runtime import changes
from loomwork.runtime.context import Context
from loomwork.runtime.people import load_people

ROWS = [
    {"工号": "E1", "姓名": "杜兰", "职位": "销售总监", "部门": "总部", "直属上级": "", "手机": "13818159083"},
    {"工号": "E2", "姓名": "陈国", "职位": "区域经理", "部门": "华东", "直属上级": "E1", "手机": ""},
    {"工号": "E3", "姓名": "邓文", "职位": "区域经理", "部门": "华南", "直属上级": "E1", "手机": ""},
    {"工号": "E4", "姓名": "余嘉英", "职位": "销售代表", "部门": "华东", "直属上级": "E2", "手机": ""},
    {"工号": "E5", "姓名": "邵远文", "职位": "销售代表", "部门": "华东", "直属上级": "E2", "手机": ""},
    {"工号": "E6", "姓名": "夏娟", "职位": "销售代表", "部门": "华南", "直属上级": "E3", "手机": ""},
]


def load_company(context: Context) -> dict[str, str]:
    """The company's people; person ids by code."""
    return changes.run(context, lambda tx: load_people(tx, context, ROWS))
