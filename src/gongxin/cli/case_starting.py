"""``gongxin case commit | order | declare | shield``: what starts the kinds besides repair and objection."""

import argparse
from collections.abc import Callable
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from gongxin.core.dates import read_date

if TYPE_CHECKING:
    from gongxin.apps.accounts.models import User
    from gongxin.apps.cases.models import Case

_AS = "办理人的用户名 / login name of who does it"


def configure_starting(verbs: Any) -> None:
    """Add the four verbs."""
    commit = _verb(verbs, "commit", "请求或签署信用承诺 / ask for a commitment, or sign one")
    commit.add_argument("--letter", required=True, help="承诺书，如 approval / letter")
    commit.add_argument("--matter", required=True, help="承诺事由 / what it is made for")
    commit.add_argument("--due", type=read_day, metavar="DATE", help="履行期限 / performed by")
    commit.add_argument("--with", dest="department", metavar="CODE", help=_WITH)
    commit.add_argument("--signed", action="store_true", help="已签署 / it is signed")
    order = _verb(verbs, "order", "责令限期整改 / order a rectification")
    order.add_argument("record", nargs="*", type=UUID, help="涉及的记录 / records it rests on")
    order.add_argument("--matter", required=True, help="整改事项 / what to put right")
    order.add_argument("--basis", required=True, help="依据 / law or rule, and article")
    order.add_argument("--due", type=read_day, required=True, metavar="DATE", help="期限 / by when")
    order.add_argument("--may-lead-to", default="", help="逾期可能列入 / list it may lead to")
    declare = _verb(verbs, "declare", "自主申报 / declare something of one's own organisation")
    declare.add_argument("--ground", required=True, help="certificate, contract, award, welfare")
    declare.add_argument("--title", required=True, help="名称 / title")
    declare.add_argument("--issuer", required=True, help="颁发或证实单位 / issuer")
    declare.add_argument(
        "--happened", type=read_day, required=True, metavar="DATE", help="日期 / day"
    )
    declare.add_argument(
        "--valid-until", type=read_day, metavar="DATE", help="有效期至 / valid until"
    )
    declare.add_argument("--statement", default="", help="说明 / description")
    declare.add_argument("--signed", action="store_true", help="承诺真实 / it is signed as true")
    declare.add_argument("--paper", action="append", default=[], type=_file, metavar="FILE")
    shield = _verb(verbs, "shield", "申请重整期间屏蔽 / apply for shielding")
    shield.add_argument("record", nargs="+", type=UUID, help="记录 / records")
    shield.add_argument("--court", required=True, help="法院 / court")
    shield.add_argument("--ruling", required=True, help="裁定书文号 / number of the ruling")
    shield.add_argument(
        "--ruled", type=read_day, required=True, metavar="DATE", help="裁定日期 / day"
    )
    shield.add_argument(
        "--plan-until",
        type=read_day,
        metavar="DATE",
        help="计划执行期限，裁定未写明的不填 / the plan's end; leave out where the ruling sets none",
    )
    shield.add_argument("--statement", default="", help="说明 / remarks")
    shield.add_argument("--paper", action="append", default=[], type=_file, metavar="FILE")


def start(args: argparse.Namespace, user: "User") -> "Case":
    """The case that the verb starts; ActionError where it is refused."""
    does: dict[str, Callable[[argparse.Namespace, User], Case]] = {
        "commit": _commit,
        "order": _order,
        "declare": _declare,
        "shield": _shield,
    }
    return does[args.verb](args, user)


STARTING = ("commit", "order", "declare", "shield")


def _commit(args: argparse.Namespace, user: "User") -> "Case":
    from gongxin.apps.cases.actions.request_commitment import request_commitment
    from gongxin.apps.cases.actions.sign_commitment import sign_commitment

    if args.department is None:
        return request_commitment(
            officer=user,
            subject_code=args.subject,
            letter=args.letter,
            matter=args.matter,
            due_on=args.due,
        )
    return sign_commitment(
        user=user,
        subject_code=args.subject,
        letter=args.letter,
        matter=args.matter,
        department_code=args.department,
        due_on=args.due,
        signed=args.signed,
    )


def _order(args: argparse.Namespace, user: "User") -> "Case":
    from gongxin.apps.cases.actions.order_rectification import order_rectification

    return order_rectification(
        officer=user,
        subject_code=args.subject,
        matter=args.matter,
        basis=args.basis,
        due_on=args.due,
        uids=args.record,
        may_lead_to=args.may_lead_to,
    )


def _declare(args: argparse.Namespace, user: "User") -> "Case":
    from gongxin.apps.cases.actions.make_declaration import make_declaration
    from gongxin.apps.cases.papers import Upload

    with ExitStack() as stack:
        return make_declaration(
            user=user,
            subject_code=args.subject,
            ground=args.ground,
            title=args.title,
            issuer=args.issuer,
            happened_on=args.happened,
            valid_until=args.valid_until,
            statement=args.statement,
            signed=args.signed,
            proofs=[Upload(p.name, stack.enter_context(p.open("rb"))) for p in args.paper],
        )


def _shield(args: argparse.Namespace, user: "User") -> "Case":
    from gongxin.apps.cases.actions.file_shielding import file_shielding
    from gongxin.apps.cases.papers import Upload

    with ExitStack() as stack:
        return file_shielding(
            user=user,
            subject_code=args.subject,
            uids=args.record,
            court=args.court,
            ruling=args.ruling,
            ruled_on=args.ruled,
            plan_until=args.plan_until,
            statement=args.statement,
            papers=[Upload(p.name, stack.enter_context(p.open("rb"))) for p in args.paper],
        )


def _verb(verbs: Any, name: str, words: str) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = verbs.add_parser(name, help=words)
    parser.add_argument("subject", metavar="USCC", help="主体代码 / the organisation's code")
    parser.add_argument("--as", dest="user", required=True, metavar="NAME", help=_AS)
    return parser


def read_day(text: str) -> date:
    """The date that was typed; a call error for anything else."""
    found = read_date(text)
    if not isinstance(found, date):
        raise argparse.ArgumentTypeError(
            f"“{text}”不是日期，请写成 2026-11-21 / not a date; write 2026-11-21"
        )
    return found


def _file(text: str) -> Path:
    path = Path(text)
    if not path.is_file():
        raise argparse.ArgumentTypeError(f"没有文件 {text} / there is no file {text}")
    return path


_WITH = "受理部门代码：由组织签署时填写 / the accepting department, when the organisation signs"
