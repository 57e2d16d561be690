"""Organisations and their credit files, with the keys that the command line has too."""

from datetime import date
from typing import Literal

from pydantic import Field

from gongxin.apps.records.views import CreditFile
from gongxin.apps.subjects.models import Subject
from gongxin.apps.subjects.queries import FoundSubject
from gongxin.web.api.answers.answer import Answer
from gongxin.web.api.answers.pages import Page
from gongxin.web.api.answers.records import RecordAnswer, record_answer

_CODE = "统一社会信用代码 / Unified Social Credit Code"
_KIND = "主体类型，例如 company / kind of organisation, such as company"
_REGION = "行政区划代码 / region code"
_STATUS = "登记状态 / status in the register"
_IN_REGISTER = (
    "是否见于登记信息，否则只见于部门报送 / whether the register has it, not only departments"
)


class FoundAnswer(Answer):
    """查到的主体 / an organisation that was found."""

    code: str = Field(description=_CODE)
    name: str = Field(description="名称 / name")
    region: str = Field(description=_REGION)
    kind: str = Field(description=_KIND)
    status: str = Field(description=_STATUS)
    in_register: bool = Field(description=_IN_REGISTER)
    matched: str = Field(description="与查询相符的名称或号码 / the name or number that matched")
    by: Literal["name", "former_name", "code", "regno", "orgcode"] = Field(
        description="凭什么相符 / what matched"
    )


class SearchAnswer(Page):
    """查询结果，最相符的在前 / what was found, best first."""

    subjects: list[FoundAnswer]


class SubjectAnswer(Answer):
    """信用主体 / an organisation."""

    code: str = Field(description=_CODE)
    name: str = Field(description="名称 / name")
    kind: str = Field(description=_KIND)
    region: str = Field(description=_REGION)
    industry: str = Field(description="行业代码 / industry code")
    status: str = Field(description=_STATUS)
    in_register: bool = Field(description=_IN_REGISTER)


class FigureAnswer(Answer):
    """数据湖目录项的汇总 / a figure from rows that lie in the lake."""

    item: str = Field(description="目录项 / catalogue item")
    code: str = Field(description="汇总代码 / code of the figure")
    title: str = Field(description="名称 / title")
    title_en: str = Field(description="英文名称 / title in English")
    value: str = Field(description="数值；没有时为空 / its value; empty where there is none")


class CreditFileAnswer(Answer):
    """信用档案 / a credit file."""

    subject: SubjectAnswer
    as_of: date = Field(description="截至日期 / the day it is as of")
    view: Literal["public", "authorised", "full"] = Field(
        description="查看权限；部门的 full 只及于本部门报送的记录 / how much the caller may see; "
        "a department's full covers its own records only"
    )
    counts: dict[str, int] = Field(description="各目录项的记录数 / number of records by item")
    records: list[RecordAnswer]
    aggregates: list[FigureAnswer] = Field(
        description="纳税、社保、公用事业等只显示汇总的目录项，凭授权可见 / items of which only "
        "aggregates are shown, such as tax payments; for authorised readers"
    )


def found_answer(found: FoundSubject) -> dict[str, object]:
    """A hit as it stands in JSON."""
    return {name: getattr(found, name) for name in FoundAnswer.model_fields}


def subject_object(subject: Subject) -> dict[str, object]:
    """An organisation as it stands in JSON."""
    return {name: getattr(subject, name) for name in SubjectAnswer.model_fields}


def credit_file_answer(file: CreditFile) -> dict[str, object]:
    """A credit file as it stands in JSON."""
    return {
        "subject": subject_object(file.subject),
        "as_of": file.as_of.on,
        "view": file.view,
        "counts": file.counts,
        "records": [record_answer(record) for record in file.records],
        "aggregates": [
            {
                "item": one.item.id,
                "code": figure.code,
                "title": figure.title.zh,
                "title_en": figure.title.en,
                "value": value,
            }
            for one in file.aggregates
            for figure, value in one.figures
        ],
    }
