"""The databases and what they tell: reachable, up to date, clock, Redis, jobs that wait, channels, keys of secrets."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import kombu
import kombu.exceptions
import sqlalchemy as sa

from ...builder.demo.company import known_passwords
from ...runtime.connections.errors import SecretKeyBad
from ...runtime.connections.keys import find_keys, key_file, key_of
from ...runtime.connections.tables import secret
from ...runtime.jobs.figures import queue_figures
from ...runtime.messages.setup import set_ups
from ...runtime.people import needs_administrator
from ...runtime.storage import Installation, MachineClock, Settings, Workspace
from ...runtime.storage.engines import postgresql_engine, sqlite_engine
from ...runtime.storage.migrations.migrate import Which, newest_version, version
from .finding import Finding, bad, good, weak

_OLDEST_POSTGRESQL = 15
_APART, _FAR_APART = timedelta(seconds=5), timedelta(minutes=1)
_OVERDUE = timedelta(minutes=1)
_START_WORKER = (
    "启动 loomwork worker 并看它的日志；忙时增加 worker",
    "start loomwork worker and read its log; add workers where they are busy",
)
_START_SERVER = ("启动 loomwork serve，它会执行任务", "start loomwork serve, which runs the jobs")


def database(settings: Settings) -> Iterator[Finding]:
    """It answers, is new enough, and its clock agrees with this machine's."""
    if not settings.database_url:
        yield from _sqlite(settings)
        return
    engine = postgresql_engine(settings.database_url, "directory", pool_size=1)
    try:
        with engine.connect() as connection:
            yield from _postgresql(connection)
    except sa.exc.SQLAlchemyError as error:
        yield bad(
            "database",
            ("连不上数据库：{error}", "the database cannot be reached: {error}"),
            ("检查 LOOMWORK_DATABASE_URL 的主机、账号和密码，以及 PostgreSQL 是否在运行",
             "check host, account and password in LOOMWORK_DATABASE_URL, and whether PostgreSQL runs"),
            # Of what the driver says the first line; the address, which holds the password, is not in it.
            error=str(getattr(error, "orig", None) or type(error).__name__).strip().splitlines()[0],
        )  # fmt: skip
    finally:
        engine.dispose()


@contextmanager
def standing(settings: Settings, schema: str) -> Iterator[sa.Connection]:
    """A connection to a database as it stands, neither made nor brought up. Raises FileNotFoundError."""
    if settings.database_url:
        engine = postgresql_engine(settings.database_url, schema, pool_size=1)
    else:
        workspaces = settings.data_dir / "workspaces"
        id = schema.removeprefix("workspace_")
        path = settings.data_dir / "directory.sqlite" if id == schema else workspaces / id / "workspace.sqlite"
        if not path.exists():
            raise FileNotFoundError(path)
        engine = sqlite_engine(path)
    try:
        with engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()


def _sqlite(settings: Settings) -> Iterator[Finding]:
    path = settings.data_dir / "directory.sqlite"
    if not path.exists():
        yield _not_there()
    else:
        yield good("database", "使用 SQLite：{path}", "SQLite is used: {path}", path=path.resolve())


def _not_there() -> Finding:
    return weak(
        "database",
        ("数据库里还什么都没有", "there is nothing in the database yet"),
        ("第一次 loomwork serve 会建立；若本该有数据，请检查 LOOMWORK_DATA 和 LOOMWORK_DATABASE_URL",
         "the first loomwork serve makes it; if there should be data, check LOOMWORK_DATA and LOOMWORK_DATABASE_URL"),
    )  # fmt: skip


def _postgresql(connection: sa.Connection) -> Iterator[Finding]:
    found = connection.dialect.server_version_info or (0,)
    if int(found[0]) < _OLDEST_POSTGRESQL:
        yield bad(
            "database",
            ("PostgreSQL {found} 太旧", "PostgreSQL {found} is too old"),
            ("升级到 {least} 或更新", "upgrade it to {least} or newer"),
            found=found[0],
            least=_OLDEST_POSTGRESQL,
        )
    elif "directory" not in sa.inspect(connection).get_schema_names():
        yield _not_there()
    else:
        yield good("database", "PostgreSQL {found} 可用", "PostgreSQL {found} answers", found=found[0])
    apart = abs(connection.execute(sa.select(sa.func.clock_timestamp())).scalar_one() - MachineClock().now())
    if apart > _APART:
        tell = bad if apart > _FAR_APART else weak
        yield tell(
            "clock",
            ("数据库与本机的时钟相差 {seconds} 秒", "the clocks of database and machine are {seconds} s apart"),
            ("在两台机器上启用时间同步（chrony 或 systemd-timesyncd）",
             "keep time on both machines by chrony or systemd-timesyncd"),
            seconds=round(apart.total_seconds()),
        )  # fmt: skip


