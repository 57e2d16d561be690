"""Make the forms of an item from its fields: an automaton for each kind of value, a rule for each check.

A check that is not named here is not known to be covered, and then nothing is made.
"""

from collections.abc import Callable

from gongxin.batch.checks.registry import CHECKS
from gongxin.batch.enumerations import SEPARATORS, spellings
from gongxin.batch.sieve import automata
from gongxin.batch.sieve.automaton import Automaton
from gongxin.batch.sieve.forms import ANY, Forms, Rule
from gongxin.law.catalogue import Condition, Field, Item

_BY_FORM = (
    "natural-person", "enumeration", "integer", "length", "capital-unreadable", "id-number-in-text",
    "date-unreadable", "date-impossible", "date-future", "date-order", "late",
    "money-unreadable", "money-negative", "money-decimals", "money-too-large", "money-unit",
    "code-normalised", "uscc-length", "uscc-characters", "uscc-check-digit",
    "uscc-department-kind", "uscc-placeholder", "uscc-id-card", "uscc-inner-check-digit",
    "uscc-unknown-region", "uscc-excepted", "orgcode-length", "orgcode-characters",
    "orgcode-check-digit", "orgcode-placeholder", "orgcode-id-card", "regno-length",
    "regno-characters", "regno-check-digit", "regno-placeholder", "regno-id-card",
)  # fmt: skip
"""Checks of which no cell in plain form has the fault, or no day within bounds and in order."""
_BY_RULE = ("required", "required-if", "only-if", "party-unidentified")
_BY_KEY = ("duplicate",)
COVERED = frozenset((*_BY_FORM, *_BY_RULE, *_BY_KEY))
"""Checks that find nothing in a row which the sieve lets through."""
_MAX_BITS = 63

_AUTOMATA: dict[str, Callable[[], Automaton]] = {
    "money": automata.amount,
    "integer": automata.integer,
    "uscc": automata.credit_code,
    "orgcode": automata.organisation_code,
    "regno": automata.registration_number,
}


def make_forms(item: Item) -> Forms | None:
    """The forms for files of ``item``; None where they would not tell every doubtful row."""
    checks = [check for check in CHECKS if check.grain != "reader"]
    applied = {c.id for c in checks if any(c.applies(item, f) for f in item.stored_fields)}
    bits = _Bits(item)
    if not applied <= COVERED or bits.count > _MAX_BITS:
        return None
    made: dict[str, int] = {}
    packed: list[str] = []
    automaton_of: dict[str, int] = {}
    for field in item.stored_fields:
        kind = field.code if field.choices else field.type
        if not field.choices and kind not in _AUTOMATA:
            continue
        if kind not in made:
            automaton = _choices(field, bits) if field.choices else _AUTOMATA[kind]()
            made[kind] = len(packed)
            packed.append(automaton.packed())
        automaton_of[field.code] = made[kind]
    filled = {field.code: bits.filled(field.code) | ANY for field in item.stored_fields}
    by_cell = [
        field.code
        for field in item.stored_fields
        if any(
            c.grain == "cell" and c.id not in _BY_RULE and c.applies(item, field) for c in CHECKS
        )
    ]
    return Forms(tuple(packed), automaton_of, filled, tuple(_rules(item, bits)), tuple(by_cell))


class _Bits:
    """The bits of a row: one for each field that a rule asks about, one for each condition."""

    def __init__(self, item: Item) -> None:
        self._item = item
        asked = [
            code
            for f in item.stored_fields
            for code in (
                *([f.code] if f.required or f.required_if or f.only_if else []),
                *(c.field for c in (f.required_if, f.only_if) if c is not None),
            )
        ]
        conditions = [c for f in item.stored_fields for c in (f.required_if, f.only_if) if c]
        things: list[str | Condition] = [
            *asked,
            *item.subject.numbers,
            *filter(self.is_told, conditions),
        ]
        things = list(dict.fromkeys(things))
        self._bits = {thing: 1 << n for n, thing in enumerate(things, ANY.bit_length())}
        self.count = len(things) + ANY.bit_length()

    def is_told(self, condition: Condition) -> bool:
        """Whether a cell in plain form tells for certain that it meets the condition."""
        return bool(condition.any_of and self._item.index[condition.field].choices)

    def filled(self, code: str) -> int:
        """The bit of rows with something in the field; 0 where no rule asks."""
        return self._bits.get(code, 0)

    def met(self, condition: Condition) -> int:
        """The bit of rows that meet the condition, or where that is not told those that may."""
        return self._bits[condition if self.is_told(condition) else condition.field]

    def of_word(self, code: str, value: str) -> int:
        """The bits of the conditions that a field meets by a value."""
        return sum(
            bit
            for thing, bit in self._bits.items()
            if isinstance(thing, Condition) and thing.field == code and value in thing.any_of
        )


def _choices(field: Field, bits: _Bits) -> Automaton:
    words = {
        word: bits.of_word(field.code, choice.value)
        for word, choice in spellings(field).items()
        if not choice.refused
    }
    return automata.choices(words, SEPARATORS if field.type == "enums" else "")


def _rules(item: Item, bits: _Bits) -> list[Rule]:
    numbers = item.subject.numbers
    rules = [Rule(0, ANY), Rule(0, sum(bits.filled(code) for code in numbers))]
    for field in item.stored_fields:
        own = bits.filled(field.code)
        if field.required:
            rules.append(Rule(0, own, within=field.code if field.column_optional else None))
        if (when := field.required_if) is not None:
            rules.append(Rule(bits.met(when), own, (field.code, when.field)))
        if (when := field.only_if) is not None:
            told = bits.is_told(when) or not when.any_of
            rules.append(Rule(own, bits.met(when) if told else 0, (field.code, when.field)))
    return rules
