"""How a province of 6.9 billion rows would be worked on, reckoned from what was measured."""

from math import ceil
from typing import Any

from gongxin.core.text import Language, Text

ROWS = 6_900_000_000
ORGANISATIONS = 11_600_000
TASK = 128 << 20  # bytes of Parquet that one Spark task reads
NIGHT = 6 * 3600  # seconds
HASHED = 24  # bytes of a shuffled row: a 64-bit hash and a count, as Spark lays rows out
CODED = 40  # bytes of a shuffled code of 18 characters, likewise
GROUPED = 64  # bytes that a grouped hash takes in a task's table


def plan_part(scales: dict[str, dict[str, dict[str, Any]]], language: Language) -> list[str]:
    """The lines of the plan; none before the whole city was measured."""
    full = scales.get("1", {})
    if not {"recheck", "bare", "make"} <= full.keys() or "bytes" not in full["bare"]:
        return []
    measured = [steps["spark"] for steps in scales.values() if "spark" in steps]
    on_spark = max(measured, key=lambda one: int(one["rows"]), default=None)
    last = ON_SPARK.of(language).format(**_spark(on_spark)) if on_spark else NOT_KNOWN.of(language)
    return [PLAN.of(language).format(**_figures(full)) + last]


def _spark(measured: dict[str, Any]) -> dict[str, str]:
    rows = measured["rows"]
    cpu = measured["executor_cpu"] / rows
    return {
        "rows": f"{rows:,}",
        "cpu": f"{measured['executor_cpu']:,.0f}",
        "row_cpu": f"{cpu * 1e9:,.0f}",
        "tasks": f"{measured['tasks']:,}",
        "shuffled": f"{measured['shuffled'] / 1e9:,.2f}",
        "row_shuffled": f"{measured['shuffled'] / rows:,.1f}",
        "memory": f"{measured['task_memory'] / 1e6:,.0f}",
        "hours": f"{ROWS * cpu / 3600:,.0f}",
        "cores": f"{ceil(ROWS * cpu / NIGHT):,}",
    }


def _figures(full: dict[str, dict[str, Any]]) -> dict[str, str]:
    rows = full["make"]["rows"]
    wide = full["bare"]["bytes"] / rows
    cpu = full["recheck"]["cpu"] / rows
    tasks = ceil(ROWS * wide / TASK)
    in_task = ROWS / tasks
    codes = tasks * min(in_task, ORGANISATIONS)
    shuffled = ROWS * HASHED + codes * CODED
    return {
        "wide": f"{wide:.1f}",
        "bytes": f"{ROWS * wide / 1e9:,.0f}",
        "cpu": f"{cpu * 1e9:,.0f}",
        "hours": f"{ROWS * cpu / 3600:,.1f}",
        "cores": f"{ceil(ROWS * cpu / NIGHT)}",
        "machines": f"{ceil(ROWS / rows)}",
        "minutes": f"{full['recheck']['seconds'] / 60:,.0f}",
        "peak": f"{full['recheck']['peak'] / 1e9:.1f}",
        "tasks": f"{tasks:,}",
        "task_rows": f"{in_task / 1e6:.1f}",
        "shuffled": f"{shuffled / 1e9:,.0f}",
        "by_hash": f"{ROWS * HASHED / 1e9:,.0f}",
        "by_code": f"{codes * CODED / 1e9:,.0f}",
        "parts": f"{ceil(shuffled / (200 << 20)):,}",
        "part_memory": f"{ROWS * GROUPED / ceil(shuffled / (200 << 20)) / 1e6:,.0f}",
    }


PLAN = Text(
    """
## 69 亿行怎么办（推算，未实测）

依据是上表全规模的实测：每行 Parquet {wide} 字节，重新检查每行 {cpu} 纳秒处理器时间，内存峰值 {peak} GB。

* **量**：69 亿行约 {bytes} GB；按每行的处理器时间共 {hours} 核时，一夜（6 小时）之内做完要 {cores} 个核。
* **不用集群**：单元（一个目录项的一个月）互不相干，目录项可以分给许多台机器，什么也不用交换：
  {machines} 台这样的小机器，各做一个城市的量，约 {minutes} 分钟；只有新月份的日子里一台就够。
* **Spark 集群**：每个任务读 128 MB，共 {tasks} 个任务，每个约 {task_rows} 百万行。只有两处要交换：查重按 64 位散列分组
  （每行 24 字节，约 {by_hash} GB），不同的代码先在任务内合并（至多约 {by_code} GB）；合计约 {shuffled} GB。
  按每个分区 200 MB 设 {parts} 个洗牌分区，一个分区的分组表约 {part_memory} MB，
  每核 2 GB 内存、每个工作节点 4 核 8 GB 足够。
""",
    """
### 6.9 billion rows (reckoned, not measured)

It rests on what was measured at the full size above: {wide} bytes of Parquet a row, {cpu} ns of processor time a row
for the recheck, {peak} GB at the peak.

* **Amount**: 6.9 billion rows are about {bytes} GB; at that time a row, {hours} core hours: {cores} at work for
  one night of six hours.
* **Without a cluster**: units (a month of an item) do not depend on each other, so items can be spread over machines
  that exchange nothing: {machines} small machines, each with a city's share, take about {minutes} minutes; on a day
  with one new month, one machine does.
* **On Spark**: a task reads 128 MB, {tasks} tasks of about {task_rows} million rows. Two things are exchanged: the
  64-bit hashes by which repeated keys are grouped (24 bytes a row, about {by_hash} GB), and the distinct codes,
  which every task first makes distinct by itself (at most about {by_code} GB): about {shuffled} GB together. In
  {parts} shuffle partitions of 200 MB a partition's table of groups takes about {part_memory} MB, so 2 GB a core, or
  workers of 4 cores and 8 GB, suffice.
""",
)
NOT_KNOWN = Text(
    """* **还不知道的**：Spark 上每行要多少时间没有在大数据上测过（目前计划和启动所占的时间远多于读数据），
  所以上面的核数只对 DuckDB 成立。
""",
    """* **Not known**: what a row costs on Spark was not measured at size (planning and starting take far longer than
  the rows so far), so the number of cores holds for DuckDB only.
""",
)
ON_SPARK = Text(
    """* **Spark 上的实测**（{rows} 行，两个工作节点）：{tasks} 个任务共用处理器 {cpu} 秒，每行 {row_cpu} 纳秒；
  交换 {shuffled} GB，每行 {row_shuffled} 字节；一个任务的内存至多 {memory} MB。
  行数少的目录项多，固定开销摊在每行上，按它推算只多不少：69 亿行至多 {hours} 核时，一夜之内约 {cores} 个核。
""",
    """* **Measured on Spark** ({rows} rows, two workers): {tasks} tasks took {cpu} s of processor time,
  {row_cpu} ns a row, exchanged {shuffled} GB, {row_shuffled} bytes a row, and none took more than {memory} MB.
  With so many items of few rows the fixed costs weigh on every row, so that what follows is no less than needed:
  6.9 billion rows take at most {hours} core hours, about {cores} cores for one night.
""",
)
