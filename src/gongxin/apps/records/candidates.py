"""Which organisations a waiting record may be about, and what speaks for and against each.

A candidate bears the exact name, the old registration number, the organisation code or the code
that the row gives, or a name like it. It is only proposed: a person decides.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q

from gongxin.apps.records.likeness import Likeness, alike, in_words, reasons
from gongxin.apps.records.reading import Row, says_of_subject, views_of
from gongxin.apps.records.timeline import AsOf
from gongxin.apps.records.views import Candidate, QueueEntry, RecordView
from gongxin.apps.records.visibility import Viewer
from gongxin.apps.subjects.models import Judgement, Subject, SubjectIdentifier, SubjectName
from gongxin.apps.subjects.queries import judgements_for
from gongxin.apps.subjects.signature import signature_of
from gongxin.core.identifiers.normalise import normalise as normalise_number
from gongxin.core.names import normalise as normalise_name
from gongxin.core.text import Text
from gongxin.law.load import load_catalogue

MOST = 5


@dataclass(frozen=True, slots=True)
class _Statement:
    """What one waiting row says about its subject, normalised for comparing."""

    code: str
    name: str
    regno: str
    orgcode: str
    region: str
    signature: str


@dataclass(frozen=True, slots=True)
class _Known:
    """What the database knows that may fit the rows of one page."""

    subjects: dict[int, Subject]
    by_name: dict[str, set[int]]
    by_number: dict[tuple[str, str], set[int]]
    former: set[tuple[int, str]]
    judged: dict[str, dict[int, str]]
    likely: dict[str, dict[int, Likeness]]


def queue_entries(rows: Sequence[Row], viewer: Viewer, moment: AsOf) -> list[QueueEntry]:
    """One entry for each row, with its best five candidates; five SQL queries."""
    items = load_catalogue().items
    raws = [says_of_subject(items[row.item], row.fields) for row in rows]
    says = [_statement(raw) for raw in raws]
    known = _known_about(says)
    views = views_of(rows, viewer, moment)
    return [_entry(*parts, known) for parts in zip(views, raws, says, strict=True)]


def _entry(view: RecordView, raw: dict[str, str], said: _Statement, known: _Known) -> QueueEntry:
    proposed = [_candidate(known.subjects[pk], said, known) for pk in _proposed(said, known)]
    proposed.sort(key=lambda c: (not c.exact, -c.score, c.subject.code))
    return QueueEntry(
        record=view,
        named=raw["name"],
        code=raw["code"],
        regno=raw["regno"],
        orgcode=raw["orgcode"],
        region=raw["region"],
        candidates=proposed[:MOST],
    )


def _statement(raw: dict[str, str]) -> _Statement:
    return _Statement(
        code=normalise_number(raw["code"]),
        name=normalise_name(raw["name"]),
        regno=normalise_number(raw["regno"]),
        orgcode=normalise_number(raw["orgcode"]),
        region=raw["region"].strip(),
        signature=signature_of(**raw),
    )


def _known_about(says: Sequence[_Statement]) -> _Known:
    by_name: dict[str, set[int]] = {}
    by_number: dict[tuple[str, str], set[int]] = {}
    former: set[tuple[int, str]] = set()
    names = SubjectName.objects.filter(normalised__in=_filled(s.name for s in says))
    for subject_id, name, kind in names.values_list("subject_id", "normalised", "kind"):
        by_name.setdefault(name, set()).add(subject_id)
        if kind == SubjectName.Kind.FORMER:
            former.add((subject_id, name))
    numbers = SubjectIdentifier.objects.filter(
        Q(scheme="regno", value__in=_filled(s.regno for s in says))
        | Q(scheme="orgcode", value__in=_filled(s.orgcode for s in says))
    )
    for scheme, value, subject_id in numbers.values_list("scheme", "value", "subject_id"):
        by_number.setdefault((scheme, value), set()).add(subject_id)
    found = alike({s.name for s in says if s.name})
    likely = {name: {one.subject_id: one for one in listed} for name, listed in found.items()}
    ids = set().union(*by_name.values(), *by_number.values(), *likely.values())
    chosen = Subject.objects.filter(Q(pk__in=ids) | Q(code__in=_filled(s.code for s in says)))
    subjects = {subject.pk: subject for subject in chosen}
    for subject in subjects.values():
        by_number.setdefault(("code", subject.code), set()).add(subject.pk)
    judged = judgements_for(s.signature for s in says)
    return _Known(subjects, by_name, by_number, former, judged, likely)


def _proposed(said: _Statement, known: _Known) -> set[int]:
    found = set(known.by_name.get(said.name, set())) if said.name else set()
    found |= set(known.likely.get(said.name, {}))
    for scheme in ("code", "regno", "orgcode"):
        found |= known.by_number.get((scheme, getattr(said, scheme)), set())
    return found


def _candidate(subject: Subject, said: _Statement, known: _Known) -> Candidate:
    pros: list[Text] = []
    cons: list[Text] = []
    like = known.likely.get(said.name, {}).get(subject.pk)
    _compare_numbers(subject, said, known, pros, cons)
    exact = bool(pros) or subject.pk in known.by_name.get(said.name, set())
    if subject.pk in known.by_name.get(said.name, set()):
        was = (subject.pk, said.name) in known.former
        pros.append(_FORMER_NAME if was else _SAME_NAME)
    elif like is None:
        cons.append(_OTHER_NAME.format(name=subject.name))
    else:
        for listed, found in zip((pros, cons), reasons(like.comparison), strict=True):
            listed.extend(found)
        if like.former:
            pros.append(_LIKE_FORMER.format(name=like.name))
    if said.region and subject.region and said.region.isdigit():
        same = said.region[:4] == subject.region[:4]
        (pros if same else cons).append(
            (_SAME_REGION if same else _OTHER_REGION).format(
                region=subject.region, said=said.region
            )
        )
    verdict = known.judged.get(said.signature, {}).get(subject.pk)
    if verdict in _JUDGED:
        cons.append(_JUDGED[verdict])
    return Candidate(
        subject,
        tuple(pros),
        tuple(cons),
        exact=exact and verdict != Judgement.Verdict.NOT_SAME,
        score=like.score if like else 0.0,
        likely=in_words(like.score) if like else None,
        verdict=verdict or "",
    )


def _compare_numbers(
    subject: Subject, said: _Statement, known: _Known, pros: list[Text], cons: list[Text]
) -> None:
    if said.code and said.code == subject.code:
        pros.append(_SAME_CODE)
    elif said.code:
        cons.append(_OTHER_CODE.format(said=said.code, code=subject.code))
    if subject.pk in known.by_number.get(("regno", said.regno), set()):
        pros.append(_SAME_REGNO.format(number=said.regno))
    if subject.pk in known.by_number.get(("orgcode", said.orgcode), set()):
        pros.append(_SAME_ORGCODE.format(number=said.orgcode))


def _filled(values: Iterable[str]) -> list[str]:
    return sorted({value for value in values if value})


_SAME_NAME = Text("名称完全相同", "The name is exactly the same")
_FORMER_NAME = Text("与曾用名完全相同", "The name is exactly a former name")
_OTHER_NAME = Text("名称不同：登记为“{name}”", "The name differs: registered as “{name}”")
_LIKE_FORMER = Text("像它的曾用名“{name}”", "Like its former name “{name}”")
_SAME_CODE = Text("统一社会信用代码相同", "The Unified Social Credit Code is the same")
_OTHER_CODE = Text(
    "记录所填代码 {said} 与主体代码 {code} 不同",
    "The row's code {said} differs from the organisation's {code}",
)
_SAME_REGNO = Text("工商注册号 {number} 相同", "The registration number {number} is the same")
_SAME_ORGCODE = Text("组织机构代码 {number} 相同", "The organisation code {number} is the same")
_SAME_REGION = Text("同一城市（{region}）", "In the same city ({region})")
_OTHER_REGION = Text(
    "地区不同：记录为 {said}，主体为 {region}",
    "The region differs: the row says {said}, the organisation is in {region}",
)
_JUDGED = {
    Judgement.Verdict.NOT_SAME.value: Text(
        "已有工作人员认定不是同一主体",
        "An officer has decided before that this is not the same body",
    ),
    Judgement.Verdict.UNSURE.value: Text(
        "已有工作人员说不准", "An officer has looked at this before and was unsure"
    ),
}
