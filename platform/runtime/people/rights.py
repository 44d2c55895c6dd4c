"""The rights on a workspace as a whole; roles name them under "workspace". Each has words for the install dialog."""

from ..localized import Localized

# The built-in role that holds every right; all others come from role documents.
ADMINISTRATOR = "workspace.administrator"

RIGHT_TITLES: dict[str, Localized] = {
    "market.install": {"zh-CN": "安装和更新应用", "en": "Install and update apps"},
    "apps.build": {"zh-CN": "搭建和修改应用", "en": "Build and change apps"},
    "people.read": {"zh-CN": "查看人员与角色", "en": "See people and roles"},
    "people.manage": {"zh-CN": "管理人员、角色和账号", "en": "Manage people, roles and accounts"},
    "records.all": {"zh-CN": "查看和修改全部记录", "en": "See and change every record"},
    "clock.move": {"zh-CN": "拨动沙盒时钟", "en": "Move the sandbox clock"},
    "calendars.manage": {"zh-CN": "维护工作日历", "en": "Keep the working calendars"},
    "views.share": {"zh-CN": "与他人共享视图", "en": "Share views with others"},
    "connections.manage": {"zh-CN": "设置外部连接", "en": "Set up outside connections"},
    "messages.manage": {"zh-CN": "设置消息渠道并查看投递", "en": "Set up message channels and see deliveries"},
    "messages.announce": {"zh-CN": "发布公告", "en": "Send announcements"},
    "intake.manage": {"zh-CN": "管理数据入口并查看收到的内容", "en": "Manage intakes and see what they received"},
    "workflows.manage": {"zh-CN": "处理流程异常", "en": "Resolve workflow incidents"},
}

RIGHTS = frozenset(RIGHT_TITLES)
