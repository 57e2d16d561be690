"""The page on scale: docs/explanation/scale.md, from bench/scale.json."""

from pathlib import Path
from statistics import median
from typing import Any

from bench.scale_plan import plan_part
from bench.web_page import web_part
from gongxin.core.text import Language, Text

PAGE = Path(__file__).parent.parent / "docs" / "explanation" / "scale.md"
RATIO = 3.0  # recheck by bare scan, at most, at the full size
Steps = dict[str, dict[str, Any]]


def write_page(results: dict[str, Any]) -> None:
    """Write the page anew from everything that was measured so far."""
    scales = sorted(results["scales"].items(), key=lambda pair: float(pair[0]))
    parts = [HEAD.zh, *_table(scales, "zh"), "", *_notes(scales, "zh")]
    parts += [
        PLAN.zh,
        *plan_part(dict(scales), "zh"),
        *web_part("zh"),
        MACHINE.zh.format(**results["machine"]),
        HOW.zh,
    ]
    parts += [HEAD.en, *_table(scales, "en"), "", *_notes(scales, "en")]
    parts += [
        PLAN.en,
        *plan_part(dict(scales), "en"),
        *web_part("en"),
        MACHINE.en.format(**results["machine"]),
        HOW.en,
    ]
    PAGE.write_text("\n".join(parts))


def _table(scales: list[tuple[str, Steps]], language: Language) -> list[str]:
    head = " | ".join(f"{float(scale):g}" for scale, _ in scales)
    lines = [f"| {LINES_HEAD.of(language)} | {head} |", "|---|" + "---|" * len(scales)]
    for title, value in LINES:
        cells = [value(steps) or "–" for _, steps in scales]
        if any(cell != "–" for cell in cells):
            lines.append(f"| {title.of(language)} | {' | '.join(cells)} |")
    return lines


def _seconds(step: str) -> Any:
    return lambda steps: f"{steps[step]['seconds']:,.1f} s" if step in steps else ""


def _peak(step: str) -> Any:
    return lambda steps: f"{steps[step]['peak'] / 1e9:.2f} GB" if step in steps else ""


def _rate(step: str) -> Any:
    return lambda steps: (
        f"{steps[step]['rows'] / steps[step]['seconds']:,.0f}" if step in steps else ""
    )


def _rows(steps: Steps) -> str:
    return f"{steps['make']['rows']:,}" if "make" in steps else ""


def _ratio(steps: Steps) -> str:
    if "pairs" not in steps:
        return ""
    ratios = steps["pairs"]["ratios"]
    return f"**{median(ratios):.2f}** ({min(ratios):.2f}–{max(ratios):.2f})"


def _agreement(step: str) -> Any:
    def told(steps: Steps) -> str:
        if step not in steps:
            return ""
        one = steps[step]
        wrong = one["not_planted"] + one["not_found"]
        mark = "=" if wrong == 0 else f"≠ ({one['not_planted']:,} + {one['not_found']:,})"
        return f"{one['found']:,} {mark} {one['planted']:,}"

    return told


def _month(steps: Steps) -> str:
    if "month" not in steps:
        return ""
    one = steps["month"]
    return f"{one['seconds']:,.1f} s, {one['rows']:,} ({one['units_done']:,}/{one['units_kept']:,})"


def _nothing(steps: Steps) -> str:
    return f"{steps['month']['nothing_new']:,.1f} s" if "month" in steps else ""


def _spark_ratio(steps: Steps) -> str:
    if "spark" not in steps or "recheck" not in steps:
        return ""
    return f"{steps['spark']['seconds'] / steps['recheck']['seconds']:.1f}"


def _notes(scales: list[tuple[str, Steps]], language: Language) -> list[str]:
    full = dict(scales).get("1")
    if not full or "pairs" not in full:
        return [NOT_YET.of(language)]
    met = median(full["pairs"]["ratios"]) <= RATIO
    return [(MET if met else MISSED).of(language)]


