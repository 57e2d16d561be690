"""Party without any code."""

import ibis
import ibis.expr.types as ir

from gongxin.batch.checks.check import Cells, Check
from gongxin.batch.text import may_be_blank
from gongxin.core.text import Text
from gongxin.law.catalogue import Field, Item


def applies(item: Item, field: Field) -> bool:
    """The party's code."""
    return item.subject.code == field.code


def party_unidentified(cells: Cells, field: Field) -> ir.BooleanValue:
    """Where no number names the party."""
    return ibis.and_(*(cells.blank(code) for code in cells.item.subject.numbers))


def doubtful(cells: Cells, field: Field) -> ir.BooleanValue:
    """Where every number may be missing."""
    return ibis.and_(*(may_be_blank(cells.raw(code)) for code in cells.item.subject.numbers))


CHECK = Check(
    id="party-unidentified",
    severity="warn",
    title=Text("没有任何代码", "Party without any code"),
    message=Text(
        "本行没有统一社会信用代码、工商注册号或组织机构代码，只能由人工按名称关联。请尽量补上代码。",
        "This row has no credit code, registration number or organisation code; people have to link "
        "it by name. Please add a code.",
    ),
    law=Text("公共信用信息目录：目录项的字段规定", "Catalogue: the item's own field rules"),
    applies=applies,
    faulty=party_unidentified,
    grain="row",
    doubtful=doubtful,
)
