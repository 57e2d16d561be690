"""Which columns a department's file has, and what stands above them."""

import pyarrow.compute as pc

from gongxin.demo.columns import Column
from gongxin.demo.departments import Habit
from gongxin.demo.sheet import Sheet
from gongxin.law.catalogue import Field, Item

# Added to the layouts of permits and penalties after 2018; before, one column held the ID number.
_SINCE_2018 = ("XDR_LB", "FR_ZJLX", "FR_ZJHM", "XDR_ZJLX", "XDR_ZJHM")
_UNTIL_2018 = ("FR_SFZH",)
# The register's plain export: these ten columns and no other.
PLAIN_REGISTER = (
    "DJ_MC",
    "DJ_SHXYM",
    "DJ_ZCRQ",
    "DJ_LX",
    "DJ_FDDBR",
    "DJ_ZCZB",
    "DJ_JYFW",
    "DJ_SF",
    "DJ_DQ",
    "DJ_DZ",
)


def laid_out(sheet: Sheet, item: Item, layout: str) -> Sheet:
    """The sheet with only the layout's columns, in the catalogue's order."""
    if layout == "plain":
        return Sheet({code: sheet.columns[code] for code in PLAIN_REGISTER})
    hidden = _SINCE_2018 if layout == "2018" else _UNTIL_2018
    double_publicity = item.id in ("permit", "penalty")
    codes = [field.code for field in item.fields if field.code in sheet.columns]
    kept = [c for c in codes if not (double_publicity and c[3:] in hidden)]
    return Sheet({code: sheet.columns[code] for code in kept})


def headings(sheet: Sheet, item: Item, habit: Habit) -> list[str]:
    """The titles of the sheet's columns, as this department writes them."""
    return [_heading(item.index[code], habit) for code in sheet.columns]


def title_above(item: Item, habit: Habit, department: str, period: str) -> str | None:
    """The line above the header, where the department writes one."""
    return f"{department}{period}{item.title.zh}报送表" if habit.title_row else None


def with_slashes(sheet: Sheet, item: Item) -> Sheet:
    """The sheet with its dates as 2026/3/5 in place of 2026-03-05."""
    dates = [f.code for f in item.fields if f.type == "date" and f.code in sheet.columns]
    changed = {code: _slashed(sheet.columns[code]) for code in dates}
    return Sheet({**sheet.columns, **changed}, sheet.planted)


def _slashed(dates: Column) -> Column:
    return pc.replace_substring_regex(dates, r"^(\d{4})-0?(\d{1,2})-0?(\d{1,2})$", r"\1/\2/\3")


def _heading(field: Field, habit: Habit) -> str:
    match habit.header:
        case "code":
            return field.code
        case "alias" if field.aliases:
            return field.aliases[0]
        case _:
            return field.title.zh
