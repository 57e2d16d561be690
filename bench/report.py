"""The table: printed, kept as JSON, and written to docs/explanation/speed.md."""

import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from bench.figures import Figure
from bench.machine import machine
from bench.options import Options
from gongxin.core.text import Language, Text

ROOT = Path(__file__).parent.parent
RESULTS = ROOT / "bench" / "results.json"
ORDER = (
    "check",
    "check-memory",
    "pandera",
    "frictionless",
    "file",
    "page-p99",
    "page-rate-1",
    "page-rate-8",
    "page-rate-32",
    "search",
    "pandera-distinct",
    "frictionless-distinct",
    "page-rate-8-two",
    "page-rate-32-two",
)


def write_report(options: Options, measured: list[Figure]) -> str:
    """Put the figures among those measured before and write both files; the new lines, printed.

    Only the full size is written into the documentation; other sizes stay in the data folder.
    """
    target = RESULTS.parent if options.full else options.folder
    page = ROOT / "docs" / "explanation" / "speed.md" if options.full else target / "speed.md"
    results = target / RESULTS.name
    before = json.loads(results.read_text()) if results.exists() else {}
    kept = {figure["id"]: figure for figure in before.get("figures", [])}
    today = date.today().isoformat()  # noqa: DTZ011 the machine's day
    about = machine()
    for figure in measured:
        told = {"measured_on": today, "processor": about["processor"]}
        kept[figure.id] = {**figure.as_json(), **told}
    figures = [Figure.from_json(kept[name]) for name in ORDER if name in kept]
    measured_so_far = [figure.as_json() for figure in figures]
    whole = {**before, "machine": about, "figures": measured_so_far}
    results.write_text(json.dumps(whole, ensure_ascii=False, indent=1) + "\n")
    page.write_text(_document(figures, about))
    return "\n".join(_table(measured, "zh"))


def _document(figures: list[Figure], about: dict[str, str]) -> str:
    parts = [
        HEAD.zh,
        *_table(figures, "zh"),
        "",
        *_details(figures, "zh"),
        MACHINE.zh.format(**about),
    ]
    parts += [HOW.zh, HEAD.en, *_table(figures, "en"), "", *_details(figures, "en")]
    parts += [MACHINE.en.format(**about), HOW.en]
    return "\n".join(parts)


def _table(figures: Iterable[Figure], language: Language) -> list[str]:
    head = Text("| 项目 | 规模 | 界限 | 实测 | |", "| figure | size | bound | measured | |")
    lines = [head.of(language), "|---|---|---|---|---|"]
    for figure in figures:
        cells = [figure.title.of(language), figure.size, _bound(figure, language), _value(figure)]
        lines.append(f"| {' | '.join([*cells, _verdict(figure).of(language)])} |")
    return lines


def _bound(figure: Figure, language: Language) -> str:
    if figure.bound is None:
        return "–"
    sign = "≤" if figure.direction == "most" else "≥"
    return f"{sign} {figure.bound:g} {figure.unit}"


def _value(figure: Figure) -> str:
    m = figure.measured
    places = 2 if m.median < 10 else 1
    low, high = f"{m.low:.{places}f}", f"{m.high:.{places}f}"
    return f"**{m.median:.{places}f} {figure.unit}** ({low}–{high})"


def _verdict(figure: Figure) -> Text:
    if figure.met is None:
        return Text("对照", "for comparison")
    return Text("达到", "met") if figure.met else Text("**未达到**", "**missed**")


def _details(figures: Iterable[Figure], language: Language) -> list[str]:
    lines = []
    for figure in figures:
        if figure.details:
            told = " ".join(detail.of(language) for detail in figure.details)
            on = ", ".join(filter(None, (figure.measured_on, figure.processor)))
            lines.append(f"* **{figure.title.of(language)}** ({on}) {told}")
    return lines


HEAD = Text(
    """# 速度

*In short: every figure is a ratio from one run in which the two tools took turns on one machine; a missed bound is
written as missed. English below.*

每个数都是一次运行中两个工具轮流执行（甲、乙、甲、乙……）所得的比值：中位数，括号内为最小到最大。没有达到的写明没有达到。
规模写在第二列。本页由 `make bench` 写成，请勿手改。
""",
    """
## In English

Every figure is a ratio from one run in which the two tools took turns (A, B, A, B …): the median, with the lowest and
the highest in brackets. A missed bound is written as missed. This page is written by `make bench`; do not edit it.
""",
)
MACHINE = Text(
    """
## 机器

每个数后写着它是在什么处理器上测的。最近一次测量的机器：{processor}，{cores} 核，{memory} 内存；
{system}；Python {python}。{packages}。代码版本 {revision}。
数据库为自带的 PostgreSQL，用自带的设置。
""",
    """
### Machine

Behind every figure stands the processor it was measured on. The machine of the last measurement: {processor},
{cores} cores, {memory}; {system}; Python {python}. {packages}. Revision {revision}. The database is the built-in
PostgreSQL with its built-in settings.
""",
)
HOW = Text(
    """## 自己测

```
make bench                                     # 全部，约需一小时和 30 GB 磁盘
make bench ARGS="--only check,rivals"          # 只测几项
make bench ARGS="--rows 20000 --seconds 2"     # 小规模试跑，结果留在 bench/data/20000
```

数据是固定种子生成的虚构城市（`gongxin.demo`），放在 `bench/data`，每种规模只生成一次。对手的规则在 `bench/rivals`：
与 `gongxin check` 判断同样的规则，全部问题都收集；“通常写法”按各自文档逐格判断，
“每个不同的值只判断一次”是细心的用户会做的优化，列出作对照。机器上有别的负载时，结果不可信。
""",
    """### Measure it yourself

```
make bench                                     # everything: about an hour and 30 GB of disk
make bench ARGS="--only check,rivals"          # some of it
make bench ARGS="--rows 20000 --seconds 2"     # a small trial; its results stay in bench/data/20000
```

The data is a fictional city made from a fixed seed (`gongxin.demo`), generated once for each size under `bench/data`.
The other tools' rules are in `bench/rivals`: the same rules as `gongxin check`, with every fault gathered; "as usually
written" judges cell by cell as their guides show, "each distinct value judged once" is what a careful user would add,
told for comparison. With other load on the machine the figures mean nothing.
""",
)
