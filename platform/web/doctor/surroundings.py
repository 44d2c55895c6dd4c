"""What the server stands on: the folder of its data, the disk, the built pages, the shipped packages, its keys."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from ...builder.packages.market import Market
from ...runtime.connections.errors import SecretKeyBad
from ...runtime.connections.keys import find_keys, key_file
from ...runtime.storage import Settings
from ..settings import WebSettings
from .finding import Finding, bad, good, weak

_GIB = 1024**3
_NEARLY_FULL_BYTES, _FULL_BYTES = 2 * _GIB, _GIB // 4


def data_folder(settings: Settings, web: WebSettings) -> Iterator[Finding]:
    """It is there, or can be made, and can be written."""
    folder = settings.data_dir.resolve()
    standing = next(one for one in (folder, *folder.parents) if one.exists())
    if not (standing.is_dir() and os.access(standing, os.W_OK | os.X_OK)):
        yield bad(
            "data_folder",
            ("数据目录 {folder} 不能写入", "the data folder {folder} cannot be written"),
            ("把它交给运行 Loomwork 的账号（chown），或用 LOOMWORK_DATA 另指一个",
             "give it to the account that runs Loomwork (chown), or name another by LOOMWORK_DATA"),
            folder=folder,
        )  # fmt: skip
    elif standing != folder:
        yield weak(
            "data_folder",
            ("数据目录 {folder} 还不存在", "the data folder {folder} does not exist yet"),
            ("第一次启动时会建立；若本该有数据，请检查 LOOMWORK_DATA",
             "the first start makes it; if there should be data, check LOOMWORK_DATA"),
            folder=folder,
        )  # fmt: skip
    else:
        yield good("data_folder", "数据目录 {folder} 可写", "the data folder {folder} can be written", folder=folder)


def disk(settings: Settings, web: WebSettings) -> Iterator[Finding]:
    """There is room left where the data lies."""
    folder = settings.data_dir.resolve()
    standing = next(one for one in (folder, *folder.parents) if one.exists())
    free = shutil.disk_usage(standing).free
    shown = f"{free / _GIB:.1f} GiB"
    if free >= _NEARLY_FULL_BYTES:
        yield good("disk", "磁盘剩余 {free}", "{free} of disk are free", free=shown)
        return
    tell = bad if free < _FULL_BYTES else weak
    yield tell(
        "disk",
        ("磁盘只剩 {free}", "only {free} of disk are left"),
        ("清理或扩容；数据库和附件写满磁盘后，提交会被拒绝",
         "make room or enlarge it: once databases and files have filled it, nothing is saved"),
        free=shown,
    )  # fmt: skip


def front(settings: Settings, web: WebSettings) -> Iterator[Finding]:
    """The pages are built and go with the program."""
    missing = [name for name in ("index.html", "phone.html") if not (web.front / name).is_file()]
    if missing:
        yield bad(
            "front",
            ("网页没有构建：{folder} 里没有 {names}", "the pages are not built: {names} is not in {folder}"),
            ("在源码目录运行 make serve（它会构建），或安装带网页的 wheel",
             "run make serve in the checkout, which builds them, or install a wheel that carries them"),
            folder=web.front,
            names=missing[0],
        )  # fmt: skip
    else:
        yield good("front", "网页已构建", "the pages are built")


def packages(settings: Settings, web: WebSettings) -> Iterator[Finding]:
    """The market has something to offer."""
    if found := Market(settings.data_dir / "packages").packages():
        yield good("packages", "应用市场有 {count} 个应用", "the market offers {count} apps", count=len(found))
    else:
        yield weak(
            "packages",
            ("应用市场是空的", "the market is empty"),
            ("安装带应用包的 wheel，或上传 .loom 文件", "install a wheel that carries packages, or upload .loom files"),
        )


def keys(settings: Settings, web: WebSettings) -> Iterator[Finding]:
    """Secrets can be opened again, also by another server and after a loss of this machine."""
    path = key_file(settings)
    if not settings.secret_keys and not path.exists():
        yield from _no_keys(settings, path)
        return
    try:
        find_keys(settings)
    except (SecretKeyBad, OSError) as error:
        yield bad(
            "keys",
            ("密钥不能读取：{error}", "the keys of secrets cannot be read: {error}"),
            ("用备份恢复 {path}，或改正 LOOMWORK_SECRET_KEYS；loomwork secrets key 可写出一个新的",
             "restore {path} from its copy, or mend LOOMWORK_SECRET_KEYS; loomwork secrets key prints a new one"),
            error=error if isinstance(error, OSError) else error.problem("en")["detail"],
            path=path,
        )  # fmt: skip
        return
    if not settings.secret_keys and path.stat().st_mode & 0o077:
        yield bad(
            "keys",
            ("密钥文件 {path} 别人也能读", "others can read the file of keys {path}"),
            ("chmod 600 {path}", "chmod 600 {path}"),
            path=path,
        )
        return
    yield good("keys", "密钥可读", "the keys of secrets can be read")


def _no_keys(settings: Settings, path: Path) -> Iterator[Finding]:
    if settings.database_url:
        yield weak(
            "keys",
            ("没有设置 LOOMWORK_SECRET_KEYS，每台服务器会各用 {path} 里自己的密钥",
             "LOOMWORK_SECRET_KEYS is not set, so each server would make keys of its own in {path}"),
            ("运行 loomwork secrets key，把结果写进所有服务器和 worker 的 LOOMWORK_SECRET_KEYS，并另存一份",
             "run loomwork secrets key, set it as LOOMWORK_SECRET_KEYS for all servers and workers, and keep a copy"),
            path=path,
        )  # fmt: skip
    else:
        yield good("keys", "还没有密钥，第一次需要时会生成", "there are no keys yet; the first secret makes one")


def safety(settings: Settings, web: WebSettings) -> Iterator[Finding]:
    """Settings that a server for others needs."""
    if not settings.database_url:
        return
    if not web.hosts:
        yield weak(
            "hosts",
            ("没有设置 LOOMWORK_HOSTS，任何域名都能访问", "LOOMWORK_HOSTS is not set: the server answers to any name"),
            (
                "设为对外的域名，例如 loomwork.example.com",
                "set it to the name people use, such as loomwork.example.com",
            ),
        )
    if not web.https:
        yield weak(
            "https",
            ("没有设置 LOOMWORK_HTTPS=1，登录的 cookie 也会走明文",
             "LOOMWORK_HTTPS=1 is not set: cookies of sign-ins may travel unencrypted"),
            ("用带证书的代理在前面，并设 LOOMWORK_HTTPS=1 和 LOOMWORK_TRUSTED_PROXY",
             "put a proxy with a certificate before it, and set LOOMWORK_HTTPS=1 and LOOMWORK_TRUSTED_PROXY"),
        )  # fmt: skip
