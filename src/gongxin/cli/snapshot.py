"""``gongxin snapshot``: write the database as of this moment as Parquet."""

import argparse
import time
from pathlib import Path

from gongxin.cli.output import print_json, say
from gongxin.core.errors import GongxinError
from gongxin.core.text import Text

HELP = "把数据库此刻的状态导出为 Parquet / write the database as of this moment as Parquet"


def configure(parser: argparse.ArgumentParser) -> None:
    """``[--out DIR] [--json]``."""
    parser.add_argument(
        "--out",
        type=Path,
        metavar="DIR",
        help="写入的新文件夹，默认数据湖 snapshots 下以时刻命名 / a new folder; "
        "one named after the moment under the lake's snapshots when not given",
    )
    parser.add_argument("--json", action="store_true", help="输出JSON / print JSON")


def run(args: argparse.Namespace) -> int:
    """Write the snapshot; tell where it is and what it holds."""
    from gongxin.config.setup import home, setup_django

    setup_django()
    from gongxin.apps.records.snapshot import write_snapshot

    started = time.perf_counter()
    try:
        made = write_snapshot(home() / "lake" / "snapshots", out=args.out)
    except FileExistsError as error:
        raise GongxinError("out_exists", EXISTS.format(folder=args.out)) from error
    result = {
        "folder": str(made.folder),
        "moment": made.moment.isoformat(),
        "rows": made.rows,
        "seconds": round(time.perf_counter() - started, 2),
    }
    if args.json:
        print_json(result)
    else:
        say(WRITTEN.format(**{**result, "rows": sum(made.rows.values())}))
    return 0


EXISTS = Text(
    "{folder} 已存在。--out 要写一个还没有的文件夹。",
    "{folder} exists already. Name with --out a folder that is not there yet.",
)
WRITTEN = Text(
    "{folder}：{moment} 的状态，共 {rows:,} 行，{seconds} 秒。",
    "{folder}: the state at {moment}, {rows:,} rows, {seconds} s.",
)
