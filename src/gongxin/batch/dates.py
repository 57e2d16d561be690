"""Columns of dates read as :func:`gongxin.core.dates.read_date` reads one."""

import ibis
import ibis.expr.types as ir

from gongxin.core.dates import CALENDAR, DROPPED, MONTH_AND_DAY, REPLACED, SPELLING


def canonical(col: ir.StringValue) -> ir.StringValue:
    """The days as ISO text (2026-11-21); null where the text is null or names no day."""
    iso = _iso(col)
    return ibis.cases(
        (_spelled(col) & iso.re_search(f"^{CALENDAR}$") & ~iso.startswith("0000"), iso),
        else_=ibis.null("string"),
    )


def unreadable(col: ir.StringValue) -> ir.BooleanValue:
    """Where the text is not in any accepted spelling of a date."""
    return ~_spelled(col)


def impossible(col: ir.StringValue) -> ir.BooleanValue:
    """Where the text is spelled as a date that the calendar does not have."""
    return _spelled(col) & canonical(col).isnull()


def _plain(col: ir.StringValue) -> ir.StringValue:
    plain = col.translate("".join(REPLACED) + DROPPED, "".join(REPLACED.values()))
    return ibis.cases((col.re_search("[^0-9/.: T年月日-]"), plain), else_=col).strip()


def _spelled(col: ir.StringValue) -> ir.BooleanValue:
    return _plain(col).re_search(f"^(?:{SPELLING})$")


def _iso(col: ir.StringValue) -> ir.StringValue:
    plain = _plain(col)
    month = plain.re_extract(MONTH_AND_DAY, 1).lpad(2, "0")
    day = plain.re_extract(MONTH_AND_DAY, 2).lpad(2, "0")
    return plain.substr(0, 4) + "-" + month + "-" + day
