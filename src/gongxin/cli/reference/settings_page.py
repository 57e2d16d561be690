"""The page of all environment variables, from the docstring of :mod:`gongxin.config.settings`."""

import re
from pathlib import Path

import gongxin.config
from gongxin.cli.reference.markdown import code, page, table
from gongxin.core.text import Text

_LINE = re.compile(r"^([A-Z][A-Z_]+)  +(.+)$", re.MULTILINE)

_CHINESE = {
    "GONGXIN_HOME": "存放全部数据的文件夹（默认 `./var`）",
    "DATABASE_URL": "使用哪个 PostgreSQL；不设则用 GONGXIN_HOME 下的内置数据库",
    "GONGXIN_SECRET_KEY": "会话签名密钥；不设则生成一次，保存在 GONGXIN_HOME",
    "GONGXIN_DEBUG": "`1` 时显示开发用的错误页；他人能访问的机器上不得使用",
    "GONGXIN_ALLOWED_HOSTS": "本服务应答的主机名，以逗号分隔",
    "GONGXIN_TLS": "`1` 表示前面的代理使用 https：安全 Cookie、HSTS",
    "GONGXIN_CITY": "页首显示的城市名称",
    "GONGXIN_PUBLIC_URL": "报告二维码中的网址（默认：访问者所用的网址）",
    "GONGXIN_MAX_UPLOAD": "部门一次可报送的最大文件，单位字节（默认 2 GiB）",
    "GONGXIN_RATE_ANONYMOUS": "接口限流：无密钥时每个地址的请求数（默认 `60/m`；单位 s、m、h、d）",
    "GONGXIN_RATE_KEY": "接口限流：每个密钥、每位登录人员的请求数（默认 `600/m`）",
    "GONGXIN_MAIL": "发送通知的邮件服务器，`smtp://用户:密码@主机:端口` 或 `smtps://…`；不设则不发邮件",
    "GONGXIN_MAIL_FROM": "通知邮件的发件人（默认 `gongxin@localhost`）",
    "GONGXIN_PACKS": "追加的规则包文件夹，写法同 PATH",
    "GONGXIN_CACHE": "保存已编译检查方案的文件夹（默认 `~/.cache/gongxin`），可随时删除",
    "GONGXIN_BATCH_MEMORY": "整表计算的内存上限，例如 `4GB`（默认 `1500MB`），超出部分写到磁盘",
    "GONGXIN_BATCH_ROWS": "`gongxin batch recheck` 一次处理数据湖的多少行",
    "GONGXIN_SPARK": "Spark 集群的主节点，例如 `spark://host:7077`；不设则在本机运行",
}

# Read by law and batch themselves, which know no Django settings.
_READ_BELOW = {
    "GONGXIN_PACKS": "further rule-pack folders, separated as in PATH",
    "GONGXIN_CACHE": "folder for compiled checks (default `~/.cache/gongxin`); may be deleted",
    "GONGXIN_BATCH_MEMORY": "memory limit of whole-table work, e.g. `4GB` (default `1500MB`); "
    "the rest goes to disk",
    "GONGXIN_BATCH_ROWS": "how many rows of the lake `gongxin batch recheck` works on at once",
    "GONGXIN_SPARK": "master of the Spark cluster, e.g. `spark://host:7077`; unset: this machine",
}


def declared_settings() -> dict[str, str]:
    """Every variable with its English description, most from the settings' docstring.

    Read from the source without importing it: importing the settings decides things.
    """
    source = Path(gongxin.config.__path__[0], "settings.py").read_text(encoding="utf-8")
    return {**dict(_LINE.findall(source.split('"""')[1])), **_READ_BELOW}


def settings_page(language: str) -> str:
    """Every variable and what it does; KeyError when one has no Chinese description yet."""
    rows = [
        (code(name), _CHINESE[name] if language == "zh" else description.replace("``", "`"))
        for name, description in declared_settings().items()
    ]
    return page(
        language,
        Text("环境变量", "Environment variables").of(language),
        Text(
            "全部设置都来自环境变量；没有另外的配置文件。",
            "All settings come from the environment; there is no other configuration file.",
        ).of(language),
        table(
            [Text("变量", "Variable").of(language), Text("作用", "What it does").of(language)], rows
        ),
    )
