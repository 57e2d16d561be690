"""``gongxin quality``: how good the departments' data are, with numerators and denominators."""

import argparse
import re
from typing import TYPE_CHECKING, Any

from gongxin.cli.output import fail, print_json, say
from gongxin.core.errors import GongxinError
from gongxin.core.text import Text

if TYPE_CHECKING:
    from gongxin.apps.accounts.models import Department
    from gongxin.apps.quality.values import Value

HELP = "数据质量指标 / how good the departments' data are"


def configure(parser: argparse.ArgumentParser) -> None:
    """The command's arguments."""
    parser.add_argument(
        "--month",
        type=_month,
        metavar="M",
        help="月份，如 2026-10，默认最近一个 / month such as 2026-10 (default: the latest)",
    )
    parser.add_argument(
        "--department", metavar="CODE", help="只看一个部门 / one department, by its code"
    )
    parser.add_argument(
        "--refresh",
        action="store_true",
        help="先重算近 12 个月 / compute the last twelve months again first",
    )
    parser.add_argument(
        "--json", action="store_true", help="输出一个 JSON 对象 / one JSON object on stdout"
    )


def run(args: argparse.Namespace) -> int:
    """Print the figures; 1 where rows wait for correction or decisions are overdue."""
    from gongxin.config.setup import setup_django

    setup_django()
    from gongxin.apps.accounts.queries import department_by_code
    from gongxin.apps.quality import queries
    from gongxin.apps.quality.actions.refresh_figures import refresh_figures

    department = None
    if args.department:
        department = department_by_code(args.department)
        if department is None:
            unknown = _NO_DEPARTMENT.format(code=args.department)
            return fail(GongxinError("no_department", unknown), args.json)
    refresh_figures(whole=args.refresh)
    months = queries.measured_months()
    month = args.month or (months[0] if months else "")
    if not month and not args.json:
        say(_NOTHING)
    lines = [
        line
        for line in (queries.department_lines([month]) if month else [])
        if department is None or line.department == department
    ]
    values = queries.month_values(department, [month]) if month else []
    told = {
        "month": month or None,
        "department": department.code if department else None,
        "measures": [_value(value) for value in values],
        "departments": [
            {
                **_named(line.department),
                "rows_to_correct": line.open_rows,
                "since": line.since.isoformat() if line.since else None,
                "decisions_overdue": line.overdue,
                "measures": [_value(value) for value in line.values],
            }
            for line in lines
        ],
    }
    if args.json:
        print_json(told)
    else:
        _print(month, values, told["departments"])
    return 1 if any(line.open_rows or line.overdue for line in lines) else 0


def _month(text: str) -> str:
    if not re.fullmatch(r"20\d\d-(0[1-9]|1[0-2])", text):
        raise argparse.ArgumentTypeError(
            f"“{text}” 不是月份，请写作 2026-10 / is no month; write it like 2026-10"
        )
    return text


def _named(department: "Department") -> dict[str, str]:
    return {"code": department.code, "name": department.name, "name_en": department.name_en}


def _value(value: "Value") -> dict[str, Any]:
    return {
        "measure": value.measure_id,
        "title": value.measure.title.zh,
        "title_en": value.measure.title.en,
        "unit": value.measure.unit,
        "numerator": value.numerator,
        "denominator": value.denominator,
        "value": None if value.ratio is None else round(value.ratio, 6),
    }


def _print(month: str, values: "list[Value]", departments: Any) -> None:
    print(month)
    for value in values:
        title = value.measure.title
        counts = f"{value.numerator} / {value.denominator}" if value.denominator else ""
        print(f"  {title.zh} / {title.en}: {value.text.zh}  {counts}".rstrip())
    for line in departments:
        waiting, overdue = line["rows_to_correct"], line["decisions_overdue"]
        if waiting or overdue:
            print(
                f"  {line['name']}  {line['code']}: 待更正 / rows to correct {waiting},"
                f" 逾期未报 / overdue {overdue}"
            )


_NO_DEPARTMENT = Text(
    "没有代码为“{code}”的部门。", "There is no department with the code '{code}'."
)
_NOTHING = Text("还没有可以计数的数据。", "There is nothing to count yet.")
