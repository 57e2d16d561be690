"""``gongxin subject USCC``: an organisation's credit file, now or as it stood on a day."""

import argparse
from datetime import date
from typing import TYPE_CHECKING, Any

from gongxin.cli.output import fail, print_json
from gongxin.core.dates import read_date

if TYPE_CHECKING:
    from gongxin.apps.records.views import CreditFile, RecordView

HELP = "查看主体的信用档案 / show an organisation's credit file"


def configure(parser: argparse.ArgumentParser) -> None:
    """The command's arguments."""
    parser.add_argument(
        "code", metavar="USCC", help="统一社会信用代码 / Unified Social Credit Code"
    )
    parser.add_argument(
        "--as-of",
        type=_day,
        metavar="D",
        help="截至某日，如 2026-11-21 / the file as it stood on that day",
    )
    parser.add_argument(
        "--view",
        choices=("public", "full"),
        default="public",
        help="public：公开信息（默认）；full：另含内部、已结束和不公示的 / "
        "full: also what is internal, ended or not published",
    )
    parser.add_argument(
        "--json", action="store_true", help="输出一个 JSON 对象 / one JSON object on stdout"
    )


def run(args: argparse.Namespace) -> int:
    """Print the file; 1 when there is no such organisation."""
    from gongxin.config.setup import setup_django

    setup_django()
    from gongxin.apps.audit.actions.log_reading import log_reading
    from gongxin.apps.audit.models import FileReading
    from gongxin.apps.errors import ActionError
    from gongxin.apps.records.queries import as_of, credit_file
    from gongxin.apps.records.visibility import FULL, PUBLIC
    from gongxin.apps.subjects.finding import subject_or_refusal

    try:
        subject = subject_or_refusal(args.code)
        moment = as_of(args.as_of)
    except ActionError as error:
        return fail(error, args.json, 1)
    viewer = FULL if args.view == "full" else PUBLIC
    file = credit_file(subject, viewer=viewer, as_of=moment)
    if viewer is FULL:
        log_reading(
            subject_id=subject.pk,
            what=FileReading.What.FILE,
            channel=FileReading.Channel.COMMAND,
        )
    if args.json:
        print_json(_as_json(file))
    else:
        print(_as_text(file))
    return 0


def _day(text: str) -> date:
    day = read_date(text)
    if not isinstance(day, date):
        raise argparse.ArgumentTypeError(
            f"“{text}” 不是日期，请写作 2026-11-21 / is no date; write it like 2026-11-21"
        )
    return day


def _as_json(file: "CreditFile") -> dict[str, Any]:
    subject = file.subject
    return {
        "subject": {
            "code": subject.code,
            "name": subject.name,
            "kind": subject.kind,
            "region": subject.region,
            "industry": subject.industry,
            "status": subject.status,
            "in_register": subject.in_register,
        },
        "as_of": file.as_of.on.isoformat(),
        "view": file.view,
        "counts": file.counts,
        "records": [_record_as_json(record) for record in file.records],
        "aggregates": {
            one.item.id: {figure.code: value for figure, value in one.figures}
            for one in file.aggregates
        },
    }


def _record_as_json(record: "RecordView") -> dict[str, Any]:
    return {
        "id": str(record.id),
        "item": record.item.id,
        "decided": record.decided_on.isoformat(),
        "public_until": record.public_until.isoformat() if record.public_until else None,
        "state": record.state,
        "department": record.department,
        "submission": record.submission,
        "row": record.row,
        "fields": {field.code: value for field, value in record.fields},
        **_of_cases(record),
    }


def _of_cases(record: "RecordView") -> dict[str, Any]:
    """``stage``: of open cases; ``gone``: why it is not shown today. Only where there is one."""
    told: dict[str, Any] = {"stage": list(record.stages)} if record.stages else {}
    if record.gone is not None:
        told["gone"] = {
            "kind": record.gone.kind,
            "on": record.gone.on.isoformat(),
            "reason": record.gone.reason,
        }
    return told


def _as_text(file: "CreditFile") -> str:
    subject = file.subject
    lines = [
        f"{subject.name}  {subject.code}  {subject.region}",
        f"截至 {file.as_of.on} / as of {file.as_of.on}  ({file.view})",
    ]
    if not file.records:
        lines.append("没有可以查看的记录 / no records that you may see")
    for record in file.records:
        lines += ["", *_record_as_lines(record)]
    return "\n".join(lines)


def _record_as_lines(record: "RecordView") -> list[str]:
    from gongxin.apps.records.queries import remedies

    title, state = record.item.title, record.state_text
    until = f", 公示至 / until {record.public_until}" if record.public_until else ""
    head = f"{title.zh} / {title.en}  {record.decided_on}  {state.zh} / {state.en}{until}"
    source = f"  {record.department}  #{record.submission}:{record.row}  {record.id}"
    fields = [f"  {field.title.zh}: {value}" for field, value in record.fields]
    advice = [f"  → {text.zh}\n    {text.en}" for text in remedies(record)]
    gone = record.gone
    since = [f"  ✕ {gone.on} {gone.title.zh} / {gone.title.en}: {gone.reason}"] if gone else []
    return [head, source, *since, *fields, *advice]
