"""Publicity windows of whole tables, as :func:`gongxin.law.windows.item_window` computes one."""

from datetime import date

import ibis
import ibis.expr.types as ir

from gongxin.law.window_set import SEVERITIES, WindowClass, WindowSet, WindowVersion

DATED = {"row": "int64", "decided_on": "date", "kinds": "string", "ends": "date"}
_PARTICULARS = "[-－—–:：(（][^;]*"


def with_window(dated: ir.Table, window: WindowSet | None) -> ir.Table:
    """``row, severity, public_from, public_until`` for a table of the shape ``DATED``.

    ``kinds`` are canonical values between ``;``; ``ends`` is the row's own last public day. Null
    ``public_from``: not published; null ``public_until`` with it: no set end.
    """
    if window is None:
        return _shown(dated.mutate(severity=ibis.literal(""), over=ibis.null("date"), shown=True))
    version = _version(dated.decided_on, window)
    severity = _cases(
        [(version == n, _severity(dated.kinds, v)) for n, v in enumerate(window.versions)], ""
    )
    graded = dated.mutate(version=version, severity=severity)
    classes = [(n, one) for n, v in enumerate(window.versions) for one in v.classes]
    over = _cases([(_is(graded, n, one), _over(graded, one)) for n, one in classes], None)
    shown = _cases([(_is(graded, n, one), ibis.literal(one.published)) for n, one in classes], None)
    return _shown(graded.mutate(over=over, shown=shown))


def _cases(branches: list[tuple[ir.BooleanValue, ir.Value]], otherwise: str | None) -> ir.Value:
    last = ibis.null(branches[0][1].type()) if otherwise is None else ibis.literal(otherwise)
    return ibis.cases(*branches, else_=last)


def _version(decided_on: ir.DateValue, window: WindowSet) -> ir.IntegerValue:
    """The place of the version that applies to the day."""
    starts = [(n, v.decided_from) for n, v in enumerate(window.versions) if v.decided_from]
    branches = [(decided_on >= _day(start), ibis.literal(n)) for n, start in reversed(starts)]
    return ibis.cases(*branches, else_=ibis.literal(0)) if branches else ibis.literal(0)


def _day(day: date) -> ir.DateScalar:
    return ibis.date(day.year, day.month, day.day)


def _severity(kinds: ir.StringValue, version: WindowVersion) -> ir.StringValue:
    """The gravest class among the kinds; the version's ``otherwise`` for kinds it does not name."""
    ranked = sorted(version.classes, key=lambda one: -SEVERITIES.index(one.severity))
    fenced = ";" + kinds.fill_null("") + ";"
    named = [kind for one in ranked for kind in one.kinds]
    # what is left when every named kind is taken away is a kind that no class names
    doubled = fenced.replace(";", ";;")
    rest = doubled.re_replace(_pattern(named), ";;") if named else doubled
    unnamed = rest.re_search("[^;]") | (kinds.fill_null("") == "")
    branches = []
    for one in ranked:
        found = fenced.re_search(_pattern(list(one.kinds))) if one.kinds else ibis.literal(False)
        if one.severity == version.otherwise:
            found = found | unnamed
        branches.append((found, ibis.literal(one.severity)))
    return ibis.cases(*branches, else_=ibis.literal(version.otherwise))


def _pattern(kinds: list[str]) -> str:
    return ";(?:" + "|".join(kinds) + f")(?:{_PARTICULARS})?;"


def _is(graded: ir.Table, version: int, one: WindowClass) -> ir.BooleanValue:
    return (graded.version == version) & (graded.severity == one.severity)


def _over(graded: ir.Table, one: WindowClass) -> ir.DateValue:
    """The last public day by the class alone."""
    if one.longest is None:
        return ibis.null("date")
    after = _as_date(graded.decided_on + ibis.interval(months=one.longest))
    return _as_date(after - ibis.interval(days=1))


def _as_date(day: ir.Value) -> ir.DateValue:
    """The day as a date: engines make a moment of a date and an interval, and a cast is left out."""
    return day.cast("timestamp").cast("date")


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
