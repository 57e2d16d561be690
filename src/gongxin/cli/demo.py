"""``gongxin demo``: write the fictional city's files into a folder."""

import argparse
import time
from pathlib import Path

from gongxin.cli.output import print_json, say
from gongxin.core.text import Text

HELP = "生成虚构城市的部门文件，规模任选 / write the fictional city's files, of any size"


def configure(parser: argparse.ArgumentParser) -> None:
    """``--size N --out DIR [--seed S] [--rows N] [--json]``."""
    parser.add_argument(
        "--size",
        type=_count,
        default=5_000,
        metavar="N",
        help="组织数，默认 %(default)s / organisations",
    )
    parser.add_argument(
        "--out", type=Path, required=True, metavar="DIR", help="写入的文件夹 / folder to write to"
    )
    parser.add_argument(
        "--seed", type=int, default=0, metavar="S", help="随机种子，默认 %(default)s / seed"
    )
    parser.add_argument(
        "--rows",
        type=_count,
        metavar="N",
        help="记录总数（含登记），默认组织数的8倍 / records, the register's included; "
        "8 for each organisation when not given",
    )
    parser.add_argument("--json", action="store_true", help="输出JSON / print JSON")


def run(args: argparse.Namespace) -> int:
    """Write the city; tell where it is and how large it became."""
    from gongxin.demo.city import write_city

    started = time.perf_counter()
    entries = write_city(args.out, args.size, rows=args.rows, seed=args.seed, progress=_tell)
    result = {
        "folder": str(args.out),
        "organisations": args.size,
        "files": len(entries),
        "rows": sum(entry.rows for entry in entries),
        "seconds": round(time.perf_counter() - started, 2),
    }
    if args.json:
        print_json(result)
    else:
        say(WRITTEN.format(**result))
    return 0


def _tell(line: str) -> None:
    say(Text(line, line))


def _count(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("至少为 1 / must be at least 1")
    return number


WRITTEN = Text(
    "{folder}：{organisations:,} 个组织，{files:,} 个文件，{rows:,} 行，{seconds} 秒。"
    "先报送的在 manifest.json 中排在前面；埋入的错误见 truth.parquet。",
    "{folder}: {organisations:,} organisations, {files:,} files, {rows:,} rows, {seconds} s. "
    "manifest.json lists them in the order to hand in; truth.parquet says what was planted.",
)
