"""One page for an organisation: every record held against it, and how to have each repaired."""

from collections.abc import Sequence
from datetime import date

from gongxin.apps.cases.eligibility import Eligibility, repairable
from gongxin.apps.records.finding import document_field
from gongxin.apps.records.views import RecordView
from gongxin.apps.records.windows import particulars_of
from gongxin.apps.reports import repair_words as w
from gongxin.apps.reports.leaflet import Leaflet, Part
from gongxin.apps.reports.sheet import platform_name
from gongxin.apps.subjects.models import Subject
from gongxin.core.text import Text
from gongxin.law.values import shown


def repair_guide(subject: Subject, *, language: str, site: str, on: date) -> Leaflet:
    """The guide as of today: what ends when, what can be repaired from when, and the way there.

    For the organisation itself and those it shows it to: it names records that are not public.
    Records that have ended need no repair and are left out.
    """
    found = [one for one in repairable(subject) if one.code != "over"]
    return Leaflet(
        language=language,
        title=_TITLE.of(language),
        platform=platform_name(language),
        name=subject.name,
        code=subject.code,
        opening=[(_SOME if found else _NONE).of(language).format(day=on, number=len(found))],
        facts=[],
        parts=_parts(found, language, site, on) if found else [],
        signed=[],
        footer=_FOOTER.of(language).format(day=on),
    )


def _parts(found: Sequence[Eligibility], language: str, site: str, on: date) -> list[Part]:
    sectors = [particulars_of(one.record).sector for one in found]
    how = [*w.where(site, sectors), *w.PAPERS, w.how_long(on), w.FREE]
    return [
        Part(
            _RECORDS.of(language),
            header=[text.of(language) for text in _HEADER],
            rows=[_row(one, language) for one in found],
            widths=[4, 3, 2, 4],
        ),
        Part(_WHEN.of(language), [one.of(language) for one in w.CONDITIONS], numbered=True),
        Part(_HOW.of(language), [one.of(language) for one in how]),
        Part(_CONTEST.of(language), [one.of(language) for one in w.CONTEST]),
    ]


def _row(one: Eligibility, language: str) -> list[str]:
    record = one.record
    return [
        _called(record, language),
        (language == "en" and record.department_en) or record.department,
        _until(record).of(language),
        one.text.of(language),
    ]


def _called(record: RecordView, language: str) -> str:
    item = record.item
    document = document_field(item)
    fields = [document, item.index.get(item.publicity.sector_field or "")]
    named = [shown(field, record.value(field.code), language) for field in fields if field]
    parts = [item.title.of(language), *named, record.decided_on.isoformat()]
    return " · ".join(part for part in parts if part)


def _until(record: RecordView) -> Text:
    if record.public_from is None:
        return _NOT_SHOWN
    if record.public_until is None:
        return _NO_END
    return Text(record.public_until.isoformat(), record.public_until.isoformat())


_TITLE = Text("信用修复指引", "How to repair your credit file")
_SOME = Text(
    "截至 {day}，贵单位的档案中有 {number} 条失信信息。到期的会自动停止公示；满足条件的可以提前修复。",
    "On {day} your file has {number} records held against you. Each stops by itself when its time is "
    "over; where the conditions are met it can be repaired earlier.",
)
_NONE = Text(
    "截至 {day}，贵单位的档案中没有需要修复的失信信息。已检索全部处罚、严重失信主体名单和异常名录记录。",
    "On {day} nothing in your file needs repair. All penalties, serious lists and abnormal lists were "
    "searched.",
)
_RECORDS = Text("有哪些记录，各自怎么办", "Your records, and what can be done about each")
_HEADER = (
    Text("记录", "Record"),
    Text("作出部门", "Department"),
    Text("公示至", "Public until"),
    Text("修复", "Repair"),
)
_NOT_SHOWN = Text("不公示", "not published")
_NO_END = Text("移出时止", "until removal")
_WHEN = Text("什么时候可以申请修复（须同时满足）", "When repair can be asked for (all are needed)")
_HOW = Text("怎样申请", "How to apply")
_CONTEST = Text("不同意怎么办", "If you disagree")
_FOOTER = Text("本指引只反映 {day} 的情况，供贵单位使用。", "As of {day}; for your own use.")
