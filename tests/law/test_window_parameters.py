"""What a city's own rules can set: fines by amount, open duties, and earlier decisions."""

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import gongxin.packs
from gongxin.law.load import load_rules, load_sectors
from gongxin.law.windows import Particulars, WindowSet, window_for

NATIONAL = Path(next(iter(gongxin.packs.__path__))) / "national"
CITY = Path(__file__).parent.parent / "corpus" / "law" / "city"
WINDOWS = load_rules([NATIONAL, CITY])[1]
PENALTY, MILDER = WINDOWS["penalty"], WINDOWS["milder"]
ORDER = ["", "minor", "general", "serious"]


@pytest.mark.parametrize(
    ("fine", "procedure", "severity"),
    [
        ("0.49", "", "minor"),
        ("0.5", "", "general"),
        ("99.999999", "", "general"),
        ("100", "", "serious"),
        (None, "", "general"),
        ("20", "simple", "minor"),
        ("100", "simple", "serious"),
    ],
)
def test_a_sector_sets_how_large_a_fine_is(fine: str | None, procedure: str, severity: str) -> None:
    about = Particulars(procedure, None if fine is None else Decimal(fine), "transport")
    window = window_for(PENALTY, date(2026, 6, 1), ["罚款"], about=about)
    assert window.severity == severity
    assert window.rule == "penalty-city-transport@2026-06-01"


def test_a_citys_rule_goes_before_the_national_one_of_the_sector() -> None:
    about = Particulars(sector="market")
    rules = [
        window_for(PENALTY, day, ["罚款"], about=about).rule
        for day in (date(2025, 12, 24), date(2026, 5, 31), date(2026, 6, 1))
    ]
    assert rules == [
        "penalty@start",
        "penalty-market@2025-12-25",
        "penalty-city-transport@2026-06-01",
    ]


def test_where_the_sector_says_so_publicity_stays_while_duties_are_open() -> None:
    day = date(2026, 6, 1)
    windows = {
        duties: window_for(PENALTY, day, ["罚款"], about=Particulars("", None, "transport", duties))
        for duties in ("", "done", "open")
    }
    assert windows["done"].public_until == windows[""].public_until == date(2027, 6, 1)
    assert windows["open"].public_until is None
    assert windows["open"].repairable_from is None
    assert windows["open"].visible_on(date(2040, 1, 1))
    own_end = window_for(
        PENALTY, day, ["罚款"], date(2027, 1, 1), Particulars("", None, "transport", "open")
    )
    assert own_end.public_until == date(2027, 1, 1)


@pytest.mark.parametrize(
    ("decided", "kinds", "until", "repair"),
    [
        # under the new rule it would not be shown: it goes when the new rule begins
        ("2025-12-01", ["警告"], "2026-03-31", "2026-04-01"),
        # one year under the new rule
        ("2025-12-01", ["罚款"], "2026-12-01", "2026-04-01"),
        # that year is over already when the new rule begins
        ("2025-01-15", ["罚款"], "2026-03-31", "2025-07-15"),
        # the old rule is the milder one
        ("2025-12-01", ["吊销许可证件"], "2028-12-01", "2026-06-01"),
        # the third version leaves earlier decisions alone
        ("2026-04-01", ["罚款"], "2027-04-01", "2026-07-01"),
    ],
)
def test_a_milder_rule_eases_earlier_decisions_from_its_first_day(
    decided: str, kinds: list[str], until: str, repair: str
) -> None:
    window = window_for(MILDER, date.fromisoformat(decided), kinds)
    assert window.public_until == date.fromisoformat(until)
    assert window.repairable_from == date.fromisoformat(repair)


def test_a_sectors_own_rule_eases_earlier_decisions_of_the_sector_only() -> None:
    day = date(2025, 9, 1)
    fire = window_for(MILDER, day, ["吊销许可证件"], about=Particulars(sector="fire"))
    assert fire.rule == "milder@start"
    assert fire.public_until == date(2027, 3, 1)
    assert fire.repairable_from == date(2025, 11, 1)
    # its own rule still holds when the general one changes, which therefore does not ease it
    own = window_for(MILDER, date(2025, 10, 1), ["罚款"], about=Particulars(sector="fire"))
    assert own.public_until == date(2027, 4, 1)


days = st.dates(date(2015, 1, 1), date(2035, 12, 31))
kinds = st.sampled_from(
    [kind for one in PENALTY.versions[-1].classes for kind in one.kinds] + ["其他-某种", "没有"]
)
particulars = st.builds(
    Particulars,
    procedure=st.sampled_from(["", "simple", "ordinary"]),
    fine=st.none() | st.decimals(0, 500, places=2),
    sector=st.sampled_from(["", "fire", "market", "transport", *load_sectors()]),
    duties=st.sampled_from(["", "done", "open"]),
)
rules = st.sampled_from([PENALTY, MILDER, WINDOWS["serious-list"], WINDOWS["abnormal-list"]])


@given(rules, days, st.lists(kinds, min_size=1), particulars)
def test_the_most_serious_kind_decides(
    rule: WindowSet, decided: date, several: list[str], about: Particulars
) -> None:
    alone = [window_for(rule, decided, [kind], about=about).severity for kind in several]
    together = window_for(rule, decided, several, about=about).severity
    assert together == max(alone, key=ORDER.index)


@given(rules, days, st.lists(kinds, min_size=1), st.lists(kinds), particulars)
def test_a_graver_decision_is_never_shown_for_less_nor_repaired_sooner(
    rule: WindowSet, decided: date, few: list[str], more: list[str], about: Particulars
) -> None:
    one = window_for(rule, decided, few, about=about)
    both = window_for(rule, decided, [*few, *more], about=about)
    assert both.published >= one.published
    if one.published:
        assert (both.public_until or date.max) >= (one.public_until or date.max)
    if one.repairable_from is not None:
        assert both.repairable_from is not None
        assert both.repairable_from >= one.repairable_from


@given(rules, days, st.lists(kinds), particulars)
def test_a_window_is_in_order_and_seen_on_its_days_only(
    rule: WindowSet, decided: date, several: list[str], about: Particulars
) -> None:
    window = window_for(rule, decided, several, about=about)
    assert (window.repairable_from is None) == (about.duties == "open")
    assert window.repairable_from is None or window.repairable_from >= decided
    if not window.published:
        assert not window.visible_on(decided)
        return
    assert window.visible_on(decided)
    assert not window.visible_on(decided - timedelta(days=1))
    if window.public_until is not None:
        assert window.public_until >= decided
        assert window.visible_on(window.public_until)
        assert not window.visible_on(window.public_until + timedelta(days=1))
        if window.repairable_from is not None and not rule.easing(decided, about.sector):
            assert window.repairable_from <= window.public_until


@given(rules, days, st.integers(0, 400), st.lists(kinds), particulars)
def test_under_one_rule_a_later_decision_never_ends_sooner(
    rule: WindowSet, decided: date, later: int, several: list[str], about: Particulars
) -> None:
    first = window_for(rule, decided, several, about=about)
    second = window_for(rule, decided + timedelta(days=later), several, about=about)
    if first.rule != second.rule:
        return
    for before, after in (
        (first.public_until, second.public_until),
        (first.repairable_from, second.repairable_from),
    ):
        assert (before is None) == (after is None)
        assert before is None or after is None or before <= after
