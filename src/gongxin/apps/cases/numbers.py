"""Numbers that people can read out: ``XF-20261122-7KQ4P-1``.

The prefix names the kind, then the legal day; the five characters are drawn from an alphabet
without look-alikes (28 million a day), and the last part counts the cases of one application.
"""

import secrets
from datetime import date

from gongxin.apps.cases.models import Case
from gongxin.apps.reports.codes import ALPHABET
from gongxin.core.identifiers.normalise import normalise


def new_filing(prefix: str, day: date) -> str:
    """A filing number that no case has yet."""
    while True:
        drawn = "".join(secrets.choice(ALPHABET) for _ in range(5))
        filing = f"{prefix}-{day:%Y%m%d}-{drawn}"
        if not Case.objects.filter(filing=filing).exists():
            return filing


def read_number(text: str) -> str:
    """What was typed as a case number, in its one spelling.

    >>> read_number(" xf20261122 7kq4p-1 ")
    'XF-20261122-7KQ4P-1'
    """
    plain = normalise(text).replace("-", "")
    if len(plain) < 16:
        return text.strip().upper()[:40]
    parts = (plain[:2], plain[2:10], plain[10:15], plain[15:25])
    return "-".join(parts)
