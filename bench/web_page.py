"""The part on search and credit files of the page on scale, from ``web`` in bench/results.json."""

import json
from typing import Any

from bench.report import RESULTS
from bench.search import KINDS
from gongxin.core.text import Language, Text

FIGURES = {
    "search-scale": Text("名称查询（/search?q=）", "name search (/search?q=)"),
    "page-scale": Text("信用档案页（/subjects/代码）", "credit-file page (/subjects/code)"),
}
QUIET = 1.5  # load of the machine before a figure, beyond which others were at work


def web_part(language: Language) -> list[str]:
    """The lines of the part; none as long as nothing was measured."""
    kept = json.loads(RESULTS.read_text()).get("web", {}) if RESULTS.exists() else {}
    return lines(kept, language) if kept else []


def lines(kept: dict[str, Any], language: Language) -> list[str]:
    """The part from what was kept of each figure."""
    written = [TITLE.of(language), ABOUT.of(language), *HEAD.of(language).splitlines()]
    for name in (name for name in FIGURES if name in kept):
        for clients, told in kept[name]["clients"].items():
            cells = [FIGURES[name].of(language), clients, *_cells(told)]
            written.append(f"| {' | '.join(cells)} |")
    written.append("")
    if "search-scale" in kept:
        written.append(_kinds(kept["search-scale"]["kinds"]).of(language))
    written += [_measured(FIGURES[name], kept[name], language) for name in FIGURES if name in kept]
    if any(figure["load"] > QUIET for figure in kept.values()):
        written.append(DISTURBED.of(language))
    return [*written, HOW.of(language)]


def _cells(told: dict[str, Any]) -> list[str]:
    return [
        _spread(told["p50"], "ms"),
        _spread(told["p99"], "ms"),
        _spread(told["rate"], ""),
        f"{told['queries'][0]:.1f} ms",
        f"{told['share'][0]:.0%}",
    ]


def _spread(values: list[float], unit: str) -> str:
    places = 1 if values[0] < 100 else 0
    middle, low, high = (f"{value:,.{places}f}" for value in values)
    return f"**{' '.join([middle, unit]).strip()}** ({low}–{high})"


def _kinds(kinds: dict[str, dict[str, float]]) -> Text:
    zh, en = [], []
    for name, told in kinds.items():
        figures = f"{told['p50']:.0f} / {told['p95']:.0f} / {told['p99']:.0f}"
        zh.append(f"{KINDS[name].zh} {figures}")
        en.append(f"{KINDS[name].en} {figures}")
    return KINDS_TOLD.format(zh="，".join(zh), en=", ".join(en))


def _measured(title: Text, figure: dict[str, Any], language: Language) -> str:
    return MEASURED.of(language).format(
        title=title.of(language),
        organisations=figure["organisations"],
        records=figure["records"],
        gigabytes=figure["bytes"] / 1e9,
        requests=sum(told["requests"] for told in figure["clients"].values()),
        on=figure["on"],
        processor=figure["processor"],
        load=figure["load"],
    )


TITLE = Text("\n## 查询与信用档案页\n", "\n### Search and credit files\n")
ABOUT = Text(
    """`gongxin web` 按原样运行（两个进程、各四个线程，自带的 PostgreSQL 与自带的设置）。每个客户端一个连接，答完再问；
各轮交替，数字是中位数（最小–最大）。查询的词八种各占八分之一：两、三、四个字，常见词，全名，代码，代码开头，没有的名称；
信用档案随机取四万家，每家二十条：登记一条、许可十四条、处罚五条，散在全表各处。“查询”是一次请求中等候数据库的毫秒数，
“占比”是它在服务端作答时间（不含排队等线程）中的份额：由压测时才装上的中间件逐次计时，产品中没有。
""",
    """`gongxin web` as shipped: two processes of four threads, the built-in PostgreSQL with its built-in settings. Each
client has one connection and asks again when it is answered; rounds take turns, figures are medians (lowest–highest).
Searches are an eighth each of two, three and four characters, common words, whole names, codes, beginnings of codes,
and names that nobody has. Credit files are those of 40,000 organisations at random with twenty records each (one
registration, fourteen permits, five penalties) scattered over the table. "Queries" is what a request waited for the
database, "share" its part of the time in which the server was answering (without waiting for a free thread), taken
request by request by a middleware that only the measurement installs.
""",
)
HEAD = Text(
    """| | 客户端 | p50 | p99 | 每秒请求 | 查询 | 占比 |
|---|---|---|---|---|---|---|""",
    """| | clients | p50 | p99 | requests a second | queries | share |
|---|---|---|---|---|---|---|""",
)
KINDS_TOLD = Text(
    "* 一个客户端时各种查询的 p50 / p95 / p99（毫秒）：{zh}。",
    "* Kinds of search at one client, p50 / p95 / p99 in ms: {en}.",
)
MEASURED = Text(
    "* {title}（{on}，{processor}）：{organisations:,} 家组织、{records:,} 条记录，数据库 {gigabytes:.1f} GB；"
    "共 {requests:,} 次请求；整个测量开始前一分钟机器的负载 {load:.1f}。",
    "* {title} ({on}, {processor}): {organisations:,} organisations, {records:,} records, {gigabytes:.1f} GB of "
    "database; {requests:,} requests; load of the machine in the minute before all of it: {load:.1f}.",
)
DISTURBED = Text(
    "* **测量开始时机器上还有别的工作**：两个核要与之分享，延迟可能偏大、每秒请求可能偏少；安静时请重测。",
    "* **Other work was running on the machine at the start**: it shared the two cores, so latencies may be too "
    "long and requests a second too few; measure again when it is quiet.",
)
HOW = Text(
    """
重测：`python -m bench --only search-scale,page-scale --scale 1 --seconds 20`（第一次先造数据库，约 17 GB；以后沿用）。
""",
    """
Measure again: `python -m bench --only search-scale,page-scale --scale 1 --seconds 20` (makes the database of 17 GB the
first time and keeps it).
""",
)
