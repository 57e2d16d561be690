"""Reported late."""

import ibis.expr.types as ir

from gongxin.batch.checks.check import Cells, Check
from gongxin.core.text import Text
from gongxin.law.catalogue import Field, Item


def applies(item: Item, field: Field) -> bool:
    """The date that the item's deadline counts from."""
    return item.deadline is not None and item.deadline.field == field.code


def late(cells: Cells, field: Field) -> ir.BooleanValue:
    """Where more working days have passed than the deadline allows; only known working days count."""
    return cells.kept(field.code) < cells.in_time_since()


CHECK = Check(
    id="late",
    severity="warn",
    title=Text("迟报", "Reported late"),
    message=Text(
        "「{column}」为 {seen}，报送时已超过 {deadline} 个工作日的时限。记录已接收，计入迟报。",
        "“{column}” is {seen}: more than {deadline} working days before the submission. The record "
        "was accepted and counts as late.",
    ),
    law=Text(
        "发改办财金〔2018〕424号：作出决定之日起7个工作日内公示",
        "NDRC General Office 〔2018〕424: within 7 working days of the decision",
    ),
    applies=applies,
    faulty=late,
)
