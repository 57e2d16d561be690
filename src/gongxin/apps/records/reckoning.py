"""Why a record is public until the day it says: the rule and the reckoning, in sentences."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from gongxin.apps.records.views import RecordView
from gongxin.apps.records.windows import clock_start, kinds_of, particulars_of
from gongxin.core.text import Text
from gongxin.law.catalogue import Basis
from gongxin.law.titles import SEVERITY_TITLES
from gongxin.law.values import shown
from gongxin.law.windows import class_of, load_windows

_BOTH: Final = re.compile(r"(?P<zh>[^()]+?) *\((?P<en>.+)\)")


def reasons(record: RecordView, language: str) -> list[str]:
    """Sentences that lead from the decision to ``record.public_until``."""
    said = _by_window(record, language) if record.item.publicity.window else _open(record)
    return [text.of(language) for text in said]


def cited(basis: Basis, language: str) -> str:
    """A legal basis as it is cited: instrument, article, since when."""
    since = Text("（{day} 起施行）", "(in force since {day})").format(day=basis.effective)
    parts = [basis.document.of(language), _article(basis.article or "", language)]
    return " ".join([*(p for p in parts if p), since.of(language)])


def _article(article: str, language: str) -> str:
    """The part of the instrument; packs write it as ``第九条 (art. 9)`` for both languages."""
    both = _BOTH.fullmatch(article)
    if both is None:
        return article
    return both["en"] if language == "en" else both["zh"]


def _by_window(record: RecordView, language: str) -> Iterator[Text]:
    rule = load_windows()[record.item.publicity.window or ""]
    about = particulars_of(record)
    start = clock_start(record)
    version = rule.version_for(start, about.sector)
    one = class_of(version, kinds_of(record), about)
    if one.severity != record.severity:
        yield _OTHER_RULE
        return
    names = {"months": one.longest, "shortest": one.shortest}
    if one.severity:
        said = _CLASS if record.item.publicity.kinds_field else _LISTED
        yield Text(
            said.zh.format(kinds=_named(record, "zh"), severity=SEVERITY_TITLES[one.severity].zh),
            said.en.format(kinds=_named(record, "en"), severity=SEVERITY_TITLES[one.severity].en),
        )
    if not one.published or one.longest is None:
        yield from _open(record)
    else:
        said, clock = _FROM_TO if one.shortest else _TO, _clock(record)
        yield Text(
            said.zh.format(clock=clock.zh, start=start, **names),
            said.en.format(clock=clock.en, start=start, **names),
        )
        yield from _ending(record)
    yield Text(cited(version.basis, "zh"), cited(version.basis, "en"))
    if not (version.basis.verified and one.verified):
        yield _UNVERIFIED


def _clock(record: RecordView) -> Text:
    """What the window is counted from."""
    starts = record.item.publicity.starts_field or ""
    return record.item.index[starts].title if record.value(starts) else _DECISION


def _ending(record: RecordView) -> Iterator[Text]:
    ends = _day(record, record.item.publicity.ends_field)
    if record.public_until and ends == record.public_until:
        title = record.item.index[record.item.publicity.ends_field or ""].title
        yield Text(
            _OWN_END.zh.format(title=title.zh, until=record.public_until),
            _OWN_END.en.format(title=title.en, until=record.public_until),
        )
    elif record.public_until:
        yield _LAST_DAY.format(until=record.public_until)


def _open(record: RecordView) -> Iterator[Text]:
    if record.public_from is None:
        yield _NOT_PUBLISHED
    elif record.public_until is None:
        yield _NO_WINDOW.format(start=record.public_from)
    else:
        yield from _ending(record)


def _named(record: RecordView, language: str) -> str:
    field = record.item.index.get(record.item.publicity.kinds_field or "")
    value = record.value(field.code) if field else ""
    return shown(field, value, language) if field and value else "—"


def _day(record: RecordView, code: str | None) -> date | None:
    try:
        return date.fromisoformat(record.value(code or ""))
    except ValueError:
        return None


_CLASS: Final = Text(
    "种类为“{kinds}”，失信程度属{severity}。",
    "The kinds are “{kinds}”, which makes the class of dishonesty {severity}.",
)
_LISTED: Final = Text(
    "列入这类名录（名单）属{severity}失信。", "An entry of this kind is {severity} dishonesty."
)
_FROM_TO: Final = Text(
    "自{clock} {start} 起算，最短公示 {shortest} 个月，最长 {months} 个月。",
    "Counted from {start} ({clock}), it is public for at least {shortest} months and at "
    "most {months} months.",
)
_TO: Final = Text(
    "自{clock} {start} 起算，最长公示 {months} 个月。",
    "Counted from {start} ({clock}), it is public for at most {months} months.",
)
_DECISION: Final = Text("决定日期", "day of the decision")
_LAST_DAY: Final = Text(
    "因此最后一个公示日是 {until}，此后自动停止公示。",
    "So the last public day is {until}; after that it disappears by itself.",
)
_OWN_END: Final = Text(
    "报送的“{title}”为 {until}，因此最后一个公示日是这一天。",
    "The “{title}” that was submitted is {until}, so that is the last public day.",
)
_NOT_PUBLISHED: Final = Text("按规则不予公示。", "By the rule it is not published.")
_NO_WINDOW: Final = Text(
    "自 {start} 起公示，没有设定截止日期。", "Public since {start}, with no set end."
)
_OTHER_RULE: Final = Text(
    "公示期限在入档时按当时适用的规则确定。",
    "The end of publicity was set when the record was filed, by the rule that held then.",
)
_UNVERIFIED: Final = Text(
    "这条规则中的种类划分取自公开解读，尚未与正式文本逐条核对。",
    "How the kinds are classed comes from published commentary; it has not been checked against "
    "the official text yet.",
)
