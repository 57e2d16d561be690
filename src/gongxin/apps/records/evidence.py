"""The stages that can tie a record without a person, each with what it looked for and found.

The order is that of :func:`gongxin.batch.link.decide_links`, which decides while files are filed:
code, an officer's earlier judgement, old registration number, organisation code, exact name within
the city. A stage decides when it points to one organisation that nobody judged to be another.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q

from gongxin.apps.accounts.models import Department
from gongxin.apps.records.reading import Row, says_of_subject
from gongxin.apps.subjects.models import Judgement, Subject, SubjectIdentifier, SubjectName
from gongxin.apps.subjects.queries import judgements_for
from gongxin.apps.subjects.signature import signature_of
from gongxin.core.identifiers import uscc
from gongxin.core.identifiers.normalise import normalise as normalise_number
from gongxin.core.names import normalise as normalise_name
from gongxin.law.load import load_catalogue

STAGES = ("uscc", "officer", "regno", "orgcode", "name")


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage for one record.

    ``outcome``: ``decides``, ``several``, ``none``, ``denied`` (found only what an officer judged to
    be another), ``not_said`` (the row gives nothing for it) or ``not_asked`` (a stronger number is
    given, or an earlier stage found someone).
    """

    evidence: str
    said: str
    outcome: str
    subjects: tuple[Subject, ...] = ()


@dataclass(frozen=True, slots=True)
class _Said:
    numbers: dict[str, str]
    name: str
    city: str
    signature: str


def stages_of(rows: Sequence[Row]) -> list[list[Stage]]:
    """The five stages of each row, in their order, as the database stands now; six SQL queries."""
    regions = dict(
        Department.objects.filter(pk__in={row.department_id for row in rows}).values_list(
            "pk", "region"
        )
    )
    said = [_said(row, regions.get(row.department_id, "")) for row in rows]
    judged = judgements_for(one.signature for one in said)
    found, denied = _found(said, judged), _denied(one.signature for one in said)
    return [
        _stages(one, found, judged.get(one.signature, {}), denied.get(one.signature, set()))
        for one in said
    ]


def deciding(stages: Iterable[Stage]) -> Stage | None:
    """The stage that decides, if one does."""
    return next((stage for stage in stages if stage.outcome == "decides"), None)


def _said(row: Row, region: str) -> _Said:
    raw = says_of_subject(load_catalogue().items[row.item], row.fields)
    verdict = uscc.judge(raw["code"]) if raw["code"] else None
    numbers = {name: normalise_number(raw[name]) for name in ("regno", "orgcode")}
    code = verdict.value if verdict is not None and verdict.ok else ""
    given = raw["region"].strip()
    return _Said(
        {"uscc": code, **numbers},
        normalise_name(raw["name"]),
        (given if given.isdigit() else region)[:4],
        signature_of(**raw),
    )


@dataclass(frozen=True, slots=True)
class _Found:
    numbers: dict[tuple[str, str], set[int]]
    names: dict[tuple[str, str], set[int]]
    subjects: dict[int, Subject]


def _found(said: Sequence[_Said], judged: dict[str, dict[int, str]]) -> _Found:
    numbers: dict[tuple[str, str], set[int]] = {}
    schemes = Q(scheme="regno", value__in=_given(said, "regno")) | Q(
        scheme="orgcode", value__in=_given(said, "orgcode")
    )
    for scheme, value, pk in SubjectIdentifier.objects.filter(schemes).values_list(
        "scheme", "value", "subject_id"
    ):
        numbers.setdefault((scheme, value), set()).add(pk)
    names: dict[tuple[str, str], set[int]] = {}
    wanted = sorted({one.name for one in said if one.name})
    for name, region, pk in SubjectName.objects.filter(normalised__in=wanted).values_list(
        "normalised", "region", "subject_id"
    ):
        names.setdefault((name, region[:4]), set()).add(pk)
    ids = set().union(*numbers.values(), *names.values(), *judged.values())
    chosen = Subject.objects.filter(Q(pk__in=ids) | Q(code__in=_given(said, "uscc")))
    subjects = {subject.pk: subject for subject in chosen}
    for subject in subjects.values():
        numbers.setdefault(("uscc", subject.code), set()).add(subject.pk)
    return _Found(numbers, names, subjects)


def _denied(signatures: Iterable[str]) -> dict[str, set[int]]:
    """By signature the organisations that anyone ever judged to be others."""
    denied: dict[str, set[int]] = {}
    chosen = Judgement.objects.filter(
        signature__in=set(signatures), verdict=Judgement.Verdict.NOT_SAME
    )
    for signature, pk in chosen.values_list("signature", "subject_id"):
        denied.setdefault(signature, set()).add(pk)
    return denied


def _given(said: Sequence[_Said], scheme: str) -> list[str]:
    return sorted({one.numbers[scheme] for one in said if one.numbers[scheme]})


def _stages(said: _Said, found: _Found, judged: dict[int, str], denied: set[int]) -> list[Stage]:
    stages: list[Stage] = []
    for evidence in STAGES:
        text, ids = _look(evidence, said, found, judged)
        met = any(stage.outcome in ("decides", "several") for stage in stages)
        asked = not met and _is_asked(evidence, said)
        stages.append(_stage(evidence, text, ids if asked else None, denied, found))
    return stages


def _is_asked(evidence: str, said: _Said) -> bool:
    """A number counts where no code is given, a name where no number is given at all."""
    if evidence in ("regno", "orgcode"):
        return not said.numbers["uscc"]
    return evidence != "name" or not any(said.numbers.values())


def _look(
    evidence: str, said: _Said, found: _Found, judged: dict[int, str]
) -> tuple[str, set[int]]:
    if evidence == "officer":
        same = {pk for pk, verdict in judged.items() if verdict == Judgement.Verdict.SAME}
        return "", same
    if evidence == "name":
        return said.name, found.names.get((said.name, said.city), set())
    number = said.numbers[evidence]
    return number, found.numbers.get((evidence, number), set())


def _stage(
    evidence: str, text: str, ids: set[int] | None, denied: set[int], found: _Found
) -> Stage:
    if evidence != "officer" and not text:
        return Stage(evidence, text, "not_said")
    if ids is None:
        return Stage(evidence, text, "not_asked")
    open_ = ids if evidence == "officer" else ids - denied
    subjects = tuple(found.subjects[pk] for pk in sorted(open_ or ids))
    if not ids:
        return Stage(evidence, text, "none")
    if not open_:
        return Stage(evidence, text, "denied", subjects)
    return Stage(evidence, text, "decides" if len(open_) == 1 else "several", subjects)
