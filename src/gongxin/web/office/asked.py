"""Reading the filters that an address asks for: what nothing can have is left out, and said."""

from collections.abc import Container
from dataclasses import dataclass, field
from datetime import date

from django.http import HttpRequest
from django.utils.translation import gettext as _

from gongxin.core.dates import read_date


@dataclass(slots=True)
class Asked:
    """The filters as typed, and what of them could not be understood, by filter name."""

    request: HttpRequest
    problems: dict[str, str] = field(default_factory=dict)

    def text(self, name: str, longest: int = 100) -> str:
        """What was typed, without spaces around it."""
        return self.request.GET.get(name, "").strip()[:longest]

    def choice(self, name: str, choices: Container[str]) -> str:
        """One of ``choices``; empty for anything else."""
        value = self.text(name)
        if value and value not in choices:
            self.problems[name] = _("没有“%(value)s”这个选项，已忽略。") % {"value": value[:40]}
            return ""
        return value

    def flag(self, name: str) -> bool:
        """Whether the box is ticked."""
        return self.text(name) in ("1", "on", "true")

    def day(self, name: str) -> date | None:
        """A day written in any of the usual ways; None for none or one that cannot be read."""
        value = self.text(name, 40)
        if not value:
            return None
        day = read_date(value)
        if isinstance(day, date):
            return day
        self.problems[name] = _("日期“%(value)s”看不懂，请写成 2026-11-21；已忽略。") % {
            "value": value
        }
        return None
