"""``gongxin api-key``: keys for ``/api/v1``."""

import argparse

from gongxin.cli.output import print_json, say
from gongxin.core.text import Text

HELP = "接口密钥：新增、停用 / API keys: add one, revoke one"


def configure(parser: argparse.ArgumentParser) -> None:
    """``add --from CODE --label L`` and ``revoke NUMBER``."""
    verbs = parser.add_subparsers(dest="verb", required=True)
    add = verbs.add_parser("add", help="新增密钥，只显示一次 / add a key; it is shown once")
    add.add_argument(
        "--from", dest="code", required=True, metavar="CODE", help="部门代码 / department code"
    )
    add.add_argument("--label", required=True, help="用途 / what it is for")
    add.add_argument("--json", action="store_true", help="输出JSON / print JSON")
    revoke = verbs.add_parser("revoke", help="停用密钥 / revoke a key")
    revoke.add_argument("number", type=int, help="密钥编号 / the key's number")
    revoke.add_argument("--json", action="store_true", help="输出JSON / print JSON")


def run(args: argparse.Namespace) -> int:
    """Adds or revokes; a new key is the only line on stdout."""
    from gongxin.config.setup import setup_django

    setup_django()
    return _add(args) if args.verb == "add" else _revoke(args)


def _add(args: argparse.Namespace) -> int:
    from gongxin.apps.accounts.actions.create_api_key import create_api_key
    from gongxin.cli.departments import required_department

    department = required_department(args.code)
    plain = create_api_key(department=department, label=args.label)
    if args.json:
        print_json({"department": department.code, "label": args.label, "key": plain})
        return 0
    say(Text("请立即保存，密钥只显示这一次：", "Keep it now, the key is shown this once:"))
    print(plain)
    return 0


def _revoke(args: argparse.Namespace) -> int:
    from gongxin.apps.accounts.actions.revoke_api_key import revoke_api_key

    key = revoke_api_key(key_id=args.number)
    if args.json:
        print_json({"number": key.pk, "prefix": key.prefix, "revoked_at": key.revoked_at})
    else:
        say(Text(f"已停用密钥 {key.prefix}", f"Key {key.prefix} is revoked"))
    return 0
