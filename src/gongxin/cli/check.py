"""``gongxin check``: check a file without filing it."""

import argparse
import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from gongxin.cli.output import error_object, print_json, say, speak
from gongxin.core.errors import GongxinError
from gongxin.core.text import Text

if TYPE_CHECKING:
    from gongxin.batch.check import CheckOutcome
    from gongxin.batch.engine.session import Session

HELP = "检查文件而不入库 / check a file without filing it"
COUNTS = ("rows", "accepted", "rejected", "warned", "late", "refused_persons")
SHOWN = 20


def configure(parser: argparse.ArgumentParser) -> None:
    """Declares the command's arguments."""
    parser.add_argument("item", metavar="ITEM", help="目录项，如 penalty / the catalogue item")
    parser.add_argument("file", metavar="FILE", type=Path, help="CSV, TSV, XLSX, JSONL, Parquet")
    parser.add_argument("--json", action="store_true", help="输出 JSON / print JSON")
    parser.add_argument(
        "--report",
        metavar="F.xlsx",
        type=Path,
        help="写出标注工作簿 / write the annotated workbook",
    )
    parser.add_argument(
        "--limit", metavar="N", type=int, help="最多列出 N 条问题 / list at most N faults"
    )
    parser.add_argument(
        "--received-on",
        metavar="D",
        help="报送日期，默认今天 / day of submission, today by default",
    )
    parser.add_argument(
        "--engine",
        choices=["duckdb", "spark"],
        default="duckdb",
        help="计算引擎；spark 用 GONGXIN_SPARK 指定的集群 / engine; spark: the cluster that "
        "GONGXIN_SPARK names",
    )


def run(args: argparse.Namespace) -> int:
    """Checks the file; exit code 1 when a row is rejected or refused or the file cannot be read."""
    from gongxin.batch.beginning import begin_check
    from gongxin.batch.readers.errors import FileRefused
    from gongxin.cli.catalogue import required_item

    started = time.monotonic()
    item = required_item(args.item)
    _require_file(args.file)
    day, whole = _day(args.received_on), args.report is not None
    begun = None if whole or args.engine != "duckdb" else begin_check(item, args.file, day)
    # after it, because what is imported here takes long to load
    from gongxin.batch.check import check_file

    try:
        with (
            _session(args.engine) as session,
            check_file(
                item, args.file, received_on=day, whole=whole, session=session, begun=begun
            ) as outcome,
        ):
            if args.report:
                _write_report(outcome, args.report)
            faulty = outcome.rejected + outcome.refused_persons > 0
            if args.json:
                _print(outcome, args.limit, started)
            else:
                _tell(outcome, SHOWN if args.limit is None else args.limit)
    except FileRefused as refused:
        if args.json:
            print_json({"item": args.item, "error": error_object(refused.code, refused.text)})
        say(refused.text)
        return 1
    return 1 if faulty else 0


def _print(outcome: "CheckOutcome", limit: int | None, started: float) -> None:
    """One JSON object, written as the faults are read: there may be millions."""
    head: dict[str, object] = {"item": outcome.item.id}
    head |= {name: getattr(outcome, name) for name in COUNTS}
    head["seconds"] = round(time.monotonic() - started, 3)
    head["issue_count"] = outcome.count_issues()
    out = sys.stdout
    out.write(json.dumps(head, ensure_ascii=False)[:-1] + ', "issues": [')
    separator = ""
    for lines in outcome.issue_lines(limit):
        out.write(separator + ",\n".join(lines))
        separator = ",\n"
    out.write("]}\n")
    out.flush()


def _tell(outcome: "CheckOutcome", shown: int) -> None:
    counts = {name: getattr(outcome, name) for name in COUNTS}
    print(speak(_DONE.format(**counts)))
    for issue in outcome.issues(limit=shown):
        print(speak(_LINE.format(row=issue.row, zh=issue.message.zh, en=issue.message.en)))
    more = outcome.count_issues() - shown
    if more > 0:
        print(speak(_MORE.format(n=more)))


def _write_report(outcome: "CheckOutcome", path: Path) -> None:
    import tempfile

    from gongxin.batch.workbook import write_annotated

    with tempfile.TemporaryDirectory() as folder:
        outcome.write(Path(folder))
        write_annotated(Path(folder), outcome.item, path)


@contextmanager
def _session(engine: str) -> "Iterator[Session | None]":
    """The engine where it is not this process's own."""
    if engine == "duckdb":
        yield None
        return
    from gongxin.batch.engine.spark import open_spark

    with open_spark() as session:
        yield session


def _require_file(path: Path) -> None:
    if not path.is_file():
        raise GongxinError("no_file", _NO_FILE.format(path=path))


def _day(text: str | None) -> date:
    from gongxin.core.dates import legal_today, read_date

    if text is None:
        return legal_today()
    day = read_date(text)
    if isinstance(day, date):
        return day
    raise GongxinError("bad_date", _BAD_DATE.format(text=text))


_NO_FILE = Text("没有文件“{path}”，或无权读取。", "There is no file '{path}' that can be read.")
_BAD_DATE = Text(
    "--received-on 的值“{text}”不是日期，例如 2026-11-21。",
    "--received-on '{text}' is not a date; for example 2026-11-21.",
)
_DONE = Text(
    "共 {rows} 行：可入库 {accepted}，退回 {rejected}，自然人拒收 {refused_persons}；"
    "有提醒 {warned}，迟报 {late}。",
    "{rows} rows: {accepted} fit to be filed, {rejected} rejected, {refused_persons} about natural "
    "persons refused; {warned} with warnings, {late} late.",
)
_LINE = Text("第{row}行：{zh}", "Row {row}: {en}")
_MORE = Text(
    "另有 {n} 条；--json 或 --report 给出全部。", "{n} more; --json or --report gives all of them."
)
