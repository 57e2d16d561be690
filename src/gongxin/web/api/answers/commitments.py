"""Commitment letters and self-declarations as programs read them."""

from datetime import date

from pydantic import Field

from gongxin.apps.cases.declarations import Declaration
from gongxin.law.letters import Letter
from gongxin.web.api.answers.answer import Answer


class Saying(Answer):
    """承诺书中的一条 / a sentence of a letter."""

    zh: str = Field(description="中文 / in Chinese")
    en: str = Field(description="英文 / in English")
    basis: str = Field(description="依据，承诺条款为空 / basis; empty for a promise")


class LetterAnswer(Answer):
    """承诺书 / a commitment letter."""

    id: str = Field(description="承诺书编号 / id of the letter")
    title: str = Field(description="名称 / title, in Chinese")
    title_en: str = Field(description="名称（英文） / title in English")
    kind: str = Field(description="承诺类型 / kind, as in the catalogue")
    months: int = Field(description="几个月内核实 / checked within so many months")
    verified: bool = Field(description="依据是否读过原文 / whether the basis was read")
    promises: list[Saying] = Field(description="承诺 / promises")
    consequences: list[Saying] = Field(description="违诺后果 / what a breach leads to")


class LetterList(Answer):
    """全部承诺书 / all letters."""

    letters: list[LetterAnswer]


class DeclarationAnswer(Answer):
    """自主申报，不是公共信用记录 / a self-declaration; no public-credit record."""

    number: str = Field(description="编号 / number")
    ground: str = Field(description="类别 / category, in Chinese")
    ground_en: str = Field(description="类别（英文） / category in English")
    title: str = Field(description="名称 / title")
    issuer: str = Field(description="颁发或证实单位 / issued or confirmed by")
    happened: date = Field(description="日期 / day")
    shown_until: date = Field(description="展示至 / last day on which it is shown")
    statement: str = Field(description="说明 / description")
    declared: date = Field(description="申报日期 / declared on")


class DeclarationList(Answer):
    """一家组织的自主申报 / what an organisation declares of itself."""

    subject: str = Field(description="主体代码 / the organisation's code")
    declarations: list[DeclarationAnswer]


def letter_answer(letter: Letter) -> dict[str, object]:
    """The letter with its promises and consequences."""
    return {
        "id": letter.id,
        "title": letter.title.zh,
        "title_en": letter.title.en,
        "kind": letter.value,
        "months": letter.months,
        "verified": letter.basis.verified,
        "promises": [{"zh": one.zh, "en": one.en, "basis": ""} for one in letter.promises],
        "consequences": [
            {"zh": one.text.zh, "en": one.text.en, "basis": one.basis.document.zh}
            for one in letter.consequences
        ],
    }


def declaration_answer(one: Declaration) -> dict[str, object]:
    """One declaration."""
    return {
        "number": one.number,
        "ground": one.ground.zh,
        "ground_en": one.ground.en,
        "title": one.title,
        "issuer": one.issuer,
        "happened": one.happened_on,
        "shown_until": one.shown_until,
        "statement": one.statement,
        "declared": one.declared_on,
    }
