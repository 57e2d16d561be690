"""Publicity windows of whole tables, as :func:`gongxin.law.windows.item_window` computes one.

Every rule (general or a sector's own) and version has a *place*, every class of it a *grade*: first
each row is given its place by day and sector, then its grade by kinds, procedure and fine, and all
else follows from the grade.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

import ibis
import ibis.expr.types as ir

from gongxin.law.window_set import SIMPLE, WindowClass, WindowSet, WindowVersion
from gongxin.law.windows import kinds_of_classes

DATED = {
    "row": "int64",
    "decided_on": "date",
    "kinds": "string",
    "ends": "date",
    "procedure": "string",
    "fine": "decimal(18, 6)",
    "sector": "string",
}
_PARTICULARS = "[-－—–:：(（][^;]*"
_GRADES = 10  # more classes than any version has


@dataclass(frozen=True, slots=True)
class _Place:
    """A version and the rows it is for; ``sectors`` are empty for the general rule."""

    number: int
    version: WindowVersion
    sectors: tuple[str, ...]


def with_window(dated: ir.Table, window: WindowSet | None) -> ir.Table:
    """``row, severity, public_from, public_until`` for a table of the shape ``DATED``.

    ``kinds`` are canonical values between ``;``; ``ends`` is the row's own last public day; ``fine``
    is in 万元; ``sector`` is any spelling of one. Null ``public_from``: not published; null
    ``public_until`` with it: no set end.
    """
    if window is None:
        return _shown(dated.mutate(severity=ibis.literal(""), over=ibis.null("date"), shown=True))
    places = _places(window)
    graded = dated.mutate(grade=_place(dated, places))
    graded = graded.mutate(
        grade=_cases([(graded.grade == p.number, _grade(graded, p)) for p in places])
    )
    classes = [
        (p.number * _GRADES + n, one) for p in places for n, one in enumerate(p.version.classes)
    ]
    is_grade = [(graded.grade == number, one) for number, one in classes]
    over = _cases([(found, _over(graded, one)) for found, one in is_grade])
    return _shown(
        graded.mutate(
            severity=_cases([(found, ibis.literal(str(one.severity))) for found, one in is_grade]),
            over=_eased(graded, over, places),
            shown=_cases([(found, ibis.literal(one.published)) for found, one in is_grade]),
        )
    )


def _cases(branches: list[tuple[ir.BooleanValue, ir.Value]]) -> ir.Value:
    return ibis.cases(*branches, else_=ibis.null(branches[0][1].type()))


def _places(window: WindowSet) -> list[_Place]:
    """In the order in which they are tried: sectors' own rules first, newest version first."""
    rules = [(rule.spellings, version) for rule in window.special for version in _newest(rule)]
    rules += [((), version) for version in _newest(window)]
    return [_Place(n, version, sectors) for n, (sectors, version) in enumerate(rules)]


def _newest(rule: WindowSet) -> Iterator[WindowVersion]:
    return reversed(rule.versions)


def _place(dated: ir.Table, places: list[_Place]) -> ir.IntegerValue:
    """The number of the place that covers the row; the general rule's oldest covers all."""
    branches = [(_covers(dated, p), ibis.literal(p.number)) for p in places[:-1]]
    last = ibis.literal(places[-1].number)
    return ibis.cases(*branches, else_=last) if branches else last


def _covers(dated: ir.Table, place: _Place) -> ir.BooleanValue:
    found = _of_sector(dated, place.sectors)
    if place.version.decided_from:
        found = found & (dated.decided_on >= _day(place.version.decided_from))
    if place.version.decided_until:
        found = found & (dated.decided_on <= _day(place.version.decided_until))
    return found


def _of_sector(dated: ir.Table, sectors: tuple[str, ...]) -> ir.BooleanValue:
    if not sectors:
        return ibis.literal(True)
    return dated.sector.fill_null("").isin(sectors)


def _day(day: date) -> ir.DateScalar:
    return ibis.date(day.year, day.month, day.day)


def _grade(dated: ir.Table, place: _Place) -> ir.IntegerValue:
    """The gravest class among the kinds, in the circumstances of the row."""
    version = place.version
    simple = dated.procedure.fill_null("").isin(SIMPLE)
    procedures = [(False, ibis.literal(True))]
    if any(one.simple for one in version.classes):
        procedures = [(True, simple), (False, ~simple)]
    branches = [
        (of_row & in_band, _gravest(dated.kinds, place, kinds_of_classes(version, summary, amount)))
        for summary, of_row in procedures
        for amount, in_band in _bands(dated.fine, version)
    ]
    usual = _gravest(dated.kinds, place, kinds_of_classes(version, False, None))
    return ibis.cases(*branches, else_=usual) if len(branches) > 1 else usual


