"""``gongxin case result``: take in a repair result that an upper platform decided."""

import argparse
from typing import TYPE_CHECKING, Any
from uuid import UUID

from gongxin.cli.case_starting import read_day
from gongxin.cli.output import fail, print_json
from gongxin.core.text import Text

if TYPE_CHECKING:
    from gongxin.apps.accounts.models import User
    from gongxin.apps.records.keyed import RecordKey


def configure_result(verbs: Any) -> None:
    """Add the verb."""
    result = verbs.add_parser("result", help="上级平台的修复结果 / a repair result from above")
    result.add_argument("result", choices=("granted", "declined", "revoked"), help="结果 / result")
    result.add_argument("--upstream", required=True, metavar="NAME", help="上级平台 / platform")
    result.add_argument("--id", required=True, metavar="ID", help="上级编号，唯一 / its id, unique")
    result.add_argument(
        "--sequence", required=True, type=int, metavar="N", help="同一记录的先后 / its order"
    )
    named = result.add_mutually_exclusive_group(required=True)
    named.add_argument("--record", type=UUID, metavar="UID", help="记录编号 / id of the record")
    named.add_argument("--item", default="", help="目录项，与 --key 合用 / item, with --key")
    result.add_argument(
        "--key",
        action="append",
        default=[],
        type=_pair,
        metavar="CODE=VALUE",
        help="主体代码和文书号等主键字段，可多次 / the organisation's code, the document's number …; repeated",
    )
    result.add_argument(
        "--department", default="", metavar="CODE", help="报送部门，可不填 / who filed it, if known"
    )
    result.add_argument(
        "--decided", type=read_day, required=True, metavar="DATE", help="决定日期 / decided on"
    )
    result.add_argument("--reason", default="", help="理由 / reason")
    result.add_argument(
        "--as", dest="user", required=True, metavar="NAME", help="信用办人员 / of the credit office"
    )


def take_result(args: argparse.Namespace, user: "User") -> int:
    """0 when the result was taken, which is printed; 2 where the record is named in two ways.

    ActionError where it was refused.
    """
    from gongxin.apps.accounts.permissions import department_of
    from gongxin.apps.cases.actions.receive_repair_result import Pushed, receive_repair_result
    from gongxin.apps.cases.permission import require_office
    from gongxin.apps.errors import Invalid

    if args.record and (args.key or args.department):
        return fail(Invalid("record_or_key", _EITHER), args.json, 2)
    require_office(user)
    department = department_of(user)
    assert department is not None
    pushed = Pushed(
        upstream=args.upstream,
        upstream_id=args.id,
        sequence=args.sequence,
        record=args.record or _key(args),
        result=args.result,
        decided_on=args.decided,
        reason=args.reason,
    )
    taken = receive_repair_result(department=department, pushed=pushed, officer=user)
    number = taken.case.number if taken.case else ""
    if args.json:
        print_json({"record": taken.record_uid, "outcome": taken.outcome, "case": number})
    else:
        print(f"{taken.record_uid}  {taken.outcome}  {number}".rstrip())
    return 0


def _key(args: argparse.Namespace) -> "RecordKey":
    from gongxin.apps.records.keyed import RecordKey

    return RecordKey(args.item, dict(args.key), args.department)


def _pair(text: str) -> tuple[str, str]:
    code, equals, value = text.partition("=")
    if not (code and equals):
        raise argparse.ArgumentTypeError(
            f"“{text}”应写成 字段=值 / write it as CODE=VALUE, e.g. CF_WSH=公市监罚〔2026〕12号"
        )
    return code, value


_EITHER = Text(
    "记录用 --record 指明，或者用 --item 和 --key（可加 --department），不要同时写。",
    "Name the record by --record, or by --item with --key (and --department), not by both.",
)
