"""``gongxin department``: the bodies that submit."""

import argparse

from gongxin.cli.output import print_json, say
from gongxin.core.text import Text

HELP = "部门：新增、列出 / departments: add one, list them"


def configure(parser: argparse.ArgumentParser) -> None:
    """``add CODE NAME --sector S --region R [--credit-office]`` and ``list``."""
    verbs = parser.add_subparsers(dest="verb", required=True)
    add = verbs.add_parser("add", help="新增部门 / add a department")
    add.add_argument(
        "code", metavar="CODE", help="统一社会信用代码 / its Unified Social Credit Code"
    )
    add.add_argument("name", metavar="NAME", help="名称 / name")
    add.add_argument("--name-en", default="", help="英文名称 / English name")
    add.add_argument(
        "--sector", required=True, help="领域 / sector, as in a catalogue item's submitters"
    )
    add.add_argument("--region", required=True, help="行政区划代码 / region code, six digits")
    add.add_argument(
        "--credit-office", action="store_true", help="信用办，可见全部部门 / sees all departments"
    )
    add.add_argument("--json", action="store_true", help="输出JSON / print JSON")
    listing = verbs.add_parser("list", help="列出部门 / list departments")
    listing.add_argument("--json", action="store_true", help="输出JSON / print JSON")


def run(args: argparse.Namespace) -> int:
    """Adds or lists."""
    from gongxin.config.setup import setup_django

    setup_django()
    return _add(args) if args.verb == "add" else _list(args)


def _add(args: argparse.Namespace) -> int:
    from gongxin.apps.accounts.actions.create_department import create_department

    department = create_department(
        code=args.code,
        name=args.name,
        name_en=args.name_en,
        sector=args.sector,
        region=args.region,
        is_credit_office=args.credit_office,
    )
    if args.json:
        print_json({"code": department.code, "name": department.name})
    else:
        say(Text(f"已新增部门：{department.name}", f"Department added: {department.name}"))
    return 0


def _list(args: argparse.Namespace) -> int:
    from gongxin.apps.accounts.queries import departments

    found = [
        {"code": d.code, "name": d.name, "sector": d.sector, "active": d.active}
        for d in departments()
    ]
    if args.json:
        print_json({"total": len(found), "departments": found})
        return 0
    for entry in found:
        print(f"{entry['code']}  {entry['name']}  {entry['sector']}")
    return 0
