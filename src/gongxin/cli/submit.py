"""``gongxin submit``: hand in a file as a department."""

import argparse
import sys
import time
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from gongxin.cli.output import error_object, print_json, say
from gongxin.core.dates import read_date
from gongxin.core.errors import GongxinError
from gongxin.core.text import Text

if TYPE_CHECKING:
    from gongxin.apps.intake.models import Submission

HELP = "以部门名义报送文件 / submit a file as a department"
COUNTS = ("rows", "accepted", "rejected", "refused_persons", "warned", "late")
FILED = ("linked", "unlinked", "unchanged")


def configure(parser: argparse.ArgumentParser) -> None:
    """``ITEM FILE --from CODE [--wait] [--json] [--received-on DATE]``."""
    parser.add_argument("item", metavar="ITEM", help="目录项 / catalogue item (gongxin items)")
    parser.add_argument("file", metavar="FILE", type=Path, help="文件 / the file")
    parser.add_argument(
        "--from", dest="code", required=True, metavar="CODE", help="部门代码 / department's code"
    )
    parser.add_argument(
        "--received-on",
        metavar="DATE",
        help="收到日期，默认今天 / the day it was received, if not today (2026-11-21)",
    )
    parser.add_argument(
        "--wait", action="store_true", help="等到处理完成 / return when it is processed"
    )
    parser.add_argument("--json", action="store_true", help="输出JSON / print JSON")


def run(args: argparse.Namespace) -> int:
    """Hands the file in; with ``--wait`` 1 when any row, or the whole file, was refused."""
    received_on = _day(args.received_on) if args.received_on else None
    if not args.file.is_file():
        raise GongxinError("no_file", NO_FILE.format(path=args.file))
    from gongxin.config.setup import setup_django

    setup_django()
    submission = _receive(args, received_on)
    if args.wait:
        submission = _wait(submission)
    if args.json:
        print_json(as_json(submission))
    _tell(submission)
    return 1 if submission.rejected or submission.refused_persons or submission.error else 0


def _receive(args: argparse.Namespace, received_on: date | None) -> "Submission":
    from gongxin.apps.intake.actions.receive_submission import receive_submission
    from gongxin.cli.departments import required_department

    department = required_department(args.code)
    try:
        with args.file.open("rb") as stream:
            return receive_submission(
                item_id=args.item,
                department=department,
                officer=None,
                filename=args.file.name,
                stream=stream,
                channel="command",
                received_on=received_on,
            )
    except PermissionError as error:
        raise GongxinError("no_file", NO_FILE.format(path=args.file)) from error


def _wait(submission: "Submission") -> "Submission":
    """Process it here, or wait for whoever is doing so."""
    from gongxin.apps.intake.working import Busy, work_on

    pause = 0.05
    while True:
        try:
            work_on(submission.pk)
        except Busy:
            time.sleep(pause)
            pause = min(1.0, pause * 1.5)
            continue
        submission.refresh_from_db()
        return submission


def as_json(submission: "Submission") -> dict[str, object]:
    """A submission as programs read it."""
    shown: dict[str, object] = {
        "submission": submission.pk,
        "item": submission.item,
        "department": submission.department.code,
        "state": submission.state,
    }
    shown |= {name: getattr(submission, name) for name in COUNTS + FILED}
    shown["duplicate_of"] = submission.duplicate_of_id
    shown["seconds"] = round(submission.seconds, 3)
    if submission.error:
        text = Text(submission.error["zh"], submission.error["en"])
        shown["error"] = error_object(submission.error["code"], text)
    return shown


def _tell(submission: "Submission") -> None:
    if submission.error:
        say(Text(submission.error["zh"], submission.error["en"]))
    elif submission.state not in submission.FINISHED:
        say(QUEUED.format(number=submission.pk))
    else:
        counts = {name: getattr(submission, name) for name in COUNTS + FILED}
        repeated = REPEATED.format(number=submission.duplicate_of_id)
        tail = repeated if submission.duplicate_of_id else Text("", "")
        told = DONE.format(number=submission.pk, **counts)
        say(Text(told.zh + tail.zh, told.en + tail.en), sys.stderr)


def _day(text: str) -> date:
    day = read_date(text)
    if isinstance(day, date):
        return day
    raise GongxinError("bad_date", BAD_DATE.format(text=text))


NO_FILE = Text("没有文件“{path}”，或无权读取。", "There is no file '{path}' that can be read.")
BAD_DATE = Text(
    "--received-on 的值“{text}”不是日期，例如 2026-11-21。",
    "--received-on '{text}' is not a date; for example 2026-11-21.",
)
QUEUED = Text(
    "已收到，批次 {number}，由 gongxin up 在后台处理。加 --wait 可等到处理完成。",
    "Received as submission {number}; gongxin up processes it in the background. "
    "With --wait the command returns when it is done.",
)
DONE = Text(
    "批次 {number}：共 {rows} 行，入库 {accepted} 行（关联 {linked}，待关联 {unlinked}，未变 {unchanged}），"
    "退回 {rejected} 行，涉自然人不收 {refused_persons} 行，提示 {warned} 行，逾期 {late} 行。",
    "Submission {number}: {rows} rows, {accepted} accepted ({linked} linked, {unlinked} not linked, "
    "{unchanged} unchanged), {rejected} rejected, {refused_persons} about natural persons refused, "
    "{warned} with warnings, {late} late.",
)
REPEATED = Text(
    "与批次 {number} 是同一文件，没有重复入库。",
    " It is the same file as submission {number}; nothing was filed again.",
)
