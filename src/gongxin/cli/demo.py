"""``gongxin demo``: write the fictional city's files into a folder."""

import argparse
import sys
import time
from pathlib import Path

from gongxin.cli.output import print_json
from gongxin.demo.city import RECORDS_PER_ORGANISATION, write_city

HELP = "生成虚构城市的部门文件，规模任选 / write the fictional city's files, of any size"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument(
        "--size",
        type=_count,
        default=5_000,
        metavar="N",
        help="组织数，默认 5000 / organisations (default 5000)",
    )
    parser.add_argument(
        "--out", type=Path, required=True, metavar="DIR", help="写入的文件夹 / folder to write to"
    )
    parser.add_argument(
        "--seed", type=int, default=0, metavar="S", help="随机种子，默认 0 / seed (default 0)"
    )
    parser.add_argument(
        "--rows",
        type=_count,
        metavar="N",
        help=f"记录总数，默认组织数的 {RECORDS_PER_ORGANISATION} 倍"
        f" / records in all (default {RECORDS_PER_ORGANISATION} for each organisation)",
    )
    parser.add_argument("--json", action="store_true", help="结果为 JSON / result as JSON")


def run(args: argparse.Namespace) -> int:
    """Write the city; say where it is and how large it became."""
    started = time.perf_counter()
    entries = write_city(args.out, args.size, rows=args.rows, seed=args.seed, progress=_say)
    seconds = round(time.perf_counter() - started, 2)
    rows = sum(entry.rows for entry in entries)
    if args.json:
        print_json(
            {
                "folder": str(args.out),
                "organisations": args.size,
                "files": len(entries),
                "rows": rows,
                "seconds": seconds,
            }
        )
        return 0
    print(
        f"{args.out}：{args.size:,} 个组织，{len(entries):,} 个文件，{rows:,} 行，{seconds} 秒"
        f" / {args.size:,} organisations, {len(entries):,} files, {rows:,} rows, {seconds} s"
    )
    return 0


def _say(line: str) -> None:
    print(line, file=sys.stderr)


def _count(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("至少为 1 / must be at least 1")
    return number
