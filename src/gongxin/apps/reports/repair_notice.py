"""The repair notice that is served together with a penalty or listing decision (两书同达)."""

from collections.abc import Iterator
from datetime import date

from gongxin.apps.errors import NotFound
from gongxin.apps.records.finding import document_field
from gongxin.apps.records.reckoning import cited, reasons
from gongxin.apps.records.states import WITHDRAWN
from gongxin.apps.records.views import RecordView
from gongxin.apps.records.windows import particulars_of, repair_from, window_of
from gongxin.apps.reports import repair_words as w
from gongxin.apps.reports.leaflet import Leaflet, Part
from gongxin.apps.reports.sheet import Fact, platform_name
from gongxin.core.text import Text
from gongxin.law.titles import SEVERITY_TITLES
from gongxin.law.values import shown


def repair_notice(record: RecordView, *, language: str, site: str, on: date) -> Leaflet:
    """What the organisation is told about ``record``: how long it is public, how to have it repaired.

    ``site`` is this platform's address, ``on`` the day of the notice. Raises
    :class:`~gongxin.apps.errors.NotFound` for a record that is not held against anyone, that is tied
    to no organisation yet, or that was withdrawn: there is nothing to repair.
    """
    if not record.negative or not record.subject_code or record.state == WITHDRAWN:
        raise NotFound("no_notice", _NO_NOTICE)
    opening = _OPENING.of(language).format(
        department=_department(record, language), item=record.item.title.of(language)
    )
    return Leaflet(
        language=language,
        title=_TITLE.of(language),
        platform=platform_name(language),
        name=record.subject_name,
        code=record.subject_code,
        opening=[opening],
        facts=list(_facts(record, language)),
        parts=list(_parts(record, language, site, on)),
        signed=[_department(record, language), on.isoformat()],
        footer=_FOOTER.of(language).format(record=record.id),
    )


def _facts(record: RecordView, language: str) -> Iterator[Fact]:
    item = record.item
    for code in _named(record):
        field = item.index[code]
        if record.value(code):
            yield Fact(field.title.of(language), shown(field, record.value(code), language))
    yield Fact(item.index[item.decided].title.of(language), record.decided_on.isoformat())
    severity = {str(key): text for key, text in SEVERITY_TITLES.items()}.get(record.severity)
    if severity is not None and record.severity:
        yield Fact(_CLASS.of(language), severity.of(language))
    yield Fact(_SHOWN.of(language), _publicity(record).of(language))
    since = repair_from(record)
    if since is not None:
        yield Fact(_FROM.of(language), _SINCE.of(language).format(day=since))


def _named(record: RecordView) -> list[str]:
    """The document's number and the kinds or list."""
    document = document_field(record.item)
    rule = record.item.publicity
    codes = [document.code if document else None, rule.sector_field, rule.kinds_field]
    return [code for code in codes if code]


def _publicity(record: RecordView) -> Text:
    if record.public_from is None:
        return _NOT_SHOWN
    if record.public_until is None:
        return _NO_END.format(start=record.public_from)
    return _FROM_TO.format(start=record.public_from, until=record.public_until)


def _parts(record: RecordView, language: str, site: str, on: date) -> Iterator[Part]:
    window = window_of(record)
    yield Part(_WHY.of(language), [*reasons(record, language)])
    yield Part(_WHEN.of(language), [one.of(language) for one in w.CONDITIONS], numbered=True)
    how = [*w.where(site, [particulars_of(record).sector]), *w.PAPERS, w.how_long(on), w.FREE]
    yield Part(_HOW.of(language), [one.of(language) for one in how])
    yield Part(_THEN.of(language), [one.of(language) for one in w.AFTER])
    yield Part(_CONTEST.of(language), [one.of(language) for one in w.CONTEST])
    bases = [cited(basis, language) for basis in record.item.bases]
    if window is not None and not window.repair_certain:
        bases.insert(0, _COUNTED.of(language))
    yield Part(_BASIS.of(language), list(dict.fromkeys(bases)))


def _department(record: RecordView, language: str) -> str:
    return (language == "en" and record.department_en) or record.department


_TITLE = Text("信用修复告知书", "Notice of Credit Repair")
_OPENING = Text(
    "{department}的下列决定会作为“{item}”记入贵单位的信用档案。现将公示期限和信用修复的办法随决定一并告知。",
    "The decision of {department} below enters your credit file as “{item}”. This notice, served with "
    "it, tells how long it is public and how to have it repaired.",
)
_CLASS = Text("失信程度", "Class of dishonesty")
_SHOWN = Text("公示期", "Public")
_FROM = Text("可申请修复", "Repair")
_SINCE = Text("{day} 起，全部义务履行完毕后", "from {day}, once every duty is performed")
_NOT_SHOWN = Text("不公示", "not published")
_NO_END = Text("自 {start} 起，至移出或撤销时止", "from {start} until removal or withdrawal")
_FROM_TO = Text(
    "{start} 至 {until}（最后一个公示日），此后自动停止",
    "{start} to {until} (the last public day); it then stops by itself",
)
_WHY = Text("公示期怎样算", "How the period is reckoned")
_WHEN = Text("什么时候可以申请修复（须同时满足）", "When repair can be asked for (all are needed)")
_HOW = Text("怎样申请", "How to apply")
_THEN = Text("申请之后", "What follows")
_CONTEST = Text("不同意怎么办", "If you disagree")
_BASIS = Text("依据", "Legal basis")
_COUNTED = Text(
    "可申请修复的日期自改正之日起算，上面的日期是最早的一天。",
    "The day from which repair can be asked for counts from the correction; the day above is the "
    "earliest that it can be.",
)
_FOOTER = Text("记录编号 {record}", "Record {record}")
_NO_NOTICE = Text(
    "这条记录没有信用修复告知书：只有已关联到组织、没有撤回的失信信息（处罚、名单、异常名录）才有。",
    "There is no repair notice for this record: only for penalties and list entries that are tied to "
    "an organisation and were not withdrawn.",
)
