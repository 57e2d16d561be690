"""The machine that reads one file: the forms of its item, laid out as its columns are."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from gongxin.batch.sieve.automata import CREDIT_CODE_SUMS, Automaton
from gongxin.batch.sieve.forms import Forms
from gongxin.core.identifiers.constants import ID_LENGTH
from gongxin.core.workdays import first_day_in_time
from gongxin.law.catalogue import Field, Item

KEPT, _KEY_TEXT, _KEY_CODE, _NO_ID_NUMBER, _HAS_DIGIT, _DAY = (1 << n for n in range(6))
_CODES = ("uscc", "orgcode", "regno")
_FREE = ("text", "capital")
_UNREAD = (-1, 0, 0, 0, 0, 0, ())
_LAST_DAY = 99991231


class Sieve(NamedTuple):
    """What is beyond doubt in the files of an item that are handed in on a day."""

    forms: Forms
    received_on: date


def machine_args(
    item: Item, sieve: Sieve, columns: Sequence[Field | None], delimiter: str
) -> tuple[Any, ...] | None:
    """What the kernel makes a machine of for a file with these columns, None for one that is not read.

    None where no key can be told from another by the bytes.
    """
    forms, received_on = sieve
    present = {field.code: place for place, field in enumerate(columns) if field is not None}
    flags = _key_flags(item)
    if not flags:
        return None
    used = {code: n for code, n in forms.automaton_of.items() if code in present}
    places = {n: place for place, n in enumerate(dict.fromkeys(used.values()))}
    told = tuple(
        _UNREAD
        if field is None
        else _column(
            item, forms, field, places.get(used.get(field.code, -1), -1), flags, received_on
        )
        for field in columns
    )
    rules = tuple(r[:2] for r in forms.rules if r.within is None or r.within in present)
    orders = tuple(
        (present[field.not_before], place)
        for field, place in ((item.index[code], place) for code, place in present.items())
        if field.not_before in present
    )
    automata = tuple(tuple(Automaton.unpacked(forms.automata[n])) for n in places)
    return (ord(delimiter), automata, told, rules, orders)


def _key_flags(item: Item) -> dict[str, int]:
    """How the fields of the key are told apart: by those of its texts, or of its codes, if it has any."""
    texts = [code for code in item.key if item.index[code].type == "text"]
    codes = [code for code in item.key if item.index[code].type in _CODES]
    return dict.fromkeys(texts, _KEY_TEXT) or dict.fromkeys(codes, _KEY_CODE)


def _column(
    item: Item, forms: Forms, field: Field, automaton: int, keys: dict[str, int], received_on: date
) -> tuple[Any, ...]:
    flags, first, last, longest = KEPT | keys.get(field.code, 0), 0, _LAST_DAY, 0
    if field.type == "date":
        flags |= _DAY
        last = last if field.future_allowed else _number(received_on)
        if item.deadline is not None and item.deadline.field == field.code:
            first = _number(first_day_in_time(received_on, item.deadline.working_days))
    elif field.type in _FREE and not field.choices:
        longest = field.length or 0
        flags |= _NO_ID_NUMBER if field.length is None or field.length >= ID_LENGTH else 0
        flags |= _HAS_DIGIT if field.type == "capital" else 0
    sums = CREDIT_CODE_SUMS if field.type == "uscc" else ()
    return (automaton, flags, first, last, longest, forms.filled[field.code], sums)


def _number(day: date) -> int:
    return day.year * 10000 + day.month * 100 + day.day
