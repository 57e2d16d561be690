"""Faults as JSON are the faults, whatever characters a value or a title has."""

import json
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.corpus.make import RECEIVED_ON, csv_bytes, item, penalty, titled

from gongxin.batch.check import check_file

ODD = (
    "{seen}",
    '引"号',
    "反\\斜杠",
    "\x01",
    "甲\u2028乙",
    "😀",
    "'",
    "{row}",
    "</script>",
    "\t一",
    "",
)


@given(st.lists(st.sampled_from(ODD), max_size=4).map("".join), st.booleans())
@settings(max_examples=20, deadline=None)
def test_lines_say_what_the_issues_say(value: str, whole: bool) -> None:
    table = titled(item("penalty"), [penalty(1, CF_NR_FK=value, CF_YXQ=f"x{value}")])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "table.csv"
        path.write_bytes(csv_bytes(table))
        with check_file(item("penalty"), path, received_on=RECEIVED_ON, whole=whole) as outcome:
            told = [json.loads(line) for lines in outcome.issue_lines() for line in lines]
            issues = list(outcome.issues())
    assert issues
    assert told == [
        {
            "row": one.row,
            "column": one.column,
            "field": one.field,
            "value": one.value,
            "rule": one.rule,
            "severity": one.severity,
            "message": one.message.zh,
            "message_en": one.message.en,
        }
        for one in issues
    ]
