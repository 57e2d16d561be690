"""``gongxin demo``: write a fictional city: its departments' files, or a lake of a large city's size."""

import argparse
import time
from pathlib import Path

from gongxin.cli.output import WRONG_CALL, fail, print_json, say
from gongxin.core.errors import GongxinError
from gongxin.core.text import Text

HELP = "生成虚构城市的部门文件或数据湖，规模任选 / write the fictional city's files or lake, of any size"


def configure(parser: argparse.ArgumentParser) -> None:
    """``--size N --out DIR [--rows N]`` or ``--city nantong [--scale X] [--home H]``; ``--seed``, ``--json``."""
    parser.add_argument(
        "--city",
        choices=("gongxin", "nantong"),
        default="gongxin",
        help="gongxin：部门文件；nantong：南通规模的数据湖（单位和数据全部虚构） / "
        "gongxin: departments' files; nantong: a lake of Nantong's size, all of it fictional",
    )
    parser.add_argument(
        "--size",
        type=_count,
        default=5_000,
        metavar="N",
        help="组织数，默认 %(default)s / organisations",
    )
    parser.add_argument("--out", type=Path, metavar="DIR", help="写入的文件夹 / folder to write to")
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
    parser.add_argument(
        "--scale",
        type=_share,
        default=0.01,
        metavar="X",
        help="nantong 的规模，1 为 2.1 亿行，默认 %(default)s / of nantong: 1 is 210 million rows",
    )
    parser.add_argument(
        "--home",
        type=Path,
        metavar="H",
        help="nantong 写入的数据文件夹，默认 GONGXIN_HOME / of nantong: folder instead of GONGXIN_HOME",
    )
    parser.add_argument("--json", action="store_true", help="输出JSON / print JSON")


def run(args: argparse.Namespace) -> int:
    """Write the city; tell where it is and how large it became."""
    try:
        return _write_lake(args) if args.city == "nantong" else _write_files(args)
    except GongxinError as error:
        return fail(error, args.json, WRONG_CALL)


def _write_files(args: argparse.Namespace) -> int:
    from gongxin.demo.city import write_city

    if args.out is None:
        raise GongxinError("out", NO_FOLDER)
    started = time.perf_counter()
    entries = write_city(args.out, args.size, rows=args.rows, seed=args.seed, progress=_tell)
    result = {
        "folder": str(args.out),
        "organisations": args.size,
        "files": len(entries),
        "rows": sum(entry.rows for entry in entries),
        "seconds": round(time.perf_counter() - started, 2),
    }
    return _told(args, result, WRITTEN)


def _write_lake(args: argparse.Namespace) -> int:
    from gongxin.config.setup import home
    from gongxin.demo.nantong.city import write_nantong

    started = time.perf_counter()
    folder = args.home or home()
    city = write_nantong(folder, args.scale, args.seed, _tell)
    result = {
        "folder": str(folder),
        "scale": city.scale,
        "items": city.items,
        "fields": city.fields,
        "departments": city.departments,
        "organisations": city.organisations,
        "rows": city.rows,
        "seconds": round(time.perf_counter() - started, 2),
    }
    return _told(args, result, LAKE_WRITTEN)


def _told(args: argparse.Namespace, result: dict[str, object], text: Text) -> int:
    if args.json:
        print_json(result)
    else:
        say(text.format(**result))
    return 0


def _tell(line: str) -> None:
    say(Text(line, line))


def _count(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("至少为 1 / must be at least 1")
    return number


def _share(text: str) -> float:
    number = float(text)
    if not 0 < number <= 1:
        raise argparse.ArgumentTypeError("大于 0，至多 1 / above 0 and at most 1")
    return number


NO_FOLDER = Text(
    "请用 --out DIR 说明部门文件写到哪个文件夹。",
    "Say with --out DIR which folder the departments' files go to.",
)
LAKE_WRITTEN = Text(
    "{folder}：{items} 类目录项、{fields:,} 个字段、{departments} 个部门、{organisations:,} 个组织，"
    "{rows:,} 行，{seconds} 秒。目录在 packs/nantong-demo，数据在 lake/items，埋入的错误在 lake/truth。",
    "{folder}: {items} items, {fields:,} fields, {departments} departments, {organisations:,} "
    "organisations, {rows:,} rows, {seconds} s. The catalogue is packs/nantong-demo, the rows are in "
    "lake/items, what was planted is in lake/truth.",
)
WRITTEN = Text(
    "{folder}：{organisations:,} 个组织，{files:,} 个文件，{rows:,} 行，{seconds} 秒。"
    "先报送的在 manifest.json 中排在前面；埋入的错误见 truth.parquet。",
    "{folder}: {organisations:,} organisations, {files:,} files, {rows:,} rows, {seconds} s. "
    "manifest.json lists them in the order to hand in; truth.parquet says what was planted.",
)