def _bands(
    fine: ir.DecimalValue, version: WindowVersion
) -> Iterator[tuple[Decimal | None, ir.BooleanValue]]:
    """A fine that stands for its band, and where a fine is in it; the band of no fine first."""
    limits = sorted(
        {x for one in version.classes for x in (one.fine_below, one.fine_from) if x is not None}
    )
    if not limits:
        yield None, ibis.literal(True)
        return
    yield None, fine.isnull()
    starts = [Decimal(-1), *limits]
    for start, end in zip(starts, [*limits, None], strict=True):
        inside = fine >= ibis.literal(start, type=DATED["fine"])
        if end is not None:
            inside = inside & (fine < ibis.literal(end, type=DATED["fine"]))
        yield start, inside.fill_null(False)


def _gravest(
    kinds: ir.StringValue, place: _Place, named: tuple[tuple[str, ...], ...]
) -> ir.IntegerValue:
    """The number of the gravest class among the kinds; ``otherwise`` for kinds none names."""
    version = place.version
    otherwise = version.classes.index(version.of_severity(version.otherwise))
    fenced = ";" + kinds.fill_null("") + ";"
    every = [kind for of_class in named for kind in of_class]
    # what is left when every named kind is taken away is a kind that no class names
    doubled = fenced.replace(";", ";;")
    rest = doubled.re_replace(_pattern(every), ";;") if every else doubled
    unnamed = rest.re_search("[^;]") | (kinds.fill_null("") == "")
    branches = []
    for n in reversed(range(len(named))):
        found = fenced.re_search(_pattern(list(named[n]))) if named[n] else ibis.literal(False)
        if n == otherwise:
            found = found | unnamed
        branches.append((found, ibis.literal(place.number * _GRADES + n)))
    return ibis.cases(*branches, else_=ibis.literal(place.number * _GRADES + otherwise))


def _pattern(kinds: list[str]) -> str:
    return ";(?:" + "|".join(kinds) + f")(?:{_PARTICULARS})?;"


def _over(dated: ir.Table, one: WindowClass) -> ir.DateValue:
    """The last public day by the class alone."""
    if one.longest is None:
        return ibis.null("date")
    return _as_date(dated.decided_on + ibis.interval(months=one.longest))


def _as_date(day: ir.Value) -> ir.DateValue:
    """The day as a date: engines make a moment of a date and an interval, and a cast is left out."""
    return day.cast("timestamp").cast("date")


def _eased(dated: ir.Table, over: ir.DateValue, places: list[_Place]) -> ir.DateValue:
    """The last public day, earlier where a later version is milder to decisions before it."""
    for place in places:
        start, version = place.version.decided_from, place.version
        if start is None or version.earlier.value != "milder":
            continue
        own = [p for p in places[: place.number] if p.sectors and p.version.covers(start)]
        applies = (dated.decided_on < _day(start)) & _of_sector(dated, place.sectors)
        for other in own:
            applies = applies & ~_of_sector(dated, other.sectors)
        milder = _milder(dated, place, start - timedelta(days=1))
        eased = ibis.least(over.fill_null(milder), milder.fill_null(over))
        over = _as_date(ibis.cases((applies, eased), else_=over))
    return over


def _milder(dated: ir.Table, place: _Place, before: date) -> ir.DateValue:
    """The last public day under the later version, never before it began."""
    grade = _grade(dated, place)
    branches = []
    for n, one in enumerate(place.version.classes):
        if one.published and one.longest is None:
            end = ibis.null("date")
        elif one.published:
            end = _as_date(ibis.greatest(_over(dated, one), _day(before)))
        else:
            end = _day(before)
        branches.append((grade == place.number * _GRADES + n, end))
    return _as_date(_cases(branches))


def _shown(graded: ir.Table) -> ir.Table:
    until = ibis.least(graded.over.fill_null(graded.ends), graded.ends.fill_null(graded.over)).cast(
        "date"
    )
    published = graded.shown & (until.isnull() | (until >= graded.decided_on))
    return graded.select(
        "row",
        "severity",
        public_from=ibis.cases((published, graded.decided_on), else_=ibis.null("date")),
        public_until=ibis.cases((published, until), else_=ibis.null("date")),
    )
