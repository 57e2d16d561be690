"""Natural person."""

import ibis.expr.types as ir

from gongxin.batch.checks.check import Cells, Check
from gongxin.batch.enumerations import holds
from gongxin.core.text import Text
from gongxin.law.catalogue import Field, Item


def applies(item: Item, field: Field) -> bool:
    """Enumerations with a value that only natural persons have."""
    return any(choice.refused for choice in field.choices)


def natural_person(cells: Cells, field: Field) -> ir.BooleanValue:
    """Where one of those values stands."""
    refused = tuple(choice.value for choice in field.choices if choice.refused)
    return holds(cells.text(field.code), field, refused)


CHECK = Check(
    id="natural-person",
    severity="refuse",
    title=Text("自然人", "Natural person"),
    message=Text(
        "本行是关于自然人的。公信只登记组织：本行已拒收，内容没有保存，不必重报。",
        "This row is about a natural person. Gongxin keeps organisations only: it was refused, "
        "nothing of it was kept, and it need not be sent again.",
    ),
    law=Text(
        "公信设计原则一、二：只管组织，不存个人信息；个人信息保护法",
        "Gongxin boundaries 1 and 2: organisations only, no personal data held; "
        "Personal Information Protection Law",
    ),
    applies=applies,
    faulty=natural_person,
)
