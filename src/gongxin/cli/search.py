"""``gongxin search TEXT``: find organisations by part of a name or code."""

import argparse

from gongxin.cli.output import print_json, say
from gongxin.core.text import Text

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
    """Print what was found, best first; that nothing was found is an answer too."""
    from gongxin.config.setup import setup_django

    setup_django()
    from gongxin.apps.subjects.queries import search_subjects

    found = search_subjects(args.text, size=max(1, args.limit))
    if args.json:
        subjects = [{"code": s.code, "name": s.name, "region": s.region} for s in found.subjects]
        print_json({"total": found.total, "capped": found.capped, "subjects": subjects})
        return 0
    for subject in found.subjects:
        former = f"  ({subject.matched})" if subject.by == "former_name" else ""
        print(f"{subject.code}  {subject.region}  {subject.name}{former}")
    count = f"{found.total}+" if found.capped else str(found.total)
    say((_FOUND if found.total else _NONE).format(count=count, text=args.text))
    return 0


_FOUND = Text("共找到 {count} 个主体。", "{count} found.")
_NONE = Text(
    "没有找到“{text}”：已查询全部主体的现用名、曾用名、统一社会信用代码、注册号和组织机构代码。",
    "Nothing found for “{text}”: the present and former names, codes, registration numbers and "
    "organisation codes of all organisations were searched.",
)
