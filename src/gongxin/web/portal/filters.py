"""The filters of a list of records: read from the address, checked, and offered again in the form."""

from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Final

from django.http import HttpRequest

from gongxin.apps.accounts.queries import departments
from gongxin.apps.records.finding import kind_field
from gongxin.apps.records.views import RecordFilters
from gongxin.core.regions import all_codes, lookup
from gongxin.core.text import Text
from gongxin.law.catalogue import Item
from gongxin.web.paging import Query, read_page
from gongxin.web.portal.parameters import read_day
from gongxin.web.portal.values import region_name

NAMES: Final = ("text", "region", "department", "kind", "decided_from", "decided_to")
KNOWN: Final = (*NAMES, "page", "as_of")
Option = tuple[str, str]


@dataclass(slots=True)
class FilterForm:
    """What was asked for, as typed (``typed``) and as understood; problems by filter name."""

    typed: dict[str, str]
    options: dict[str, list[Option]]
    problems: dict[str, str] = field(default_factory=dict)
    page: int = 1

    @property
    def used(self) -> bool:
        """Whether anything narrows the list."""
        return any(self.typed.values())

    @property
    def query(self) -> Query:
        """The filters in use, for links."""
        return [(name, value) for name, value in self.typed.items() if value]

    def check_options(self, language: str) -> None:
        """Notes a problem for every choice that is not among those on offer."""
        for name, options in self.options.items():
            if self.typed[name] and self.typed[name] not in [value for value, _ in options]:
                self.problems[name] = _NOT_OFFERED.format(seen=self.typed[name][:40]).of(language)


def read_filters(
    request: HttpRequest, item: Item, language: str
) -> tuple[FilterForm, RecordFilters]:
    """The form and, as far as the address could be understood, the filters it asks for."""
    typed = {name: request.GET.get(name, "").strip()[:100] for name in NAMES}
    form = FilterForm(typed, _options(item, language))
    form.check_options(language)
    if typed["kind"] and "kind" not in form.options:
        form.problems["kind"] = _NO_KINDS.of(language)
    start, end = read_days(form, ("decided_from", "decided_to"), language)
    form.page = page_number(request, form, language)
    return form, RecordFilters(
        typed["text"], typed["region"], typed["department"], typed["kind"], start, end
    )


def read_days(
    form: FilterForm, names: tuple[str, str], language: str
) -> tuple[date | None, date | None]:
    """The first and the last day asked for; what cannot be read, or runs backwards, is noted."""
    start, end = (_day(form, name, language) for name in names)
    if start and end and start > end:
        form.problems[names[1]] = _BACKWARDS.format(start=start, end=end).of(language)
    return start, end


def page_number(request: HttpRequest, form: FilterForm, language: str) -> int:
    """The page asked for; the first, and a problem noted, where it is no number."""
    number = read_page(request.GET.get("page"))
    if number is None:
        form.problems["page"] = _PAGE.format(seen=request.GET["page"][:20]).of(language)
    return number or 1


def bodies(language: str) -> list[Option]:
    """The departments that file records, to choose from."""
    return [
        (d.code, (language == "en" and d.name_en) or d.name)
        for d in departments()
        if d.active and not d.is_credit_office
    ]


def _day(form: FilterForm, name: str, language: str) -> date | None:
    try:
        return read_day(form.typed[name])
    except ValueError:
        form.problems[name] = _DAY.format(seen=form.typed[name][:40]).of(language)
        return None


def _options(item: Item, language: str) -> dict[str, list[Option]]:
    cities = frozenset(d.region for d in departments() if d.active and d.is_credit_office)
    options = {"region": list(_regions(cities)), "department": bodies(language)}
    kinds = kind_field(item)
    if kinds:
        options["kind"] = [(c.value, c.title.of(language)) for c in kinds.choices if not c.refused]
    return options


@lru_cache(maxsize=16)
def _regions(cities: frozenset[str]) -> tuple[Option, ...]:
    """The present regions of the cities that this platform serves, the city itself first."""
    codes = sorted(code for code in all_codes() for city in cities if code[:4] == city[:4])
    present = [code for code in codes if (found := lookup(code)) and not found.last_seen]
    return tuple((_prefix(code), region_name(code)) for code in present or codes)


def _prefix(code: str) -> str:
    """The leading digits that a region and all within it share."""
    return code[:4] if code.endswith("00") else code


_NOT_OFFERED: Final = Text(
    "“{seen}”不在可选范围内，请从列表中选择。",
    "“{seen}” is not on offer; choose one from the list.",
)
_NO_KINDS: Final = Text("这一类信息不分种类。", "Records of this item have no kinds.")
_DAY: Final = Text(
    "日期应写作“年-月-日”，例如 2026-11-21；现在是“{seen}”。",
    "A date is written year-month-day, for example 2026-11-21; this is “{seen}”.",
)
_BACKWARDS: Final = Text(
    "结束日期 {end} 早于开始日期 {start}。", "The last day {end} is before the first day {start}."
)
_PAGE: Final = Text(
    "页码应为 1、2、3 这样的数字；现在是“{seen}”。",
    "A page number is 1, 2, 3 and so on; this is “{seen}”.",
)
