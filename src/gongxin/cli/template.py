"""``gongxin template ITEM``: the workbook in which an item is filled in."""

import argparse
import sys
from pathlib import Path

from gongxin.core.errors import GongxinError
from gongxin.core.text import Text

HELP = "写出目录项的填报模板 / write an item's fill-in workbook"


def configure(parser: argparse.ArgumentParser) -> None:
    """The command's arguments."""
    parser.add_argument("item", metavar="ITEM", help="目录项，如 penalty / item, such as penalty")
    parser.add_argument(
        "-o",
        "--output",
        type=Path,
        metavar="F.xlsx",
        help="文件名（默认 ITEM.xlsx）/ file to write (default ITEM.xlsx)",
    )


def run(args: argparse.Namespace) -> int:
    """Write the workbook and tell where it is."""
    from gongxin.batch.template import write_template
    from gongxin.law.load import load_catalogue

    catalogue = load_catalogue()
    if args.item not in catalogue.items:
        raise _unknown_item(args.item, list(catalogue.items))
    out: Path = args.output or Path(f"{args.item}.xlsx")
    if out.is_dir() or not out.parent.is_dir():
        raise _cannot_write(out)
    try:
        write_template(catalogue.item(args.item), out)
    except OSError as error:
        raise _cannot_write(out) from error
    print(out, file=sys.stderr)
    return 0


def _unknown_item(seen: str, known: list[str]) -> GongxinError:
    listed = ", ".join(known)
    return GongxinError(
        "no-item",
        Text(
            f"没有目录项“{seen}”。可用：{listed}。例：gongxin template penalty",
            f"There is no item {seen!r}. Known: {listed}. Example: gongxin template penalty",
        ),
    )


def _cannot_write(out: Path) -> GongxinError:
    return GongxinError(
        "cannot-write",
        Text(
            f"无法写入 {out}：请给出现有文件夹中的文件名，如 penalty.xlsx。",
            f"Cannot write {out}: give a file name in an existing folder, such as penalty.xlsx.",
        ),
    )
