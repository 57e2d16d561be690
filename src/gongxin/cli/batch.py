"""``gongxin batch``: check the lake again, link its rows, measure its quality."""

import argparse
import re
import resource
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from gongxin.cli.output import print_json, say
from gongxin.core.errors import GongxinError
from gongxin.core.text import Text

if TYPE_CHECKING:
    from gongxin.batch.engine.session import Session
    from gongxin.batch.runs.outcome import Outcome
    from gongxin.law.catalogue import Item

HELP = "对数据湖成批检查、关联、度量 / check, link and measure the lake as a whole"
_MONTH = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])")


def configure(parser: argparse.ArgumentParser) -> None:
    """Declares the command's arguments."""
    parser.add_argument(
        "work",
        choices=["recheck", "link", "measure"],
        help="recheck：重新检查；link：关联；measure：质量度量 / what to do",
    )
    parser.add_argument(
        "--engine",
        choices=["duckdb", "spark"],
        default="duckdb",
        help="计算引擎；spark 用 GONGXIN_SPARK 指定的集群 / engine; spark: the cluster that "
        "GONGXIN_SPARK names",
    )
    parser.add_argument(
        "--since", metavar="MONTH", help="只处理此月及以后，如 2026-11 / this month and later only"
    )
    parser.add_argument(
        "--item",
        metavar="ITEM",
        action="append",
        help="只处理此目录项，可重复 / this item only; may be repeated",
    )
    parser.add_argument(
        "--home",
        metavar="H",
        type=Path,
        help="数据文件夹，默认 GONGXIN_HOME / folder instead of GONGXIN_HOME",
    )
    parser.add_argument("--json", action="store_true", help="输出 JSON / print JSON")


def run(args: argparse.Namespace) -> int:
    """Does the units that are not done; exit code 1 never: what is found is in the lake."""
    from gongxin.config.setup import home

    root = (args.home or home()) / "lake"
    since = _month(args.since)
    items = _items(args.home or home(), root, args.item)
    with _engine(args.engine, root) as session:
        outcome = _work(args.work, session, root, items, since)
    result = {
        "work": args.work,
        "engine": args.engine,
        "units_done": outcome.done,
        "units_kept": outcome.kept,
        "rows": outcome.rows,
        "found": outcome.found,
        "seconds": round(outcome.seconds, 2),
        "rows_a_second": round(outcome.rows / outcome.seconds) if outcome.seconds else 0,
        "peak_memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
    }
    if args.json:
        print_json(result)
    else:
        say(_DONE.format(**result))
    return 0


def _work(
    work: str, session: "Session", root: Path, items: "list[Item]", since: str | None
) -> "Outcome":
    from gongxin.batch.lake import Lake

    lake = Lake(root)
    match work:
        case "recheck":
            from gongxin.batch.recheck.run import recheck

            return recheck(session, lake, items, since=since, progress=_tell)
        case "link":
            from gongxin.batch.linking.run import link

            return link(session, lake, items, since=since, progress=_tell)
        case _:
            from gongxin.batch.quality.lake import measure

            return measure(session, lake, items, since=since, progress=_tell)


@contextmanager
def _engine(name: str, root: Path) -> "Iterator[Session]":
    if name == "spark":
        from gongxin.batch.engine.spark import open_spark

        with open_spark() as spark:
            yield spark
    else:
        from gongxin.batch.engine.process import open_process

        with open_process(root) as process:
            yield process


def _items(home: Path, root: Path, wanted: list[str] | None) -> "list[Item]":
    """The items that have rows, by the packs of Gongxin and of the home folder."""
    from gongxin.batch.lake import Lake
    from gongxin.law.load import load_catalogue_of

    catalogue = load_catalogue_of(home).items
    present = Lake(root).items()
    if not present:
        raise GongxinError("no-lake", _NO_LAKE.format(root=root))
    strange = [one for one in wanted or () if one not in present]
    if strange:
        raise GongxinError(
            "no-item", _NO_ITEM.format(item=strange[0], known=", ".join(present[:20]))
        )
    unknown = [one for one in present if one not in catalogue]
    if unknown:
        raise GongxinError("no-item", _NOT_IN_CATALOGUE.format(item=unknown[0]))
    return [catalogue[one] for one in present if not wanted or one in wanted]


def _month(text: str | None) -> str | None:
    if text is not None and not _MONTH.fullmatch(text):
        raise GongxinError("bad-month", _BAD_MONTH.format(text=text))
    return text


def _tell(done: int, total: int) -> None:
    sys.stderr.write(f"{done:,} / {total:,}\n")
    sys.stderr.flush()


_NO_LAKE = Text(
    "“{root}”里没有数据。先运行 gongxin demo --city nantong，或用 --home 指定数据文件夹。",
    "There is nothing in '{root}'. Run gongxin demo --city nantong first, or name the folder with "
    "--home.",
)
_NO_ITEM = Text(
    "数据湖里没有目录项“{item}”。有：{known}……",
    "The lake has no item '{item}'. It has: {known} …",
)
_NOT_IN_CATALOGUE = Text(
    "数据湖里的“{item}”不在目录里。用环境变量 GONGXIN_PACKS 指定它的目录包。",
    "Item '{item}' of the lake is not in the catalogue. Name its pack with GONGXIN_PACKS.",
)
_BAD_MONTH = Text(
    "--since 的值“{text}”不是月份，例如 2026-11。",
    "--since '{text}' is not a month; for example 2026-11.",
)
_DONE = Text(
    "{work}：完成 {units_done:,} 个单元，保留 {units_kept:,} 个；{rows:,} 行，{found:,} 条结果，"
    "{seconds} 秒，每秒 {rows_a_second:,} 行。",
    "{work}: {units_done:,} units done, {units_kept:,} kept; {rows:,} rows, {found:,} found, "
    "{seconds} s, {rows_a_second:,} rows a second.",
)
