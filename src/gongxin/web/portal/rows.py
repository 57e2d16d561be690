"""What a credit file repeats, as markup: tables of records, counts, facts of the register.

Written here and not in a template because the credit file and the lists are read most, and a
template resolves each cell's variables one by one: this is ten times as fast. Every value goes
through :func:`html.escape`.
"""

from collections.abc import Iterable
from functools import lru_cache
from html import escape
from typing import NamedTuple

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from gongxin.core.text import Language
from gongxin.web.language import current
from gongxin.web.portal.lines import Line

_WIDE = ' class="facts__full"'
_CHINESE = ' lang="zh-CN"'


class Fact(NamedTuple):
    """One named value; ``wide`` values are printed across the page."""

    title: str
    value: str
    wide: bool = False
    chinese: bool = False


class Count(NamedTuple):
    """How many records of one item there are; without ``anchor`` there are none."""

    number: int
    title: str
    anchor: str


class Section(NamedTuple):
    """The records of one item: ``number`` there are, ``lines`` the newest; the list has all."""

    id: str
    title: str
    number: int
    decided_title: str
    lines: list[Line]


def file_sections(sections: Iterable[Section], code: str, suffix: str) -> SafeString:
    """The sections of the credit file of the organisation with this code."""
    return SafeString("".join(_section(section, code, suffix) for section in sections))


def list_rows(lines: Iterable[Line], decided_title: str, suffix: str) -> SafeString:
    """Rows of a list: organisation, then the same as in a credit file, without remedies."""
    labels = _labels(current(), decided_title)
    return _safe(
        f"<tr><td class=main-cell>{_subject(line, suffix)}</td>"
        f'<td data-label="{labels.record}"><span>{_title(line, suffix)}</span></td>'
        f"{_cells(line, labels)}</tr>"
        for line in lines
    )


def count_cells(counts: Iterable[Count]) -> SafeString:
    """How many records of each item there are; a link where there are any."""
    return _safe(
        f'<li><a href="#{escape(one.anchor)}">{_count(one)}</a></li>'
        if one.anchor
        else f'<li class="counts__none"><span class="counts__cell">{_count(one)}</span></li>'
        for one in counts
    )


def fact_cells(facts: Iterable[Fact]) -> SafeString:
    """Titles and values of a list of facts; wide values take the whole width."""
    return _safe(
        f"<div{_WIDE if fact.wide else ''}><dt>{escape(fact.title)}</dt>"
        f"<dd{_CHINESE if fact.chinese else ''}>{escape(fact.value)}</dd></div>"
        for fact in facts
    )


def _count(one: Count) -> str:
    return (
        f'<span class="counts__number">{one.number}</span>'
        f'<span class="counts__title">{escape(one.title)}</span>'
    )


def _section(section: Section, code: str, suffix: str) -> str:
    labels = _labels(current(), section.decided_title)
    names = (labels.entry, labels.decided, labels.until, labels.department, labels.state)
    columns = "".join(f'<th scope="col">{name}</th>' for name in names)
    rows = "\n".join(_file_row(line, labels, suffix) for line in section.lines)
    return (
        f'<section aria-labelledby="{section.id}">\n<h2 id="{section.id}">{escape(section.title)} '
        f'<span class="hint">{section.number}</span></h2>\n<table class="table table--stack '
        f'table--file"><thead><tr>{columns}</tr></thead><tbody>\n{rows}\n</tbody></table>\n'
        f"{_whole_list(section, code)}\n</section>"
    )


def _file_row(line: Line, labels: "_Labels", suffix: str) -> str:
    """Record, decided, public until, department, state; then remedies."""
    return (
        f"<tr{_marks(line)}><td class=main-cell>{_title(line, suffix)}</td>"
        f"{_cells(line, labels)}</tr>{_remedies(line, labels)}"
    )


def _whole_list(section: Section, code: str) -> str:
    if section.number == len(section.lines):
        return ""
    words = escape(_("查看全部 %(number)s 条") % {"number": section.number})
    return f'<p><a href="/records/{section.id}?text={escape(code)}">{words}</a></p>'


class _Labels:
    """Column names, escaped once for a language; a narrow screen shows them in each cell."""

    def __init__(self, decided_title: str) -> None:
        self.entry = escape(_("记录"))
        self.decided = escape(decided_title)
        self.record = escape(_("决定文书"))
        self.until = escape(_("公示至"))
        self.department = escape(_("作出部门"))
        self.state = escape(_("状态"))
        self.remedies = escape(_("可以怎么做"))
        self.no_end = escape(_("未设截止"))


@lru_cache(maxsize=128)
def _labels(language: Language, decided_title: str) -> _Labels:
    """The names in the language that is current."""
    return _Labels(decided_title)


def _cells(line: Line, labels: _Labels) -> str:
    until = line.until or labels.no_end
    return (
        f'<td class=date data-label="{labels.decided}">{line.decided}</td>'
        f'<td class=date data-label="{labels.until}">{until}</td>'
        f'<td data-label="{labels.department}">{escape(line.department)}</td>'
        f'<td data-label="{labels.state}">'
        f'<span class="state state--{line.state}">{escape(line.state_word)}</span></td>'
    )


def _title(line: Line, suffix: str) -> str:
    tag = about = ""
    if line.severity:
        tag = f' <span class="tag tag--{line.severity}">{escape(line.severity_word)}</span>'
    if line.about:
        about = f"<br><span class=hint>{escape(line.about)}</span>"
    return f'<a href="{line.address}{escape(suffix)}">{escape(line.title)}</a>{tag}{about}'


def _subject(line: Line, suffix: str) -> str:
    name = escape(line.subject)
    if not line.subject_code:
        return name
    return f'<a href="/subjects/{escape(line.subject_code)}{escape(suffix)}">{name}</a>'


def _marks(line: Line) -> str:
    return " class=has-under" if line.remedies else ""


def _remedies(line: Line, labels: _Labels) -> str:
    if not line.remedies:
        return ""
    sentences = escape(" ".join(line.remedies))
    return (
        f"<tr class=under><td colspan=5><div class=remedy><span class=visually-hidden>"
        f"{labels.remedies}: </span>{sentences}</div></td></tr>"
    )


def _safe(rows: Iterable[str]) -> SafeString:
    return SafeString("\n".join(rows))
