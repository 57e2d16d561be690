"""``gongxin repair-notice UID``: the repair notice that goes with a decision, as PDF."""

import argparse
from pathlib import Path
from uuid import UUID

from gongxin.cli.output import fail, print_json, say
from gongxin.core.errors import GongxinError
from gongxin.core.text import Text

HELP = "出具信用修复告知书（两书同达）/ the repair notice that goes with a decision, as PDF"
LOCAL = "http://127.0.0.1:8000"


def configure(parser: argparse.ArgumentParser) -> None:
    """The command's arguments."""
    parser.add_argument("uid", metavar="UID", help="记录编号 / number of the record")
    parser.add_argument(
        "-o",
        "--output",
        type=Path,
        required=True,
        metavar="F.pdf",
        help="写到哪个文件 / file to write",
    )
    parser.add_argument(
        "--lang", choices=("zh", "en"), default="zh", help="语言（默认 zh）/ language (default zh)"
    )
    parser.add_argument(
        "--json", action="store_true", help="输出一个 JSON 对象 / one JSON object on stdout"
    )


def run(args: argparse.Namespace) -> int:
    """Write the PDF; 1 when there is no such record, or none that a notice goes with."""
    uid = _uid(args.uid)
    from gongxin.config.setup import setup_django

    setup_django()
    from django.conf import settings
    from django.utils import timezone

    from gongxin.apps.audit.actions.log_reading import log_reading
    from gongxin.apps.audit.models import FileReading
    from gongxin.apps.errors import ActionError, NotFound
    from gongxin.apps.records.queries import as_of, record_by_uid
    from gongxin.apps.records.visibility import FULL
    from gongxin.apps.reports.leaflet import print_leaflet
    from gongxin.apps.reports.repair_notice import repair_notice

    moment = as_of()
    try:
        record = record_by_uid(uid, viewer=FULL, as_of=moment)
        if record is None:
            raise NotFound("no_record", _NO_RECORD.format(uid=uid))
        site = settings.GONGXIN_PUBLIC_URL or LOCAL
        leaflet = repair_notice(record, language=args.lang, site=site, on=moment.on)
    except ActionError as error:
        return fail(error, args.json, 1)
    log_reading(
        subject_id=record.subject_id,
        what=FileReading.What.RECORD,
        channel=FileReading.Channel.COMMAND,
    )
    _write(args.output, print_leaflet(leaflet, timezone.now()))
    if args.json:
        told = {"record": uid, "subject": record.subject_code, "language": args.lang}
        print_json({**told, "file": str(args.output)})
    else:
        print(args.output)
        say(_WRITTEN.format(name=record.subject_name))
    return 0


def _uid(text: str) -> UUID:
    try:
        return UUID(text.strip())
    except ValueError:
        raise GongxinError("bad_uid", _BAD_UID.format(seen=text)) from None


def _write(path: Path, pdf: bytes) -> None:
    try:
        path.write_bytes(pdf)
    except OSError as error:
        why = error.strerror or ""
        raise GongxinError("not_written", _NOT_WRITTEN.format(path=path, why=why)) from None


_WRITTEN = Text("送达对象：{name}", "To be served on {name}")
_BAD_UID = Text(
    "记录编号应像 3f2b8c1e-9d47-5a60-8b21-7c5d1e2f3a4b，写的是“{seen}”；记录页面和 gongxin subject --json 里有。",
    "A record's number looks like 3f2b8c1e-9d47-5a60-8b21-7c5d1e2f3a4b, not {seen!r}; its page and "
    "gongxin subject --json have it.",
)
_NO_RECORD = Text("没有记录 {uid}。", "There is no record {uid}.")
_NOT_WRITTEN = Text("写不了文件 {path}：{why}。", "Cannot write {path}: {why}.")
