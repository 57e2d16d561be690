"""``gongxin user``: accounts of people."""

import argparse
import getpass
import sys

from gongxin.cli.output import print_json, say
from gongxin.core.text import Text

HELP = "账号：新增 / accounts: add one"


def configure(parser: argparse.ArgumentParser) -> None:
    """``add NAME --department CODE [--password-stdin]``."""
    verbs = parser.add_subparsers(dest="verb", required=True)
    add = verbs.add_parser("add", help="新增账号 / add an account")
    add.add_argument("username", metavar="NAME", help="用户名 / user name")
    add.add_argument(
        "--department", required=True, metavar="CODE", help="部门代码 / department code"
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
    from gongxin.cli.departments import required_department

    department = required_department(args.department)
    user = create_user(
        username=args.username, password=_password(args.password_stdin), department=department
    )
    if args.json:
        print_json({"username": user.username, "department": department.code})
    else:
        say(Text(f"已新增账号：{user.username}", f"Account added: {user.username}"))
    return 0


def _password(from_stdin: bool) -> str:
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    return getpass.getpass("密码 / Password: ")
