"""``gongxin case message | paper | figures``: what goes with a case, and how long cases take."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gongxin.cli.output import print_json
from gongxin.core.text import Text

if TYPE_CHECKING:
    from gongxin.apps.accounts.models import User

_AS = "办理人的用户名 / login name of who does it"


def configure_handling(verbs: Any) -> None:
    """Add the three verbs."""
    message = verbs.add_parser("message", help="给对方留言 / write to the other side")
    message.add_argument("number", metavar="NUMBER", help="案件编号 / number of the case")
    message.add_argument("text", metavar="TEXT", help="留言 / message")
    message.add_argument("--as", dest="user", required=True, metavar="NAME", help=_AS)
    paper = verbs.add_parser("paper", help="提交材料 / add a paper")
    paper.add_argument("number", metavar="NUMBER", help="案件编号 / number of the case")
    paper.add_argument("--kind", default="proof", choices=("proof", "decision", "other"))
    one = paper.add_mutually_exclusive_group(required=True)
    one.add_argument("--file", type=Path, metavar="FILE", help="PDF、PNG 或 JPEG / a file")
    one.add_argument(
        "--reference",
        default="",
        help="部门自有记录的出处 / where the department's own records have it",
    )
    paper.add_argument("--as", dest="user", required=True, metavar="NAME", help=_AS)
    figures = verbs.add_parser(
        "figures", help="各部门逾期和各步用时 / overdue by department, days by step"
    )
    figures.add_argument("--kind", default="", help="种类 / kind, such as repair")
    figures.add_argument("--as", dest="user", required=True, metavar="NAME", help=_AS)


def send(args: argparse.Namespace, user: "User") -> str:
    """The number of the case that was written to; ActionError where it was refused."""
    from gongxin.apps.cases.actions.send_message import send_message
    from gongxin.apps.cases.numbers import read_number

    number = read_number(args.number)
    send_message(user=user, number=number, text=args.text)
    return number


def hand_in(args: argparse.Namespace, user: "User") -> str:
    """The number of the case that the paper was added to; ActionError where it was refused."""
    from gongxin.apps.cases.actions.add_paper import add_paper
    from gongxin.apps.cases.numbers import read_number
    from gongxin.apps.cases.papers import Upload
    from gongxin.apps.errors import NotFound

    number, call = read_number(args.number), {"user": user, "kind": args.kind}
    if args.file is None:
        add_paper(number=number, reference=args.reference, **call)
        return number
    if not args.file.is_file():
        raise NotFound("no_file", _NO_FILE.format(path=args.file))
    with args.file.open("rb") as stream:
        add_paper(number=number, upload=Upload(args.file.name, stream), **call)
    return number


def tell_figures(args: argparse.Namespace, user: "User") -> int:
    """0; the figures are printed. ActionError for who is not of the credit office."""
    from gongxin.apps.cases.figures import median_days, overdue_by_department

    overdue, steps = overdue_by_department(user), median_days(user, args.kind)
    if args.json:
        print_json(
            {
                "departments": [
                    {
                        "department": one.department_code,
                        "open": one.open,
                        "overdue": one.overdue,
                        "oldest_due": one.oldest_due,
                    }
                    for one in overdue
                ],
                "steps": [
                    {
                        "kind": one.kind,
                        "step": one.verb,
                        "number": one.number,
                        "median_days": one.median,
                        "late": one.late,
                    }
                    for one in steps
                ],
            }
        )
        return 0
    for line in overdue:
        print(f"{line.department_code}  {line.open}  逾期 / overdue {line.overdue}")
    for step in steps:
        print(f"{step.kind} {step.verb}  {step.median:g} 个工作日 / working days ({step.number})")
    return 0


_NO_FILE = Text("没有文件 {path}。", "There is no file {path}.")
