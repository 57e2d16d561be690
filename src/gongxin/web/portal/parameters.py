"""Reading what an address asks for: nothing unknown is silently ignored."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Final

from django.http import HttpRequest

from gongxin.apps.errors import Invalid
from gongxin.core.text import Text
from gongxin.web.language import PARAMETER

_ISO: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def unknown(request: HttpRequest, known: Iterable[str]) -> list[str]:
    """The names in the address that this page does not know, each cut to 40 characters."""
    accepted = {PARAMETER, *known}
    return [name[:40] for name in request.GET if name not in accepted]


def read_day(text: str) -> date | None:
    """A day written 2026-11-21; None for empty text; ValueError for anything else.

    >>> read_day("2026-11-21"), read_day(" ")
    (datetime.date(2026, 11, 21), None)
    """
    text = text.strip()
    if not text:
        return None
    if not _ISO.fullmatch(text):
        raise ValueError("not written as YYYY-MM-DD")
    return date.fromisoformat(text)


def as_of_day(request: HttpRequest) -> date | None:
    """The day in ``?as_of=``, None for now; :class:`Invalid` with status 400 for no date."""
    text = request.GET.get("as_of", "")
    try:
        return read_day(text)
    except ValueError:
        raise Unreadable(
            "as_of",
            _AS_OF.format(seen=text[:40]),
        ) from None


class Unreadable(Invalid):
    """An address that cannot be read as meant."""

    status = 400


_AS_OF: Final = Text(
    "网址中的 as_of 应为日期，写作“年-月-日”，例如 2026-11-21；现在是“{seen}”。",
    "The as_of in the address must be a date written year-month-day, for example 2026-11-21; "
    "it is “{seen}”.",
)
