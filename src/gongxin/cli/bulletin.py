"""``gongxin bulletin``: the bulletin of a month or a quarter as PDF."""

import argparse
from pathlib import Path

from gongxin.cli.output import fail, print_json, say
from gongxin.core.errors import GongxinError
from gongxin.core.text import Text

HELP = "生成数据质量月报或季报 / the monthly or quarterly bulletin on data quality as PDF"


def configure(parser: argparse.ArgumentParser) -> None:
    """The command's arguments."""
    period = parser.add_mutually_exclusive_group(required=True)
    period.add_argument("--month", metavar="M", help="月份，如 2026-10 / month such as 2026-10")
    period.add_argument("--quarter", metavar="Q", help="季度，如 2026-Q3 / quarter such as 2026-Q3")
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
    """Write the PDF: as it was published, else a draft of the figures as they are now."""
    from gongxin.config.setup import setup_django

    setup_django()
    from gongxin.apps.errors import ActionError
    from gongxin.apps.quality.actions.refresh_figures import refresh_figures
    from gongxin.apps.quality.bulletins import bulletin_pdf, published
    from gongxin.apps.quality.periods import read_period

    try:
        period = read_period(args.month or args.quarter)
    except ActionError as error:
        return fail(error, args.json)
    if period.quarterly != bool(args.quarter):
        return fail(GongxinError("wrong_period", _WRONG.format(period=period.code)), args.json)
    refresh_figures()
    pdf = bulletin_pdf(period, args.lang)
    try:
        args.output.write_bytes(pdf)
    except OSError as error:
        why = _NOT_WRITTEN.format(path=args.output, why=error.strerror or "")
        return fail(GongxinError("not_written", why), args.json)
    done = any(one.period == period.code for one, _ in published())
    if args.json:
        print_json(
            {
                "period": period.code,
                "published": done,
                "language": args.lang,
                "file": str(args.output),
                "bytes": len(pdf),
            }
        )
    else:
        print(args.output)
        if not done:
            say(_DRAFT)
    return 0


_WRONG = Text(
    "{period}：--month 要月份（2026-10），--quarter 要季度（2026-Q3）。",
    "{period}: --month takes a month (2026-10), --quarter a quarter (2026-Q3).",
)
_NOT_WRITTEN = Text("写不了文件 {path}：{why}。", "Cannot write {path}: {why}.")
_DRAFT = Text("这是草稿，这一期还没有发布。", "This is a draft; the period was not published.")
