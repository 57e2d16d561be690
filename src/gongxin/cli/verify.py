"""``gongxin verify CODE``: is a report genuine, and has the file changed since?"""

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gongxin.cli.output import print_json, say
from gongxin.core.errors import GongxinError
from gongxin.core.text import Text

if TYPE_CHECKING:
    from gongxin.apps.reports.queries import Verification

HELP = "验证信用报告 / verify a credit report"
_PIECE = 1 << 20


def configure(parser: argparse.ArgumentParser) -> None:
    """The command's arguments."""
    parser.add_argument(
        "code",
        metavar="CODE",
        help="报告编号，印在每页页脚 / report code, in the footer of each page",
    )
    parser.add_argument(
        "--file",
        type=Path,
        metavar="F.pdf",
        help="比对这个 PDF 是否就是出具的那份 / compare this PDF with the one that was issued",
    )
    parser.add_argument(
        "--json", action="store_true", help="输出一个 JSON 对象 / one JSON object on stdout"
    )


def run(args: argparse.Namespace) -> int:
    """Tell what is known of the code; 1 when it is not genuine or the file is another."""
    from gongxin.config.setup import setup_django

    setup_django()
    from gongxin.apps.reports.queries import file_digest, verify

    found = verify(args.code)
    same = None
    if args.file is not None:
        sha256 = file_digest(_pieces(args.file))
        same = found.report is not None and sha256 == found.report.pdf_sha256
    if args.json:
        print_json(_as_json(found, same))
    else:
        for text in _sentences(found, same):
            say(text)
    return 0 if found.report is not None and same is not False else 1


def _pieces(path: Path) -> Iterator[bytes]:
    try:
        with path.open("rb") as file:
            while piece := file.read(_PIECE):
                yield piece
    except OSError as error:
        why = error.strerror or ""
        raise GongxinError("not_read", _NOT_READ.format(path=path, why=why)) from None


def _as_json(found: "Verification", same: bool | None) -> dict[str, Any]:
    told: dict[str, Any] = {"code": found.code, "state": found.state}
    if found.problem is not None:
        told |= {"problem": found.problem.zh, "problem_en": found.problem.en}
    if found.report is not None:
        report = found.report
        told |= {
            "subject": {"code": report.subject.code, "name": report.subject.name},
            "as_of": report.as_of.isoformat(),
            "issued_at": report.issued_at.isoformat(),
            "language": report.language,
            "changed": found.changed,
            "changes": [
                {"part": one.part, "before": one.before, "now": one.now} for one in found.changes
            ],
        }
    return told if same is None else {**told, "same_file": same}


def _sentences(found: "Verification", same: bool | None) -> Iterator[Text]:
    from gongxin.core.dates import instant

    report = found.report
    if found.problem is not None:
        yield found.problem
    elif report is None:
        yield _UNKNOWN.format(code=found.code)
    else:
        subject = report.subject
        at = instant(report.issued_at)
        yield _GENUINE.format(name=subject.name, code=subject.code, at=at)
        yield from (_changed(one.title, one.before, one.now) for one in found.changes)
        if not found.changed:
            yield _UNCHANGED
    if same is not None:
        yield _SAME if same else _NOT_SAME


def _changed(title: Text, before: int | None, now: int | None) -> Text:
    numbers = "" if before is None else f" {before} → {now}"
    return Text(f"有变化：{title.zh}{numbers}", f"Changed: {title.en}{numbers}")


_GENUINE = Text(
    "编号真实：{at}（北京时间）出具，关于 {name}（{code}）。",
    "Genuine: issued {at} Beijing time about {name} ({code}).",
)
_UNCHANGED = Text("此后公开档案没有变化。", "The public file has not changed since.")
_UNKNOWN = Text(
    "本平台没有出具过编号为 {code} 的报告。", "No report with the code {code} was issued here."
)
_SAME = Text("正是出具的那份文件。", "This is the very file that was issued.")
_NOT_SAME = Text("不是我们出具的那份文件。", "This is not the file that was issued.")
_NOT_READ = Text("读不了文件 {path}：{why}。", "Cannot read {path}: {why}.")
