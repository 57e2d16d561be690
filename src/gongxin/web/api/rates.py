"""How many requests each caller may make: a bucket that refills evenly, kept in this process.

The limits are ``GONGXIN_RATE_ANONYMOUS`` (for an address) and ``GONGXIN_RATE_KEY`` (for a key or a
signed-in officer), written ``60/m``. Nothing is shared between processes: with two web processes
a caller may get up to twice the limit, and a restart forgets. That guards the service against a
runaway program; it is no accounting.
"""

import math
import re
import threading
import time
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

_PERIODS: Final = {"s": 1, "m": 60, "h": 3600, "d": 86400}
_WRITTEN: Final = re.compile(r"([1-9][0-9]{0,8})/([smhd])")
_MOST_CALLERS: Final = 50_000


@dataclass(frozen=True, slots=True)
class Rate:
    """``limit`` requests in ``period`` seconds."""

    limit: int
    period: int


@dataclass(frozen=True, slots=True)
class Allowance:
    """What is left to a caller after this request; times in whole seconds.

    ``reset``: until the whole limit is there again. ``retry``: until the next request is served.
    """

    granted: bool
    rate: Rate
    remaining: int
    reset: int
    retry: int

    def headers(self) -> dict[str, str]:
        """The fields that every answer carries."""
        return {
            "RateLimit-Limit": str(self.rate.limit),
            "RateLimit-Remaining": str(self.remaining),
            "RateLimit-Reset": str(self.reset),
            "RateLimit-Policy": f"{self.rate.limit};w={self.rate.period}",
        }


@lru_cache(maxsize=64)
def read_rate(written: str) -> Rate:
    """The rate that a setting means; ValueError naming what is accepted for anything else.

    >>> read_rate("60/m")
    Rate(limit=60, period=60)
    """
    found = _WRITTEN.fullmatch(written.strip())
    if found is None:
        raise ValueError(f"a rate is written like 60/m (s, m, h or d), not {written!r}")
    return Rate(int(found[1]), _PERIODS[found[2]])


class Buckets:
    """The callers' buckets: for each the moment at which its bucket will be full again.

    That one number is enough (the generic cell rate algorithm): a request moves it on by
    ``period / limit``, and none is granted that would move it more than a period ahead.
    """

    def __init__(self) -> None:
        self._full_at: dict[str, float] = {}
        self._lock = threading.Lock()

    def take(self, caller: str, rate: Rate, now: float | None = None) -> Allowance:
        """Take one request out of the caller's bucket, if there is one in it."""
        now = time.monotonic() if now is None else now
        each = rate.period / rate.limit
        with self._lock:
            full_at = max(self._full_at.get(caller, now), now)
            granted = full_at + each - now <= rate.period + 1e-6
            if granted:
                full_at += each
                self._full_at.pop(caller, None)  # so that the order is that of the last request
                self._full_at[caller] = full_at
                self._forget_the_longest_unseen()
        ahead = full_at - now
        return Allowance(
            granted=granted,
            rate=rate,
            remaining=min(rate.limit, max(0, math.floor((rate.period - ahead) / each + 1e-6))),
            reset=math.ceil(ahead),
            retry=0 if granted else max(1, math.ceil(ahead + each - rate.period)),
        )

    def forget(self) -> None:
        """Start anew with full buckets."""
        with self._lock:
            self._full_at.clear()

    def _forget_the_longest_unseen(self) -> None:
        if len(self._full_at) > _MOST_CALLERS:
            del self._full_at[next(iter(self._full_at))]


BUCKETS: Final = Buckets()
