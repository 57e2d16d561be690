"""``gongxin search TEXT``: find organisations by part of a name or code."""

import argparse

from gongxin.cli.output import print_json

HELP = "按名称或代码查找主体 / find organisations by part of a name or code"


def configure(parser: argparse.ArgumentParser) -> None:
    """The command's arguments."""
    parser.add_argument(
        "text", metavar="TEXT", help="名称的一部分，或代码 / part of a name, or a code"
    )
    parser.add_argument(
        "--limit",
        type=int,
        default=20,
        metavar="N",
        help="最多列出几个（默认 20）/ how many to list (default 20)",
    )
    parser.add_argument(
        "--json", action="store_true", help="输出一个 JSON 对象 / one JSON object on stdout"
    )


def run(args: argparse.Namespace) -> int:
    """Print what was found; 1 when nothing was."""
    from gongxin.config.setup import setup_django

    setup_django()
    from gongxin.apps.subjects.queries import search_subjects

    found = search_subjects(args.text, size=max(1, args.limit))
    if args.json:
        subjects = [{"code": s.code, "name": s.name, "region": s.region} for s in found.subjects]
        print_json({"total": found.total, "capped": found.capped, "subjects": subjects})
        return 0 if found.total else 1
    if not found.total:
        print(f"没有名称或代码包含“{args.text}”的主体。")
        print(f"No organisation has a name or code that contains “{args.text}”.")
        return 1
    for subject in found.subjects:
        former = f"  ({subject.matched})" if subject.by == "former_name" else ""
        print(f"{subject.code}  {subject.region}  {subject.name}{former}")
    more = "+" if found.capped else ""
    print(f"共 {found.total}{more} 个 / {found.total}{more} found", flush=True)
    return 0
