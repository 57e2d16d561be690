"""Which faults can be planted in a row of an item, and which cells each one changes.

A row has at most one planted fault, and what a plant changes is chosen so that no other check finds
anything. Every kind of fault is planted that a kept row can have: rows about persons and ID numbers
are not, because such rows are not kept, nor are codes of the exception list, which are somebody's.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from gongxin.batch.engine import literal
from gongxin.core.identifiers.constants import USCC_ALPHABET
from gongxin.demo.nantong.organisations import odd_organisations
from gongxin.law.catalogue import Field, Item

OFTEN = {"late": 6, "party-unidentified": 6, "required": 3, "duplicate": 2}  # times in the plan
UNLINKED = {
    "party-unidentified",
    "uscc-length",
    "uscc-characters",
    "uscc-check-digit",
    "uscc-department-kind",
    "uscc-placeholder",
}
_SPARE_REGNO = "329900009000014"  # stands in where an organisation has no number to spoil


@dataclass(frozen=True, slots=True)
class Plant:
    """One fault: the cells it changes, as expressions on a row; ``subject`` when it names another."""

    field: str
    check_id: str
    cells: dict[str, str]
    subject: str | None = None

    def breaks_link(self, item: Item) -> bool:
        """Whether nobody can tell the organisation by its code any more."""
        return self.field == item.subject.code and self.check_id in UNLINKED


def plants(item: Item) -> tuple[Plant, ...]:
    """The faults that rows of ``item`` may have, the common ones several times."""
    found = [plant for field in item.stored_fields for plant in _of_field(item, field)]
    found.append(Plant(item.key[0], "duplicate", {item.key[0]: "earlier_number"}))
    return tuple(plant for plant in found for _ in range(OFTEN.get(plant.check_id, 1)))


def _of_field(item: Item, field: Field) -> Iterator[Plant]:
    for check_id, cell in _cells(item, field):
        yield Plant(field.code, check_id, _with_dependents(item, field, check_id, cell))
    if field.code == item.subject.code:
        yield from _of_party(item, field)


def _with_dependents(item: Item, field: Field, check_id: str, cell: str) -> dict[str, str]:
    """The spoiled cell, and what its neighbours must hold so that they are without fault."""
    cells = {field.code: cell}
    condition = field.required_if or field.only_if
    if condition is not None:
        met = check_id != "only-if"
        cells[condition.field] = literal(condition.any_of[0]) if met else "'有效'"
    for other in item.stored_fields:
        if other.only_if is not None and other.only_if.field == field.code:
            cells[other.code] = "NULL"
    return cells


def _of_party(item: Item, field: Field) -> Iterator[Plant]:
    numbers = [code for code in (item.subject.regno, item.subject.orgcode) if code]
    yield Plant(field.code, "party-unidentified", dict.fromkeys((field.code, *numbers), "NULL"))
    warnings = ("uscc-inner-check-digit", "uscc-unknown-region")
    for check_id, (code, name) in zip(warnings, odd_organisations(), strict=True):
        cells = {field.code: literal(code), item.subject.name: literal(name)}
        yield Plant(
            field.code, check_id, cells | dict.fromkeys(numbers, "NULL"), subject=literal(code)
        )


def _cells(item: Item, field: Field) -> Iterator[tuple[str, str]]:
    """Checks that a field can fail by itself, and a cell that fails each."""
    is_key = field.code in item.key  # an empty number would be the same record as another
    if field.required and not is_key:
        yield "required", "CASE WHEN row % 4 = 0 THEN '　' END"
    if field.length is not None and field.type in ("text", "capital"):
        start = "number" if is_key else "'5'"
        yield "length", f"{start} || repeat('某', {field.length})"
    if field.required_if is not None:
        yield "required-if", "NULL"
    if field.only_if is not None:
        yield "only-if", "received_on::VARCHAR"
    if field.choices:
        yield "enumeration", "'另行确定'"
    yield from _of_type(item, field)


def _of_type(item: Item, field: Field) -> Iterator[tuple[str, str]]:
    match field.type:
        case "date":
            yield from _dates(item, field)
        case "money":
            yield from _AMOUNTS.items()
        case "integer":
            yield "integer", "'十二'"
        case "capital":
            yield "capital-unreadable", "'不详'"
        case "uscc":
            yield from _credit_codes("code" if field.code == item.subject.code else "department")
        case "orgcode":
            yield from _organisation_codes("orgcode")
        case "regno":
            yield from _registration_numbers(f"coalesce(regno, '{_SPARE_REGNO}')")


def _dates(item: Item, field: Field) -> Iterator[tuple[str, str]]:
    yield "date-unreadable", "'去年底'"
    yield "date-impossible", "'2026-02-30'"
    if not field.future_allowed:
        yield "date-future", "(received_on + 1 + (h % 20)::INT)::VARCHAR"
    if field.not_before is not None:
        yield "date-order", "(decided_on - 1 - (h % 40)::INT)::VARCHAR"
    if item.deadline is not None and item.deadline.field == field.code:
        yield "late", "(in_time_since - 1 - (h % 40)::INT)::VARCHAR"


_AMOUNTS = {
    "money-unreadable": "'若干'",
    "money-negative": "'-3.5'",
    "money-decimals": "'0.1234567'",
    "money-too-large": "'1234567890123'",
    "money-unit": "'2000元'",
}


def _credit_codes(code: str) -> Iterator[tuple[str, str]]:
    next_check = f"instr('{USCC_ALPHABET}', substr({code}, 18, 1)) % 31 + 1"
    unknown_kind = f"'99' || substr({code}, 3, 15)"
    yield "uscc-length", f"substr({code}, 1, 17)"
    yield "uscc-characters", f"substr({code}, 1, 8) || 'I' || substr({code}, 10)"
    yield (
        "uscc-check-digit",
        f"substr({code}, 1, 17) || substr('{USCC_ALPHABET}', ({next_check})::INT, 1)",
    )
    yield "uscc-department-kind", f"({unknown_kind}) || uscc_check({unknown_kind})"
    yield "uscc-placeholder", "repeat('1', 18)"
    yield "code-normalised", f"lower({code})"


def _organisation_codes(code: str) -> Iterator[tuple[str, str]]:
    yield "orgcode-length", f"substr({code}, 1, 8)"
    yield "orgcode-characters", f"substr({code}, 1, 8) || 'A'"
    yield "orgcode-check-digit", f"substr({code}, 1, 8) || {_other_digit(code, 9)}"
    yield "orgcode-placeholder", "repeat('0', 9)"
    yield "code-normalised", f"substr({code}, 1, 8) || '-' || substr({code}, 9)"


def _registration_numbers(number: str) -> Iterator[tuple[str, str]]:
    yield "regno-length", f"substr({number}, 1, 14)"
    yield "regno-characters", f"substr({number}, 1, 14) || 'A'"
    yield "regno-check-digit", f"substr({number}, 1, 14) || {_other_digit(number, 15)}"
    yield "regno-placeholder", "repeat('9', 15)"
    yield "code-normalised", f"substr({number}, 1, 6) || ' ' || substr({number}, 7)"


def _other_digit(code: str, place: int) -> str:
    return f"CASE WHEN substr({code}, {place}, 1) = '0' THEN '1' ELSE '0' END"
