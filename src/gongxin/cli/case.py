"""``gongxin case``: list cases, show one, file one, take a step, and have others told."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from gongxin.cli.case_arguments import configure
from gongxin.cli.case_handling import hand_in, send, tell_figures
from gongxin.cli.case_printing import line_as_json, line_as_text, tell
from gongxin.cli.case_result import take_result
from gongxin.cli.case_starting import STARTING, start
from gongxin.cli.output import fail, print_json, say
from gongxin.core.text import Text

if TYPE_CHECKING:
    from gongxin.apps.accounts.models import User

__all__ = ["HELP", "configure", "run"]

HELP = "案件：修复、异议等的列出、查看、提出、办理 / cases: list, show, file, act"


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
        "quash": _quash,
        "message": lambda given: _told(given, send),
        "paper": lambda given: _told(given, hand_in),
        "figures": lambda given: tell_figures(given, _user(given.user)),
        "result": lambda given: take_result(given, _user(given.user)),
        "subscribe": _subscribe,
        "replay": _replay,
    } | dict.fromkeys(STARTING, _start)
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
        due_on=args.due,
        signed=args.signed,
        changes=dict(pair.split("=", 1) for pair in args.changes if "=" in pair),
    )
    done = act(args.step, asked)
    return tell(case_for(user, done.number), args.json)


def _told(args: argparse.Namespace, do: Callable[[argparse.Namespace, "User"], str]) -> int:
    from gongxin.apps.cases.queries import case_for

    user = _user(args.user)
    return tell(case_for(user, do(args, user)), args.json)


def _start(args: argparse.Namespace) -> int:
    from gongxin.apps.cases.queries import case_for

    user = _user(args.user)
    return tell(case_for(user, start(args, user).number), args.json)


def _quash(args: argparse.Namespace) -> int:
    from gongxin.apps.cases.actions.quash_decision import quash_decision

    user = _user(args.user)
    act = quash_decision(officer=user, uid=args.record, document=args.document, reason=args.reason)
    if args.json:
        print_json({"record": args.record, "state": "withdrawn", "effective": act.effective_on})
    return 0


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