LINES_HEAD = Text("规模（1 = 2.1 亿行）", "scale (1 = 210 million rows)")
LINES: list[tuple[Text, Any]] = [
    (Text("行数", "rows"), _rows),
    (Text("重新检查", "recheck"), _seconds("recheck")),
    (Text("　每秒行数", "　rows a second"), _rate("recheck")),
    (Text("　内存峰值", "　peak memory"), _peak("recheck")),
    (Text("只扫描同样的列", "bare scan of the same columns"), _seconds("bare")),
    (Text("　重新检查与扫描之比，轮流三次", "　recheck by scan, in turn, three times"), _ratio),
    (Text("找到的问题与埋入的", "faults found and planted"), _agreement("truth")),
    (Text("关联", "link"), _seconds("link")),
    (Text("　内存峰值", "　peak memory"), _peak("link")),
    (Text("度量", "measure"), _seconds("measure")),
    (Text("　内存峰值", "　peak memory"), _peak("measure")),
    (
        Text("多一个月：秒、行（单元 做/留）", "one month more: seconds, rows (units done/kept)"),
        _month,
    ),
    (Text("　没有新数据时", "　with nothing new"), _nothing),
    (Text("Spark，两个工作节点", "Spark, two workers"), _seconds("spark")),
    (Text("　与 DuckDB 之比", "　by DuckDB"), _spark_ratio),
    (Text("　找到的问题与埋入的", "　faults found and planted"), _agreement("spark")),
]
NOT_YET = Text("全规模（1）尚未测量。", "The full size (1) has not been measured yet.")
MET = Text(
    "全规模时，重新检查与只扫描之比不超过 3：达到。",
    "At the full size the recheck takes at most 3 times the bare scan: met.",
)
MISSED = Text(
    "全规模时，重新检查与只扫描之比应不超过 3：**未达到**。",
    "At the full size the recheck should take at most 3 times the bare scan: **missed**.",
)
HEAD = Text(
    """# 规模

*In short: a city's lake re-checked, linked and measured on one small machine, beside a bare scan of the same columns.
What is not in the table was not measured. English below.*

数据是 `gongxin demo --city nantong` 生成的虚构城市：590 类目录项、55 个部门，埋入的问题有答案可对。每个数都是整个进程，
从启动到结束。“只扫描”是 DuckDB 对检查所读的每一列逐格求散列（`bit_xor(hash(列))`），没有一格可以略过不读。
本页由 `python -m bench --only scale` 写成，请勿手改。
""",
    """
## In English

The data is a fictional city made by `gongxin demo --city nantong`: 590 items from 55 departments, with planted faults
whose truth is known. Every figure is a whole process. The bare scan hashes every cell of every column that the recheck
reads (`bit_xor(hash(column))` in DuckDB), so that no cell can be left unread. This page is written by
`python -m bench --only scale`; do not edit it.
""",
)
PLAN = Text(
    """
## 怎么做到的

不足百万行的目录项，只要同名的列意思相同、关键字段相同，就合起来当一张表读（至多 64 列）：几百个目录项各写一条语句，
光计划就比做还久；每一行带着记号，说它的目录项问哪些问题。更大的目录项各自读。行读两遍：第一遍只读关键字段，求散列、排序，找出出现不止一次的；第二遍用便宜的条件挑出可疑的行，
有问题的行不会漏过。条件按列的写法来定：日期、金额、枚举看是否为最平常的写法；代码在登记信息里已判断过的代码中查找，
只有少数几个代码的列只与这几个对照，组织机构代码与同一行统一代码中的那一段对照（合起来也不足百万行的，先单读代码，判断不同的各一次，再只与有问题的对照）；值少的文字列（机关、期间），常见的值先判断一次，只有别的值才逐行问；同值多的列，函数只对每个不同的值算一次。
可疑的行（约占百分之二）不论哪个目录项都放进一张表，意思相同的列共用一个位置，再按原规则逐格判断，每个不同的值一次。
一个月一个目录项是一个单元；单元的文件、规则、程序没有变就不再做。每次运行的结果，一个目录项一个文件夹；账本记着每个月
以哪次运行的结果为准。规则与编成语句的问题由前一次运行留在缓存里；缓存空着时，第一次运行多用一两秒。

## 两个引擎

在真实的 Spark 集群（一个主节点、两个工作节点）上，测试逐行比较两个引擎：每个目录项的重新检查（语料、弄坏的值、空值）、
关联的裁定、拆分的名称与打分的候选、每个质量指标的数与其背后的行、小数据湖的度量；
`check --engine spark` 则在本机 Spark 上比较一个目录项。
可疑的行在 Spark 上每个问题单独一条语句：宽语句光计划就要几分钟；查重按散列分组而不排序。
尚未比较：入库时检查所用的语句，以及跨多个目录项的大湖度量。
""",
    """
### How

Items below a million rows are read as one table, as long as they mean the same by a column and have the same key
(64 columns at most): a statement for each of hundreds of items takes longer to plan than to run. Every row has
marks, which say what its item asks. Larger items are read by themselves. Rows are read twice: first the key alone,
whose hashes are put in order to find those that stand more than once; then all columns, to take out the doubtful
rows by conditions that are cheap and let no faulty row pass. They follow how values are usually written: days,
amounts and choices are doubtful in any but the plainest form; codes are looked up among those of the register,
which were judged before; in a column of few codes they are compared with these alone, and an organisation code with
its part of the row's unified code (where all together are below a million rows, the distinct codes are read and
judged first, and the rows compared with the faulty ones); in a column of text in which few values stand (agencies,
periods) the frequent ones are judged once beforehand, and rows are asked only where they hold another; of columns with
few distinct values, functions are asked once for each. The doubtful rows, about two in a hundred, of all items are put
into one table, in which columns that mean the same share a place, and every cell is judged there by the full rules,
each distinct value once. One month of one item is a unit, which is not done again while its files, its rules and the
code stay the same. What a run finds lies in one folder an item; a ledger says for every month which run's results are
current. Rules and compiled questions are kept from the last run; where nothing is kept yet, the first takes a second
or two more.

### Two engines

On a real Spark cluster (one master, two workers) tests compare both engines row by row: the recheck of every item
(the corpus, spoiled values, nulls), the decisions of linking, names in their parts and scored candidates, every
measure's figures and the rows behind them, and the measuring of a small lake; and,
on a local Spark, `check --engine spark` on one item. Of the doubtful rows Spark is asked each question in a statement
of its own, as it plans wide ones for minutes; it groups hashes where the other side puts them in order.
Not yet compared: the statements that check a file while it is filed, and the measuring of a large lake of many items.
""",
)
MACHINE = Text(
    """
## 机器

{processor}，{cores} 核，{memory} 内存，DuckDB 限用 5 GB；{system}；Python {python}。{packages}。代码版本 {revision}。
""",
    """
### Machine

{processor}, {cores} cores, {memory}, DuckDB limited to 5 GB; {system}; Python {python}. {packages}.
Revision {revision}.
""",
)
HOW = Text(
    """## 自己测

```
python -m bench --only scale --scale 0.01                       # 全部步骤
python -m bench --only scale --scale 0.1 --steps recheck,bare   # 只做几步；每步做完即记下
```
""",
    """### Measure it yourself

```
python -m bench --only scale --scale 0.01                       # every step
python -m bench --only scale --scale 0.1 --steps recheck,bare   # some; each is kept when done
```
""",
)
