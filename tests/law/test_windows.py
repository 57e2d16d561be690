"""Publicity windows: worked cases, and a naive second computation that must always agree."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongxin.law.load import load_catalogue, load_windows
from gongxin.law.window_set import WindowSet
from gongxin.law.windows import Window, item_window, window_for

PENALTY = load_windows()["penalty"]
LIST = load_windows()["serious-list"]
ABNORMAL = load_windows()["abnormal-list"]
COMMITMENT = load_windows()["commitment"]

MINOR = ("警告", "通报批评")
GENERAL = ("罚款", "没收违法所得", "没收非法财物", "其他", "其他-责令改正", "没听说过的种类")
SERIOUS = (
    "暂扣许可证件",
    "降低资质等级",
    "吊销许可证件",
    "限制开展生产经营活动",
    "责令停产停业",
    "责令关闭",
    "限制从业",
)
KINDS = st.sets(st.sampled_from(MINOR + GENERAL + SERIOUS), max_size=4)
DAYS = st.dates(date(2015, 1, 1), date(2040, 12, 31))
ENDS = st.none() | st.dates(date(2014, 1, 1), date(2045, 12, 31))


@pytest.mark.parametrize(
    ("decided", "kinds", "severity", "until", "repair"),
    [
        ("2026-04-10", ["罚款"], "general", "2027-04-10", "2026-07-10"),
        ("2026-04-01", ["罚款", "警告"], "general", "2027-04-01", "2026-07-01"),
        ("2026-04-10", ["警告", "吊销许可证件"], "serious", "2029-04-10", "2027-04-10"),
        ("2026-04-10", ["其他-责令改正"], "general", "2027-04-10", "2026-07-10"),
        ("2026-11-30", ["罚款"], "general", "2027-11-30", "2027-02-28"),
        ("2028-02-29", ["罚款"], "general", "2029-02-28", "2028-05-29"),
        ("2026-03-31", ["警告"], "", "2029-03-31", "2026-06-30"),
        ("2019-06-01", ["责令关闭"], "", "2022-06-01", "2019-09-01"),
    ],
)
def test_worked_cases(
    decided: str, kinds: list[str], severity: str, until: str, repair: str
) -> None:
    window = window_for(PENALTY, date.fromisoformat(decided), kinds)
    assert window.severity == severity
    assert window.published
    assert window.public_from == date.fromisoformat(decided)
    assert window.public_until == date.fromisoformat(until)
    assert window.shortest_end == window.repairable_from == date.fromisoformat(repair)


def test_minor_penalties_are_not_published() -> None:
    window = window_for(PENALTY, date(2026, 4, 10), ["警告", "通报批评"])
    assert (window.severity, window.published) == ("minor", False)
    assert window.public_from is None
    assert window.public_until is None
    assert window.shortest_end is None, "there is no shortest window"
    assert window.repairable_from == date(2026, 4, 10)


def test_the_rule_and_its_basis_are_named() -> None:
    new = window_for(PENALTY, date(2026, 4, 1), ["罚款"])
    old = window_for(PENALTY, date(2026, 3, 31), ["罚款"])
    assert new.rule == "penalty@2026-04-01"
    assert "36" in new.basis.document.en
    assert "58" in old.basis.document.en
    assert new.basis.verified, "the periods of order 36 were read"
    assert not new.verified, "which kinds fall in which class was not"


def test_lists_run_from_listing_until_removal() -> None:
    listed = date(2026, 5, 12)
    assert window_for(LIST, listed).public_until == date(2029, 5, 12)
    assert window_for(LIST, listed).severity == "serious"
    assert window_for(LIST, listed, ends=date(2027, 6, 1)).public_until == date(2027, 6, 1)
    assert window_for(ABNORMAL, listed).public_until == date(2029, 5, 12)
    assert window_for(ABNORMAL, listed).published


def test_only_a_broken_commitment_has_an_end() -> None:
    made = date(2026, 6, 18)
    assert window_for(COMMITMENT, made, ["已履行"]).public_until is None
    assert window_for(COMMITMENT, made, ["未履行"]).public_until == date(2027, 6, 18)


def test_an_item_without_a_window_is_public_until_its_own_end() -> None:
    honour, permit = load_catalogue().item("honour"), load_catalogue().item("permit")
    day = date(2026, 4, 20)
    assert item_window(permit, load_windows(), day).public_until is None
    assert item_window(honour, load_windows(), day, ends=date(2028, 1, 1)).public_until == date(
        2028, 1, 1
    )
    over = item_window(honour, load_windows(), day, ends=day - timedelta(days=1))
    assert (over.published, over.public_from, over.public_until) == (False, None, None)


def naive_last_day(start: date, months: int) -> date:
    """Count month by month to the same date, or the month's last day."""
    year, month = start.year, start.month
    for _ in range(months):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    day = start.day
    while True:
        try:
            return date(year, month, day)
        except ValueError:
            day -= 1


def naive_penalty(decided: date, kinds: set[str], ends: date | None) -> tuple[str, date | None]:
    """Class and last public day of a penalty, computed without the rule files."""
    if decided < date(2026, 4, 1):
        severity, months = "", 36
    elif kinds & set(SERIOUS):
        severity, months = "serious", 36
    elif kinds and kinds <= set(MINOR):
        return "minor", None
    else:
        severity, months = "general", 12
    last = naive_last_day(decided, months)
    last = last if ends is None or ends > last else ends
    return severity, last if last >= decided else None


@settings(deadline=None)
@given(decided=DAYS, kinds=KINDS, ends=ENDS)
def test_penalty_window_agrees_with_the_naive_one(
    decided: date, kinds: set[str], ends: date | None
) -> None:
    window = window_for(PENALTY, decided, kinds, ends)
    assert (window.severity, window.public_until) == naive_penalty(decided, kinds, ends)


@settings(deadline=None)
@given(
    window_set=st.sampled_from(list(load_windows().values())), decided=DAYS, kinds=KINDS, ends=ENDS
)
def test_every_window_holds_the_invariants(
    window_set: WindowSet, decided: date, kinds: set[str], ends: date | None
) -> None:
    plain, cut = (
        window_for(window_set, decided, kinds),
        window_for(window_set, decided, kinds, ends),
    )
    assert cut.published == (cut.public_from is not None)
    assert cut.severity == plain.severity
    assert not (cut.published and not plain.published)
    if cut.published:
        assert cut.public_from == decided
        assert cut.public_until is None or cut.public_until >= decided
        assert plain.public_until is None or (
            cut.public_until is not None and cut.public_until <= plain.public_until
        )
        assert ends is None or (cut.public_until is not None and cut.public_until <= ends)


@settings(deadline=None)
@given(decided=DAYS, kinds=KINDS, more=KINDS)
def test_more_kinds_never_lower_the_class(decided: date, kinds: set[str], more: set[str]) -> None:
    if not kinds:
        return
    order = ["", "minor", "general", "serious"]
    few, many = window_for(PENALTY, decided, kinds), window_for(PENALTY, decided, kinds | more)
    assert order.index(many.severity) >= order.index(few.severity)
    assert last(many) >= last(few)


def last(window: Window) -> date:
    return window.public_until or date.min
