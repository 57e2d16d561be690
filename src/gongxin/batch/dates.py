"""Columns of dates read as :func:`gongxin.core.dates.read_date` reads one.

In steps, so that a caller may store what lies between: text → :func:`plain` → :func:`spelled` and
:func:`iso` → :func:`real`. :func:`canonical` takes them all at once.
"""

import ibis
import ibis.expr.types as ir

from gongxin.batch.text import fits
from gongxin.core.dates import CALENDAR, DROPPED, MONTH_AND_DAY, REPLACED, SPELLING


def canonical(col: ir.StringValue) -> ir.StringValue:
    """The days as ISO text (2026-11-21); null where the text is null or names no day."""
    plainly = plain(col)
    return real(spelled(plainly), iso(plainly))


def unreadable(col: ir.StringValue) -> ir.BooleanValue:
    """Where the text is not in any accepted spelling of a date."""
    return ~spelled(plain(col))


def impossible(col: ir.StringValue) -> ir.BooleanValue:
    """Where the text is spelled as a date that the calendar does not have."""
    return spelled(plain(col)) & canonical(col).isnull()


def plain(col: ir.StringValue) -> ir.StringValue:
    """The text in half-width characters."""
    translated = col.translate("".join(REPLACED) + DROPPED, "".join(REPLACED.values()))
    return ibis.cases((col.re_search("[^0-9/.: T年月日-]"), translated), else_=col).strip()


def spelled(plainly: ir.StringValue) -> ir.BooleanValue:
    """Where plain text is in an accepted spelling."""
    return fits(plainly, SPELLING)


def iso(plainly: ir.StringValue) -> ir.StringValue:
    """Plain text in an accepted spelling as year, month and day; nonsense for other text."""
    month = plainly.re_extract(MONTH_AND_DAY, 1).lpad(2, "0")
    day = plainly.re_extract(MONTH_AND_DAY, 2).lpad(2, "0")
    return plainly.substr(0, 4) + "-" + month + "-" + day


def real(is_spelled: ir.BooleanValue, days: ir.StringValue) -> ir.StringValue:
    """The days that the calendar has; null for the others."""
    found = is_spelled & fits(days, CALENDAR) & ~days.startswith("0000")
    return ibis.cases((found, days), else_=ibis.null("string"))
