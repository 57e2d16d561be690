"""``gongxin report USCC``: the credit report of an organisation as PDF."""

import argparse
from pathlib import Path

from gongxin.cli.output import fail, print_json, say
from gongxin.core.errors import GongxinError
from gongxin.core.text import Text

HELP = "出具主体的信用报告 / issue an organisation's credit report as PDF"
LOCAL = "http://127.0.0.1:8000"


def configure(parser: argparse.ArgumentParser) -> None:
    """The command's arguments."""
    parser.add_argument(
        "code", metavar="USCC", help="统一社会信用代码 / Unified Social Credit Code"
    )
    parser.add_argument(
        "-o",
        "--output",
        type=Path,
        required=True,
        metavar="F.pdf",
        help="写到哪个文件 / file to write",
    )
    parser.add_argument(
        "--lang",
        choices=("zh", "en"),
        default="zh",
        help="报告语言（默认 zh）/ language (default zh)",
    )
    parser.add_argument(
        "--json", action="store_true", help="输出一个 JSON 对象 / one JSON object on stdout"
    )


def run(args: argparse.Namespace) -> int:
    """Write the PDF and tell its code; 1 when there is no such organisation."""
    from gongxin.config.setup import setup_django

    setup_django()
    from gongxin.apps.errors import ActionError
    from gongxin.apps.reports.actions.issue_report import issue_report
    from gongxin.apps.reports.codes import spelt
    from gongxin.apps.subjects.finding import subject_or_refusal

    try:
        subject = subject_or_refusal(args.code)
    except ActionError as error:
        return fail(error, args.json, 1)
    issued = issue_report(subject=subject, language=args.lang, site=LOCAL)
    _write(args.output, issued.pdf)
    report = issued.report
    if args.json:
        told = {
            "report": report.code,
            "subject": {"code": subject.code, "name": subject.name},
            "as_of": report.as_of.isoformat(),
            "language": report.language,
            "counts": report.counts,
            "sha256": report.pdf_sha256,
            "verify": issued.sheet.url,
            "file": str(args.output),
        }
        print_json(told)
    else:
        print(f"{spelt(report.code)}  {args.output}")
        say(_VERIFY.format(url=issued.sheet.url))
    return 0


def _write(path: Path, pdf: bytes) -> None:
    try:
        path.write_bytes(pdf)
    except OSError as error:
        why = error.strerror or ""
        raise GongxinError("not_written", _NOT_WRITTEN.format(path=path, why=why)) from None


_VERIFY = Text("可在此验证：{url}", "Verify it at {url}")
_NOT_WRITTEN = Text("写不了文件 {path}：{why}。", "Cannot write {path}: {why}.")
