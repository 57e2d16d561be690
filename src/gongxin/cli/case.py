"""``gongxin case``: list cases, show one, file one, take a step, and have others told."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from gongxin.cli.case_printing import line_as_json, line_as_text, tell
from gongxin.cli.output import fail, print_json, say
from gongxin.core.text import Text

if TYPE_CHECKING:
    from gongxin.apps.accounts.models import User

HELP = "案件：修复、异议等的列出、查看、提出、办理 / cases: list, show, file, act"
_AS = "办理人的用户名 / login name of who does it"


def configure(parser: argparse.ArgumentParser) -> None:
    """``list``, ``show``, ``file``, ``act``, ``repairable``, ``subscribe``, ``replay``."""
    verbs = parser.add_subparsers(dest="verb", required=True)
    _configure_reading(verbs)
    _configure_filing(verbs)
    step = verbs.add_parser("act", help="办理一步 / take a step")
    step.add_argument("number", metavar="NUMBER", help="案件编号 / number of the case")
    step.add_argument("step", metavar="STEP", help="步骤，见 show / step, as show lists them")
    step.add_argument("--as", dest="user", required=True, metavar="NAME", help=_AS)
    step.add_argument("--reason", default="", help="理由 / reason in words")
    step.add_argument("--reason-code", default="", help="理由代号 / code of a listed reason")
    step.add_argument("--version", type=int, help="所看到的第几步 / the version that was looked at")
    step.add_argument(
        "--set",
        dest="changes",
        action="append",
        default=[],
        metavar="CODE=VALUE",
        help="异议成立时更正的字段，可多次 / a field that is corrected; may be repeated",
    )
    _configure_telling(verbs)
    for one in verbs.choices.values():
        one.add_argument("--json", action="store_true", help="输出 JSON / print JSON")


def _configure_reading(verbs: Any) -> None:
    listing = verbs.add_parser("list", help="列出 / list cases")
    listing.add_argument("--kind", default="", help="种类 / kind, such as repair")
    listing.add_argument("--subject", default="", metavar="USCC", help="主体代码 / organisation")
    listing.add_argument("--department", default="", metavar="CODE", help="部门代码 / department")
    listing.add_argument("--open", action="store_true", help="只列未办结的 / open ones only")
    listing.add_argument("--overdue", action="store_true", help="只列逾期的 / overdue ones only")
    listing.add_argument("--page", type=int, default=1, help="页码 / page")
    show = verbs.add_parser("show", help="查看一件 / show one case")
    show.add_argument("number", metavar="NUMBER", help="案件编号 / number of the case")
    able = verbs.add_parser("repairable", help="哪些记录能修复 / which records qualify for repair")
    able.add_argument("subject", metavar="USCC", help="主体代码 / the organisation's code")


def _configure_filing(verbs: Any) -> None:
    filing = verbs.add_parser("file", help="提出修复或异议 / file a repair or an objection")
    filing.add_argument("kind", choices=("repair", "objection"), help="种类 / kind")
    filing.add_argument("subject", metavar="USCC", help="主体代码 / the organisation's code")
    filing.add_argument("record", nargs="*", type=UUID, help="记录编号 / ids of the records")
    filing.add_argument("--as", dest="user", required=True, metavar="NAME", help=_AS)
    filing.add_argument("--statement", default="", help="陈述 / what the applicant says")
    filing.add_argument(
        "--signed", action="store_true", help="已签署信用承诺书 / the commitment is signed"
    )
    filing.add_argument(
        "--proof", action="append", default=[], metavar="FILE", help="履行证明 / proof, a file"
    )
    filing.add_argument(
        "--ground",
        default="content",
        choices=("content", "period", "link", "repair", "evaluation"),
        help="异议事由 / ground of an objection",
    )
    filing.add_argument(
        "--contested", default="", help="所针对的修复案件或评价 / what outcome is contested"
    )


def _configure_telling(verbs: Any) -> None:
    subscribe = verbs.add_parser("subscribe", help="通知一个地址 / have an address told")
    subscribe.add_argument("url", metavar="URL", help="http(s) 地址 / address")
    subscribe.add_argument("--label", default="", help="用途 / what it is for")
    subscribe.add_argument(
        "--from-start", action="store_true", help="从头通知 / everything since the beginning"
    )
    replay = verbs.add_parser("replay", help="重新通知 / tell an address again")
    replay.add_argument("url", metavar="URL", help="地址 / address")
    replay.add_argument("--after", type=int, default=0, help="此序号之后 / after this entry")


def run(args: argparse.Namespace) -> int:
    """Does what the verb says; 1 where it was refused."""
    from gongxin.config.setup import setup_django

    setup_django()
    from gongxin.apps.errors import ActionError

    does = {
        "list": _list,
        "show": _show,
        "file": _file,
        "act": _act,
        "repairable": _repairable,
        "subscribe": _subscribe,
        "replay": _replay,
    }
    try:
        return does[args.verb](args)
    except ActionError as error:
        return fail(error, args.json, 1)


def _list(args: argparse.Namespace) -> int:
    from gongxin.apps.cases.queries import OPERATOR, cases_for
    from gongxin.apps.cases.views import CaseFilters

    filters = CaseFilters(
        kind=args.kind,
        subject=args.subject,
        department=args.department,
        open=True if args.open else None,
        overdue=args.overdue,
    )
    page = cases_for(OPERATOR, filters, page=args.page)
    if args.json:
        print_json(
            {"total": page.total, "page": page.page, "cases": [*map(line_as_json, page.cases)]}
        )
    else:
        for line in page.cases:
            print(line_as_text(line))
    return 0


def _show(args: argparse.Namespace) -> int:
    from gongxin.apps.cases.queries import OPERATOR, case_for

    case = case_for(OPERATOR, args.number)
    return tell(case, args.json)


def _repairable(args: argparse.Namespace) -> int:
    from gongxin.apps.cases.eligibility import repairable
    from gongxin.apps.subjects.finding import subject_or_refusal

    subject = subject_or_refusal(args.subject)
    found = [
        {
            "record": str(one.record.id),
            "qualifies": one.qualifies,
            "code": one.code,
            "text": one.text.zh,
            "text_en": one.text.en,
            "since": one.since,
            "case": one.case,
        }
        for one in repairable(subject)
    ]
    if args.json:
        print_json({"subject": subject.code, "records": found})
    for one in () if args.json else found:
        print(f"{one['record']}  {one['text']} / {one['text_en']}")
    return 0


def _file(args: argparse.Namespace) -> int:
    from gongxin.apps.cases.actions.file_objection import file_objection
    from gongxin.apps.cases.queries import case_for

    user = _user(args.user)
    if args.kind == "repair":
        return _file_repair(args, user)
    made = file_objection(
        user=user,
        subject_code=args.subject,
        ground=args.ground,
        statement=args.statement,
        uid=args.record[0] if args.record else None,
        contested=args.contested,
    )
    return tell(case_for(user, made.number), args.json)


def _file_repair(args: argparse.Namespace, user: "User") -> int:
    from contextlib import ExitStack

    from gongxin.apps.cases.actions.file_repair import file_repair
    from gongxin.apps.cases.papers import Upload

    with ExitStack() as stack:
        paths = [_existing(Path(name)) for name in args.proof]
        proofs = [Upload(path.name, stack.enter_context(path.open("rb"))) for path in paths]
        made = file_repair(
            user=user,
            subject_code=args.subject,
            uids=args.record,
            statement=args.statement,
            signed=args.signed,
            proofs=proofs,
        )
    numbers = [case.number for case in made.cases]
    refused = [{"record": str(one.record.id), "code": one.code} for one in made.refused]
    if args.json:
        print_json({"filing": made.filing, "cases": numbers, "refused": refused})
    else:
        print("\n".join(numbers))
    for one in made.refused:
        say(Text(f"{one.record.id}：{one.text.zh}", f"{one.record.id}: {one.text.en}"))
    return 0


def _existing(path: Path) -> Path:
    from gongxin.apps.errors import NotFound

    if not path.is_file():
        raise NotFound("no_file", _NO_FILE.format(path=path))
    return path


def _act(args: argparse.Namespace) -> int:
    from gongxin.apps.cases.dispatch import Asked, act
    from gongxin.apps.cases.numbers import read_number
    from gongxin.apps.cases.queries import case_for

    user = _user(args.user)
    asked = Asked(
        user=user,
        number=read_number(args.number),
        reason_code=args.reason_code,
        reason=args.reason,
        version=args.version,
        changes=dict(pair.split("=", 1) for pair in args.changes if "=" in pair),
    )
    done = act(args.step, asked)
    return tell(case_for(user, done.number), args.json)


def _subscribe(args: argparse.Namespace) -> int:
    from gongxin.apps.cases.actions.add_webhook import add_webhook

    webhook = add_webhook(url=args.url, label=args.label, from_start=args.from_start)
    if args.json:
        print_json({"url": webhook.url, "secret": webhook.secret, "after": webhook.delivered})
    else:
        print(webhook.secret)
    return 0


def _replay(args: argparse.Namespace) -> int:
    from gongxin.apps.cases.actions.replay_webhook import replay_webhook

    webhook = replay_webhook(url=args.url, after=args.after)
    if args.json:
        print_json({"url": webhook.url, "after": webhook.delivered})
    return 0


def _user(name: str) -> "User":
    from gongxin.apps.accounts.queries import user_by_name
    from gongxin.apps.errors import NotFound

    user = user_by_name(name)
    if user is None:
        raise NotFound("no_user", _NO_USER.format(name=name))
    return user


_NO_USER = Text("没有名为 {name} 的在用账号。", "There is no active account called {name}.")
_NO_FILE = Text("没有文件 {path}。", "There is no file {path}.")
