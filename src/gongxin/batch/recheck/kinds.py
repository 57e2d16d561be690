"""What a check looks at, freed of an item's names: items that ask the same share the answer.

A field becomes ``c0``, the fields that decide with it ``c1`` and ``c2``, in an item that has
nothing else. Equal ones are equal values, so what is compiled for one serves all.
"""

from dataclasses import dataclass, replace
from datetime import date

from gongxin.batch.checks.check import Check
from gongxin.core.text import Text
from gongxin.law.catalogue import (
    Basis,
    Condition,
    Deadline,
    Field,
    FieldType,
    Item,
    PublicityRule,
    SubjectFields,
)

CODES = ("c0", "c1", "c2")
DEEP = ("date", "money", "uscc", "orgcode", "regno")
"""Types whose values take a chain of forms to read; their cells are sieved, then judged."""
COSTLY = ("id-number-in-text",)
"""Checks of free text that are as costly, and asked by themselves."""

_NOTHING = Text("", "")
_NO_FIELD = "none"
_NO_BASIS = Basis(_NOTHING, None, date.min, verified=False)


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of the cells in ``columns``, whose faults are told of the first.

    ``item`` holds the columns as ``c0``, ``c1``, ``c2``. ``check`` is the one check that is asked;
    None where cells of a type are judged by all checks that read only them.
    """

    columns: tuple[str, ...]
    item: Item
    check: str | None

    @property
    def sieved(self) -> bool:
        """Whether the sieve only finds cells that may be at fault, and verdicts follow."""
        return self.check is None or self.check in COSTLY


def questions(item: Item, checks: tuple[Check, ...]) -> list[Question]:
    """Everything that the checks of single rows ask of an item's rows."""
    asked: dict[Question, None] = {}
    for field in item.stored_fields:
        for check in checks:
            if check.faulty is not None and check.applies(item, field):
                asked[_question(item, field, check)] = None
    return list(asked)


def _question(item: Item, field: Field, check: Check) -> Question:
    if check.id == "party-unidentified":
        return _of_party(item, check)
    reads = check.reads(field)
    columns = (field.code, *(code for code in reads if code != field.code))
    deep = check.grain == "value" and field.type in DEEP and check.id not in _BY_CONDITION
    deadline = _deadline(item, field) if deep and len(columns) == 1 else None
    kept = not deep or len(columns) > 1
    fields = [
        bare_field(item.index[code], place, kept=place == 0 and kept)
        for place, code in enumerate(columns)
    ]
    if not deep:
        fields = [_needed(one, check) for one in fields]
    return Question(columns, _item(tuple(fields), deadline), None if deep else check.id)


_BY_CONDITION = ("required-if", "only-if")


def _of_party(item: Item, check: Check) -> Question:
    subject = item.subject
    columns = tuple(c for c in (subject.code, subject.regno, subject.orgcode) if c is not None)
    fields = tuple(
        Field(code=CODES[place], title=_NOTHING, type="text", publicity="internal")
        for place in range(len(columns))
    )
    others = (*CODES[1 : len(columns)], None, None)
    says = SubjectFields(code="c0", name=_NO_FIELD, regno=others[0], orgcode=others[1])
    return Question(columns, replace(_item(fields, None), subject=says), check.id)


def bare_field(field: Field, place: int = 0, *, kept: bool = False) -> Field:
    """The field under its new name; what refers to another field only where it is ``kept``."""
    return replace(
        field,
        code=CODES[place],
        title=_NOTHING,
        publicity="internal",
        aliases=(),
        unit=None,
        mask_person=False,
        example=None,
        help=None,
        required=field.required and kept,
        column_optional=field.column_optional and kept,
        required_if=_condition(field.required_if) if kept else None,
        only_if=_condition(field.only_if) if kept else None,
        not_before="c1" if kept and field.not_before else None,
    )


def _needed(field: Field, check: Check) -> Field:
    """The field without what the check does not look at: more items ask the same then."""
    listed = check.id in ("enumeration", "natural-person", *_BY_CONDITION) and field.choices
    return replace(
        field,
        type=field.type if listed else "text",
        length=field.length if check.id == "length" else None,
        choices=field.choices if listed else (),
        open_choices=field.open_choices and bool(listed),
        required=check.id == "required",
        not_before=None,
        future_allowed=False,
        placeholders=(),
    )


def _condition(condition: Condition | None) -> Condition | None:
    return condition and Condition("c1", condition.any_of)


def _deadline(item: Item, field: Field) -> Deadline | None:
    if item.deadline is None or item.deadline.field != field.code:
        return None
    return Deadline(item.deadline.working_days, "c0", _NO_BASIS)


def _item(fields: tuple[Field, ...], deadline: Deadline | None) -> Item:
    return Item(
        id="",
        pack="",
        title=_NOTHING,
        category="",
        polarity="neutral",
        bases=(),
        effective=date.min,
        submitters=(),
        subject=SubjectFields(code=_NO_FIELD, name=_NO_FIELD),
        key=(),
        decided=_NO_FIELD,
        publicity=PublicityRule("internal"),
        fields=fields,
        deadline=deadline,
    )


def code_question(kind: FieldType) -> Item:
    """The question after a code of some kind, without what a field may accept beside codes."""
    return _item((Field(code="c0", title=_NOTHING, type=kind, publicity="internal"),), None)