def redis(settings: Settings) -> Iterator[Finding]:
    """Where one is set, it answers."""
    if not settings.redis_url:
        yield good("redis", "没有设置 Redis：任务由服务器自己执行", "no Redis is set: the server runs the jobs itself")
        return
    try:
        with kombu.Connection(settings.redis_url, connect_timeout=2) as connection:
            # Opening one asks Redis for a sign of life.
            connection.ensure_connection(max_retries=1, timeout=2)
    except (kombu.exceptions.OperationalError, OSError):
        yield weak(
            "redis",
            ("连不上 Redis", "Redis cannot be reached"),
            ("启动它，或检查 LOOMWORK_REDIS_URL；在此之前任务靠定时查找，晚几秒执行，不会丢",
             "start it, or check LOOMWORK_REDIS_URL; until then jobs are looked for, seconds late; none is lost"),
        )  # fmt: skip
    else:
        yield good("redis", "Redis 可用", "Redis answers")


def migrated(connection: sa.Connection, which: Which, about: str | None = None) -> Iterator[Finding]:
    """The database has the version that the program knows."""
    found, newest = version(connection), newest_version(which)
    if found == newest:
        return
    yield weak(
        "migrated",
        ("{which} 数据库的版本是 {found}，程序需要 {newest}", "the {which} database has version {found}, not {newest}"),
        ("下一次启动服务会自动升级；先备份。若数据库的版本更新，请安装更新的 Loomwork",
         "the next start brings it up; back it up first. If the database is the newer one, install a newer Loomwork"),
        about,
        which=which,
        found=found,
        newest=newest,
    )  # fmt: skip


def directory(installation: Installation) -> Iterator[Finding]:
    """Somebody can administer it, and nobody signs in with a password that everybody knows."""
    if needs_administrator(installation):
        yield weak(
            "administrator",
            ("还没有管理员", "there is no administrator yet"),
            ("打开网页完成首次设置", "open the pages and set up the first"),
        )
    if known_passwords(installation):
        yield weak(
            "passwords",
            ("演示账号还在用众所周知的密码", "demo accounts still have the password that everybody knows"),
            ("只在自己的机器上用；对外时停用这些账号", "keep to this machine, or switch these accounts off"),
        )


def workspace(place: Workspace, settings: Settings) -> Iterator[Finding]:
    """Jobs are done in time, none stopped; channels work; secrets can be opened."""
    with place.database.read() as connection:
        queue = queue_figures(connection, place.clock.now())
        channels = [one for one in set_ups(connection).values() if one.enabled and one.broken_at is not None]
        sealed = set(connection.execute(sa.select(secret.c.sealed)).scalars())
    if queue.behind > _OVERDUE:
        yield bad(
            "jobs",
            ("「{title}」有任务到期 {minutes} 分钟还没有执行", "jobs of {title} have been due for {minutes} minutes"),
            _START_WORKER if settings.redis_url else _START_SERVER,
            place.id,
            title=place.title,
            minutes=int(queue.behind.total_seconds() // 60),
        )  # fmt: skip
    if queue.stopped:
        yield weak(
            "stopped",
            ("「{title}」有 {count} 个任务停下", "{count} jobs of {title} have stopped"),
            ("在「管理 → 运行」看原因并重试", "see why in Admin, Running, and retry them"),
            place.id,
            title=place.title,
            count=sum(queue.stopped.values()),
        )
    for one in channels:
        yield bad(
            "channel",
            ("「{title}」的消息渠道 {channel} 发不出去", "nothing goes out by the channel {channel} of {title}"),
            ("在「管理 → 消息渠道」看原因", "see why in Admin, Message channels"),
            place.id,
            title=place.title,
            channel=one.channel,
        )
    yield from _unreadable(place, settings, {key_of(one) for one in sealed})
    if not (queue.behind > _OVERDUE or queue.stopped or channels):
        words = "「{title}」的任务和渠道正常", "jobs and channels of {title} are well"
        yield good("workspace", *words, title=place.title)


def _unreadable(place: Workspace, settings: Settings, needed: set[str]) -> Iterator[Finding]:
    if not needed:
        return
    try:
        # Asking for keys makes the first where there are none.
        made = settings.secret_keys or key_file(settings).exists()
        missing = sorted(needed - (find_keys(settings).by_id.keys() if made else set()))
    except (SecretKeyBad, OSError):
        return  # told with the keys themselves
    if missing:
        yield bad(
            "secrets",
            ("「{title}」的密文需要密钥 {key}，它不在这里", "secrets of {title} need the key {key}, which is not here"),
            ("把它加进 LOOMWORK_SECRET_KEYS 或密钥文件；丢失时请重新填写这些密码",
             "add it to LOOMWORK_SECRET_KEYS or the file of keys; if it is lost, enter those secrets anew"),
            place.id,
            title=place.title,
            key=missing[0],
        )  # fmt: skip
