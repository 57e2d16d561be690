"""``gongxin docs``: write the reference pages, or tell whether they are out of date."""

import argparse
import os
import sys
from pathlib import Path

HELP = "根据代码和规则包生成参考文档 / write the reference pages from code and rule packs"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of ``gongxin docs``."""
    parser.add_argument(
        "--out",
        type=Path,
        default=Path("docs/reference"),
        metavar="DIR",
        help="文件夹（默认 %(default)s） / folder (default %(default)s)",
    )
    parser.add_argument(
        "--check",
        action="store_true",
        help="只检查，不写：有出入则退出码为 1 / write nothing; exit 1 when pages are out of date",
    )


def run(args: argparse.Namespace) -> int:
    """Write the pages and name the changed ones; with ``--check`` only name them, exit 1 if any."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongxin.config.settings")
    import django

    django.setup()  # the API's description needs the settings, but no database
    from gongxin.cli.reference.pages import differing, write

    changed = differing(args.out) if args.check else write(args.out)
    for name in changed:
        print(args.out / name, file=sys.stderr)
    if args.check and changed:
        print(
            "参考文档与代码不一致，请运行 make docs / out of date: run make docs", file=sys.stderr
        )
    return 1 if args.check and changed else 0
