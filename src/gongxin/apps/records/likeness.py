"""Organisations whose names are like the one that a waiting record gives, and in which way.

The database proposes names that share the trade name, or nearly; each is compared part by part
(:mod:`gongxin.core.name_score`). What comes of it only orders what a person looks at.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db import connection

from gongxin.core.name_parts import NameParts, split_name
from gongxin.core.name_score import LONG, Comparison, compare, score
from gongxin.core.names import grams
from gongxin.core.text import Text

PROPOSED = 300  # names of the register that are compared for one record
LEAST = 0.03
MOST = 5


@dataclass(frozen=True, slots=True)
class Likeness:
    """How like the name given is to the best fitting name of one organisation."""

    subject_id: int
    name: str
    former: bool
    score: float
    comparison: Comparison


def alike(names: Iterable[str]) -> dict[str, list[Likeness]]:
    """For each name at most five organisations, the likeliest first; one SQL query for all."""
    given = {name: split_name(name) for name in names}
    asked = {name: parts for name, parts in given.items() if len(parts.trade) > 1}
    found: dict[str, dict[int, Likeness]] = {name: {} for name in given}
    for name, subject_id, known, kind in _proposed(asked):
        comparison = compare(asked[name], split_name(known))
        likely = score(comparison)
        best = found[name].get(subject_id)
        if likely >= LEAST and (best is None or likely > best.score):
            former = kind == "former"
            found[name][subject_id] = Likeness(subject_id, known, former, likely, comparison)
    return {
        name: sorted(best.values(), key=lambda one: (-one.score, one.subject_id))[:MOST]
        for name, best in found.items()
    }


def in_words(likely: float) -> Text:
    """The score as a word."""
    return next(text for least, text in _WORDS if likely >= least)


def reasons(comparison: Comparison) -> tuple[list[Text], list[Text]]:
    """What the parts of the names say for and against."""
    pros, cons = [], []
    for part, (good, bad) in _REASONS.items():
        level = getattr(comparison, part)
        if level in good:
            pros.append(good[level])
        elif level in bad:
            cons.append(bad[level])
    return pros, cons


def _proposed(asked: Mapping[str, NameParts]) -> Sequence[tuple[str, int, str, str]]:
    if not asked:
        return []
    queries = [_query(parts.trade) for parts in asked.values()]
    with connection.cursor() as cursor:
        cursor.execute(_NAMES, [list(asked), queries, PROPOSED])
        return cursor.fetchall()


def _query(trade: str) -> str:
    """Every pair of neighbours, or of a longer trade name all but what one slip can spoil."""
    ways, size = [_all(trade)], len(trade)
    if size >= LONG:
        halves = ((trade[:n], trade[n + 1 :]) for n in range(size))
        ways += [" & ".join(filter(None, map(_all, pair))) for pair in halves]
        ways += [_all(trade[:n]) for n in (2, 3, 4) if n < size]
    return " | ".join(f"({way})" for way in dict.fromkeys(ways) if way)


def _all(text: str) -> str:
    pieces = [gram for gram in grams(text) if len(gram) == min(2, len(text))]
    return " & ".join(
        "'" + piece.replace("\\", "\\\\").replace("'", "''") + "'" for piece in pieces
    )


_NAMES = """
select asked.name, known.subject_id, known.name, known.kind
from unnest(%s::text[], %s::text[]) as asked (name, query)
cross join lateral (
    select subject_id, name, kind from subjects_subjectname
    where grams @@ asked.query::tsquery limit %s
) known
"""
_WORDS = (
    (0.95, Text("很可能是同一个", "Very likely the same")),
    (0.5, Text("可能是同一个", "May be the same")),
    (0.1, Text("拿不准", "In doubt")),
    (0.0, Text("不大像", "Not much alike")),
)
_REASONS: dict[str, tuple[dict[str, Text], dict[str, Text]]] = {
    "trade": (
        {
            "same": Text("字号相同", "Same trade name"),
            "slip_elsewhere": Text(
                "字号相同，其余部分差一个字", "Same trade name, one slip in the rest"
            ),
        },
        {
            "turned": Text("字号里两个字颠倒或重复", "Two characters turned or doubled"),
            "sound": Text("字号差一个同音字", "One character of the trade name sounds the same"),
            "longer": Text("字号多一个或少一个字", "The trade name is one character longer"),
            "one_character": Text("字号差一个字", "The trade name differs by one character"),
            "other": Text("字号不同", "Another trade name"),
        },
    ),
    "line": (
        {"same": Text("行业相同", "Same line of business")},
        {
            "within": Text("行业一宽一窄", "One line of business is wider"),
            "missing": Text("其中一个没有写行业", "One name gives no line of business"),
            "other": Text("行业不同", "Another line of business"),
        },
    ),
    "form": (
        {"same": Text("组织形式相同", "Same legal form")},
        {
            "missing": Text("其中一个没有写组织形式", "One name gives no legal form"),
            "other": Text("组织形式不同", "Another legal form"),
        },
    ),
    "region": (
        {
            "same": Text("名称里的地区相同", "Same place in the name"),
            "fuller": Text("名称里的地区一详一略", "Same place, once in a fuller form"),
            "within": Text("一个地区在另一个之内", "One place lies in the other"),
        },
        {
            "missing": Text("其中一个没有写地区", "One name gives no place"),
            "other": Text("名称里的地区不同", "Another place in the name"),
        },
    ),
    "branch": ({}, {"other": Text("一个是分支机构", "One is a branch")}),
}
