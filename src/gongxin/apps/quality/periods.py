"""The periods that bulletins are about: months (``2026-10``) and quarters (``2026-Q3``)."""

import re
from dataclasses import dataclass

from gongxin.apps.errors import Invalid
from gongxin.batch.quality.spans import months_before
from gongxin.core.text import Text

_SPELT = re.compile(r"(20\d\d)-(?:(0[1-9]|1[0-2])|Q([1-4]))")


@dataclass(frozen=True, slots=True)
class Period:
    """A month or a quarter: its code and its months in order."""

    code: str
    months: tuple[str, ...]

    @property
    def quarterly(self) -> bool:
        """Whether it is a quarter."""
        return len(self.months) > 1

    @property
    def title(self) -> Text:
        """The period in words.

        >>> read_period("2026-Q3").title.zh, read_period("2026-10").title.en
        ('2026年第三季度', 'October 2026')
        """
        year, last = self.code[:4], int(self.months[-1][5:])
        if self.quarterly:
            return Text(
                f"{year}年第{'一二三四'[last // 3 - 1]}季度", f"{year}, quarter {last // 3}"
            )
        english = f"{_MONTHS[last - 1]} {year}"
        return Text(f"{year}年{last}月", english)

    @property
    def before(self) -> "Period":
        """The month or quarter before it."""
        size = len(self.months)
        last = months_before(self.months[-1], size)
        return quarter_of(last) if self.quarterly else Period(last, (last,))


def read_period(text: str) -> Period:
    """The period that ``2026-10`` or ``2026-Q3`` names; Invalid for anything else.

    >>> read_period("2026-Q3").months
    ('2026-07', '2026-08', '2026-09')
    """
    spelt = _SPELT.fullmatch(text.strip().upper())
    if spelt is None:
        raise Invalid("period_unreadable", _UNREADABLE.format(text=text[:20]))
    year, month, quarter = spelt.groups()
    if month:
        return Period(f"{year}-{month}", (f"{year}-{month}",))
    return quarter_of(f"{year}-{int(quarter) * 3:02d}")


def quarter_of(month: str) -> Period:
    """The quarter that a month lies in."""
    year, number = month[:4], (int(month[5:7]) - 1) // 3
    months = tuple(f"{year}-{number * 3 + n:02d}" for n in (1, 2, 3))
    return Period(f"{year}-Q{number + 1}", months)


_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_UNREADABLE = Text(
    "时期“{text}”看不懂，请写成 2026-10（月）或 2026-Q3（季度）。",
    "The period '{text}' cannot be read; write 2026-10 (a month) or 2026-Q3 (a quarter).",
)
