"""The penalty rules as a pandera schema over pandas: ``pandera_rules.py FILE DAY IN_TIME_SINCE OUT``.

Vectorised where pandas has the operation (missing, length, patterns, comparison of dates,
duplicates), element-wise where it has none (check digits, spellings of dates and amounts). What a
cell says is worked out once, by parsers, and not again for each check. Lazy, so that every fault is
gathered. With ``--distinct`` each distinct value is judged only once, as a careful user might.
"""

import json
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pandas as pd
import pandera.pandas as pa
from pandera.errors import SchemaErrors

from bench.rivals import columns as c
from bench.rivals import values
from gongxin.core.identifiers.constants import ID_FREE_TEXT

Judge = Callable[[str], object]


def read(path: str) -> pd.DataFrame:
    """The file as tidy text, empty cells missing."""
    table = pd.read_csv(path, dtype=str, keep_default_na=False, na_values=[""])
    for column in c.COLUMNS:
        table[column.title] = table[column.title].str.strip()
    return table.drop(columns=[x.title for x in c.COLUMNS if x.kind == "never"])


def mapped(cells: "pd.Series[str]", judge: Judge, distinct: bool) -> pd.Series:
    """What ``judge`` says of each cell that holds something."""
    if distinct:
        judged = {value: judge(value) for value in cells.dropna().unique()}
        return cells.map(judged).astype(object)
    return cells.map(judge, na_action="ignore").astype(object)


def with_judgements(table: pd.DataFrame, distinct: bool) -> pd.DataFrame:
    """The table with a column more for every code, date, amount and list of kinds."""
    for column in c.COLUMNS:
        judge: Judge
        match column.kind:
            case "uscc" | "authority" | "regno" | "orgcode":
                judge = partial(values.code_faults, column.kind)
            case "date":
                judge = values.day_of
            case "money":
                judge = values.money_fault
            case "kinds":
                judge = values.kinds_of
            case _:
                continue
        table[f"{column.title}.judged"] = mapped(table[column.title], judge, distinct)
    return table


def schema(day: str, in_time_since: str) -> pa.DataFrameSchema:
    """All rules; a check's name is its column and rule, with ``warn:`` where rows still pass."""
    checks: list[pa.Check] = []
    cells: dict[str, pa.Column] = {}
    for column in c.COLUMNS:
        if column.kind == "never":
            continue
        own = _text_checks(column) if column.kind == "text" else []
        cells[column.title] = pa.Column(str, own, nullable=not column.required)
        if column.kind in c.CODE_FAULTS:
            rules = [_code_check(column.title, fault) for fault in c.CODE_FAULTS[column.kind]]
        elif column.kind == "money":
            rules = [_equals_check(column.title, fault) for fault in c.MONEY_FAULTS]
        elif column.kind == "date":
            rules = [_equals_check(column.title, f) for f in ("unreadable", "impossible")]
        else:
            continue
        cells[f"{column.title}.judged"] = pa.Column(object, rules, nullable=True)
    decided = f"{c.DECIDED}.judged"
    cells[decided].checks += [
        pa.Check(lambda s: ~_days(s).gt(day), name="date-future"),
        pa.Check(lambda s: ~_days(s).lt(in_time_since), name="warn:late"),
    ]
    judged_kinds = pa.Check(
        lambda kinds: values.DETENTION not in kinds, element_wise=True, name="natural-person"
    )
    cells[f"{c.KINDS}.judged"] = pa.Column(object, [judged_kinds], nullable=True)
    checks += _table_checks()
    return pa.DataFrameSchema(cells, checks=checks)


def _text_checks(column: c.Column) -> list[pa.Check]:
    assert column.length is not None
    checks = [pa.Check.str_length(max_value=column.length, name=f"{column.title} length")]
    if column.length >= c.HIDES_ID_NUMBER:
        holds = pa.Check(lambda s: ~s.str.contains(ID_FREE_TEXT), name=f"warn:{column.title} id")
        checks.append(holds)
    return checks


def _code_check(title: str, fault: str) -> pa.Check:
    warning = "warn:" if fault.startswith("warn:") else ""
    name = f"{warning}{title} {fault.removeprefix('warn:')}"
    return pa.Check(lambda faults: fault not in faults, element_wise=True, name=name)


def _equals_check(title: str, fault: str) -> pa.Check:
    return pa.Check(lambda s: s.ne(fault), name=f"{title} {fault}")


def _days(judged: "pd.Series[str]") -> "pd.Series[str]":
    return judged.where(judged.str.startswith(("1", "2"), na=False))


def _lists(table: pd.DataFrame, kinds: tuple[str, ...]) -> "pd.Series[bool]":
    listed = table[f"{c.KINDS}.judged"]
    return listed.map(lambda said: not said.isdisjoint(kinds), na_action="ignore").eq(True)


def _table_checks() -> list[pa.Check]:
    checks = [
        pa.Check(lambda t: t[c.KINDS].isna() | t[f"{c.KINDS}.judged"].notna(), name="enumeration"),
        pa.Check(
            lambda t: ~(_lists(t, c.LICENCE_KINDS) & t[c.LICENCE].isna()), name="licence required"
        ),
        pa.Check(
            lambda t: t[[c.USCC, c.REGNO, c.ORGCODE]].notna().any(axis=1), name="warn:unidentified"
        ),
        pa.Check(_unrepeated, name="duplicate"),
    ]
    for amount, kinds in c.AMOUNT_OF.items():
        checks += [
            pa.Check(partial(_required_if, amount, kinds), name=f"{amount} required-if"),
            pa.Check(partial(_only_if, amount, kinds), name=f"{amount} only-if"),
        ]
    for end in (c.VALID_UNTIL, c.PUBLIC_UNTIL):
        checks.append(pa.Check(partial(_in_order, end), name=f"{end} order"))
    return checks


def _required_if(amount: str, kinds: tuple[str, ...], table: pd.DataFrame) -> "pd.Series[bool]":
    return ~(_lists(table, kinds) & table[amount].isna())


def _only_if(amount: str, kinds: tuple[str, ...], table: pd.DataFrame) -> "pd.Series[bool]":
    return table[amount].isna() | _lists(table, kinds)


def _in_order(end: str, table: pd.DataFrame) -> "pd.Series[bool]":
    decided = _days(table[f"{c.DECIDED}.judged"]).fillna("0")
    return ~_days(table[f"{end}.judged"]).fillna("9").lt(decided)


def _unrepeated(table: pd.DataFrame) -> "pd.Series[bool]":
    return ~table.duplicated(list(c.KEY))


def main() -> None:
    """Check the file and write what was found, by rows."""
    distinct = "--distinct" in sys.argv
    path, day, in_time_since, out = [word for word in sys.argv[1:] if word != "--distinct"]
    table = with_judgements(read(path), distinct)
    faults = pd.DataFrame(columns=["schema_context", "column", "check", "index"])
    try:
        schema(day, in_time_since).validate(table, lazy=True)
    except SchemaErrors as errors:
        faults = errors.failure_cases
    # a check of the whole table is told once for every column of the row
    faults.loc[faults["schema_context"] == "DataFrameSchema", "column"] = ""
    rejected = faults.loc[~faults["check"].str.startswith("warn:"), "index"]
    found = {
        "faults": len(faults.drop_duplicates(["column", "check", "index"])),
        "rejected": sorted({int(row) + 2 for row in rejected}),
    }
    Path(out).write_text(json.dumps(found))


if __name__ == "__main__":
    main()
