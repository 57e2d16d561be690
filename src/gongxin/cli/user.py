"""``gongxin user``: accounts of people."""

import argparse
import getpass
import sys

from gongxin.cli.output import print_json, say
from gongxin.core.text import Text

HELP = "账号：新增 / accounts: add one"


def configure(parser: argparse.ArgumentParser) -> None:
    """``add NAME (--department CODE | --subject USCC) [--email ADDRESS] [--password-stdin]``."""
    verbs = parser.add_subparsers(dest="verb", required=True)
    add = verbs.add_parser("add", help="新增账号 / add an account")
    add.add_argument("username", metavar="NAME", help="用户名 / user name")
    side = add.add_mutually_exclusive_group(required=True)
    side.add_argument("--department", metavar="CODE", help="部门代码 / department code")
    side.add_argument(
        "--subject",
        metavar="USCC",
        help="组织的统一社会信用代码 / the organisation's Unified Social Credit Code",
    )
    add.add_argument(
        "--email",
        default="",
        metavar="ADDRESS",
        help="接收通知的邮箱 / address that notices are mailed to",
    )
    add.add_argument(
        "--password-stdin",
        action="store_true",
        help="从标准输入读密码 / read the password from stdin",
    )
    add.add_argument("--json", action="store_true", help="输出JSON / print JSON")


def run(args: argparse.Namespace) -> int:
    """Adds the account."""
    from gongxin.config.setup import setup_django

    setup_django()
    from gongxin.apps.accounts.actions.create_user import create_user
    from gongxin.apps.subjects.finding import subject_or_refusal
    from gongxin.cli.departments import required_department

    department = required_department(args.department) if args.department else None
    subject = subject_or_refusal(args.subject) if args.subject else None
    user = create_user(
        username=args.username,
        password=_password(args.password_stdin),
        department=department,
        subject=subject,
        email=args.email,
    )
    if args.json:
        side = (
            {"department": department.code}
            if department
            else {"subject": subject.code if subject else ""}
        )
        print_json({"username": user.username, **side})
    else:
        say(Text(f"已新增账号：{user.username}", f"Account added: {user.username}"))
    return 0


def _password(from_stdin: bool) -> str:
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    return getpass.getpass("密码 / Password: ")
