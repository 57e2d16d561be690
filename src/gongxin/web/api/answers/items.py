"""Catalogue items: what may be recorded, on what basis, how it is checked, who may see it."""

from datetime import date
from typing import TYPE_CHECKING, Literal

from pydantic import Field

from gongxin.law import catalogue as law
from gongxin.law.load import load_catalogue
from gongxin.web.api.answers.answer import Answer

if TYPE_CHECKING:
    from gongxin.batch.checks.check import Check

_TITLE, _TITLE_EN = "中文名称 / title in Chinese", "英文名称 / title in English"


class BasisAnswer(Answer):
    """法律依据 / a legal basis."""

    document: str = Field(description="文件名称 / instrument, in Chinese")
    document_en: str = Field(description="文件名称（英文） / instrument, in English")
    article: str | None = Field(description="条款 / where in it")
    effective: date = Field(description="施行日期 / in force since")
    verified: bool = Field(description="是否读过原文 / whether its text was read")


class PublicityAnswer(Answer):
    """公示规则 / how long and how openly records are shown."""

    scope: law.Publicity = Field(description="公开范围 / who may see the item's records")
    window: str | None = Field(description="公示期规则 / rule set of the publicity window")
    ends_field: str | None = Field(
        description="提前结束公示的日期字段 / date field that ends publicity earlier"
    )


class ItemSummary(Answer):
    """目录项 / a catalogue item."""

    id: str
    pack: str = Field(description="规则包 / rule pack")
    title: str = Field(description=_TITLE)
    title_en: str = Field(description=_TITLE_EN)
    category: str = Field(description="全国目录中的类别号 / number in the national catalogue")
    category_title: str = Field(description="类别名称 / title of the category")
    category_title_en: str = Field(description="类别英文名称 / the same in English")
    polarity: law.Polarity
    effective: date = Field(description="施行日期 / in force since")
    submitters: list[str] = Field(
        description="报送部门的领域，* 为任何部门 / sectors that may submit it, * for all"
    )
    publicity: PublicityAnswer
    deadline_working_days: int | None = Field(
        description="报送时限（工作日） / working days in which it must be reported"
    )


class ChoiceAnswer(Answer):
    """可选值 / one value of an enumeration."""

    value: str
    title: str = Field(description=_TITLE)
    title_en: str = Field(description=_TITLE_EN)


class FieldAnswer(Answer):
    """字段 / a field."""

    code: str
    title: str = Field(description=_TITLE)
    title_en: str = Field(description=_TITLE_EN)
    aliases: list[str] = Field(description="表头的其他写法 / other titles that a header may have")
    type: law.FieldType
    unit: str | None = Field(description="单位 / unit")
    length: int | None = Field(description="最多字符数 / most characters")
    required: bool = Field(description="是否必填 / whether it must be filled")
    required_if: str | None = Field(description="该字段如有所列值则必填 / filled if this field is")
    publicity: law.Publicity = Field(
        description="谁能看到；never 读取时即删除 / who may see it; never: dropped while reading"
    )
    choices: list[ChoiceAnswer]
    example: str | None = Field(description="示例 / example")


class CheckAnswer(Answer):
    """检查 / a check."""

    id: str
    severity: Literal["refuse", "reject", "warn"] = Field(
        description="refuse 整行不收不留，reject 退回更正，warn 收下并提示 / refuse: the row is turned "
        "away; reject: it waits for correction; warn: it is filed"
    )
    title: str = Field(description=_TITLE)
    title_en: str = Field(description=_TITLE_EN)
    law: str = Field(description="依据 / rule, in Chinese")
    law_en: str = Field(description="依据（英文） / rule, in English")
    fields: list[str] = Field(description="所检查的字段 / fields it looks at")


class ItemAnswer(ItemSummary):
    """目录项及其字段、依据和检查 / a catalogue item with fields, bases and checks."""

    description: str = Field(description="说明 / description in Chinese")
    description_en: str = Field(description="说明（英文） / description in English")
    key: list[str] = Field(
        description="判断是否同一记录的字段 / what makes two rows the same record"
    )
    decided: str = Field(description="决定日期的字段 / field a record is dated by")
    bases: list[BasisAnswer]
    fields: list[FieldAnswer]
    checks: list[CheckAnswer]


class ItemList(Answer):
    """目录 / the catalogue."""

    total: int = Field(ge=0, description="总数 / how many there are")
    items: list[ItemSummary]


def item_summary(item: law.Item) -> dict[str, object]:
    """An item as it stands in the list."""
    category = load_catalogue().categories[item.category].title
    return {
        "id": item.id,
        "pack": item.pack,
        "title": item.title.zh,
        "title_en": item.title.en,
        "category": item.category,
        "category_title": category.zh,
        "category_title_en": category.en,
        "polarity": item.polarity,
        "effective": item.effective,
        "submitters": list(item.submitters),
        "publicity": {
            "scope": item.publicity.scope,
            "window": item.publicity.window,
            "ends_field": item.publicity.ends_field,
        },
        "deadline_working_days": item.deadline.working_days if item.deadline else None,
    }


def item_answer(item: law.Item) -> dict[str, object]:
    """An item with everything that is known about it."""
    from gongxin.batch.checks.registry import (
        CHECKS,
    )  # the table engine, which nothing else here needs

    return {
        **item_summary(item),
        "description": item.description.zh if item.description else "",
        "description_en": item.description.en if item.description else "",
        "key": list(item.key),
        "decided": item.decided,
        "bases": [_basis(basis) for basis in item.bases],
        "fields": [_field(field) for field in item.fields],
        "checks": [
            _check(check, fields)
            for check in CHECKS
            if (fields := [f.code for f in item.fields if check.applies(item, f)])
        ],
    }


def _basis(basis: law.Basis) -> dict[str, object]:
    return {
        "document": basis.document.zh,
        "document_en": basis.document.en,
        "article": basis.article,
        "effective": basis.effective,
        "verified": basis.verified,
    }


def _field(field: law.Field) -> dict[str, object]:
    return {
        "code": field.code,
        "title": field.title.zh,
        "title_en": field.title.en,
        "aliases": list(field.aliases),
        "type": field.type,
        "unit": field.unit,
        "length": field.length,
        "required": field.required,
        "required_if": field.required_if.field if field.required_if else None,
        "publicity": field.publicity,
        "choices": [
            {"value": one.value, "title": one.title.zh, "title_en": one.title.en}
            for one in field.choices
            if not one.refused
        ],
        "example": field.example,
    }


def _check(check: "Check", fields: list[str]) -> dict[str, object]:
    return {
        "id": check.id,
        "severity": check.severity,
        "title": check.title.zh,
        "title_en": check.title.en,
        "law": check.law.zh,
        "law_en": check.law.en,
        "fields": fields,
    }
