"""What the kernel reads one file by: the forms of its item, laid out as its columns are."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from gongxin.batch.sieve.automaton import Automaton
from gongxin.batch.sieve.check_sums import CREDIT_CODE_SUMS, CheckSum
from gongxin.batch.sieve.forms import DOUBT, WHOLE, Forms
from gongxin.core.identifiers.constants import ID_LENGTH
from gongxin.core.workdays import first_day_in_time
from gongxin.law.catalogue import Field, Item

KEPT, KEY_TEXT, KEY_CODE, NO_ID_NUMBER, HAS_DIGIT, DAY = (1 << n for n in range(6))
_CODES = ("uscc", "orgcode", "regno")
_LAST_DAY = 99991231
_MARKS = 62  # of a row: one for each column, or for a few together where there are more


class Sieve(NamedTuple):
    """What is beyond doubt in the files of an item that are handed in on a day."""

    forms: Forms
    received_on: date


class Column(NamedTuple):
    """How the cells of a column are read; of one that is not kept nobody asks what it holds.

    By an ``automaton`` (-1: none), as a day between ``first`` and ``last`` (20261121), or as text
    with ``longest`` characters at most (0: any number); ``filled`` are the bits of a row with
    something in it, ``doubt`` the mark of a row in which it is doubtful. Cells are kept of rows with
    a mark that is ``asked``, with ``DOUBT`` of every row.
    """

    automaton: int = -1
    flags: int = 0
    first: int = 0
    last: int = _LAST_DAY
    longest: int = 0
    filled: int = 0
    doubt: int = 0
    asked: int = DOUBT
    sums: tuple[CheckSum, ...] = ()


class Marks(NamedTuple):
    """What the marks of a row tell, by field of the file.

    ``own``: the field is doubtful. ``joined``: it is, or one whose values are judged with its own, or
    with those of one of these. ``rows``: the row is to be looked at cell by cell, or as a whole.
    """

    own: dict[str, int]
    joined: dict[str, int]
    rows: int


class Tables(NamedTuple):
    """All that a machine is made of; rules are (has, lacks, marks), orders (earlier, later, marks)."""

    delimiter: int
    automata: tuple[Automaton, ...]
    columns: tuple[Column, ...]
    rules: tuple[tuple[int, int, int], ...]
    orders: tuple[tuple[int, int, int], ...]
    marks: Marks


def tables(
    item: Item, sieve: Sieve, columns: Sequence[Field | None], delimiter: str
) -> Tables | None:
    """The tables for a file with these columns; None stands for one that is not read.

    None where no key can be told from another by the bytes.
    """
    keys = _key_flags(item)
    if not keys:
        return None
    forms = sieve.forms
    places = {field.code: n for n, field in enumerate(columns) if field is not None}
    marks = _marks(item, forms, list(places))
    used = dict.fromkeys(forms.automaton_of[c] for c in places if c in forms.automaton_of)
    numbers = {automaton: n for n, automaton in enumerate(used)}

    def column(field: Field) -> Column:
        automaton = numbers.get(forms.automaton_of.get(field.code, -1), -1)
        code = field.code
        return _column(item, field, sieve.received_on)._replace(
            automaton=automaton,
            filled=forms.filled[code],
            doubt=marks.own[code],
            asked=marks.rows | marks.joined[code] | (DOUBT if code in item.key else 0),
        )

    def together(*codes: str) -> int:
        return _sum(marks.own, codes) or WHOLE

    return Tables(
        delimiter=ord(delimiter),
        automata=tuple(Automaton.unpacked(forms.automata[n]) for n in used),
        columns=tuple(Column() if field is None else column(field) for field in columns),
        rules=tuple(
            (rule.has, rule.lacks, together(*rule.fields))
            for rule in forms.rules
            if rule.within is None or rule.within in places
        ),
        orders=tuple(
            (places[earlier], place, together(code, earlier))
            for code, place in places.items()
            if (earlier := item.index[code].not_before) in places
        ),
        marks=marks,
    )


def _sum(marks: Mapping[str, int], codes: Collection[str]) -> int:
    return sum({marks[code] for code in codes if code in marks})


def _marks(item: Item, forms: Forms, codes: Sequence[str]) -> Marks:
    own = {code: 1 << n % _MARKS for n, code in enumerate(codes)}
    pairs = [{f.code, f.not_before} for f in item.stored_fields if f.not_before is not None]
    pairs += [set(rule.fields) for rule in forms.rules if rule.fields]

    def joined(code: str) -> int:
        found, more = set[str](), {code}
        while more:
            found |= more
            more = {one for pair in pairs if found & pair for one in pair} - found
        return _sum(own, found)

    return Marks(own, {code: joined(code) for code in codes}, WHOLE | _sum(own, forms.told_by_cell))


def _key_flags(item: Item) -> dict[str, int]:
    """By what fields keys are told apart: those of the key that are texts, or codes if none are."""
    texts = [code for code in item.key if item.index[code].type == "text"]
    codes = [code for code in item.key if item.index[code].type in _CODES]
    return dict.fromkeys(texts, KEY_TEXT) or dict.fromkeys(codes, KEY_CODE)


def _column(item: Item, field: Field, received_on: date) -> Column:
    read = Column(flags=KEPT | _key_flags(item).get(field.code, 0))
    match field.type:
        case "uscc":
            return read._replace(sums=CREDIT_CODE_SUMS)
        case "date":
            first, last = 0, _LAST_DAY if field.future_allowed else _number(received_on)
            if item.deadline is not None and item.deadline.field == field.code:
                first = _number(first_day_in_time(received_on, item.deadline.working_days))
            return read._replace(flags=read.flags | DAY, first=first, last=last)
        case "text" | "capital":
            flags = read.flags | (HAS_DIGIT if field.type == "capital" else 0)
            if field.length is None or field.length >= ID_LENGTH:
                flags |= NO_ID_NUMBER
            return read._replace(flags=flags, longest=field.length or 0)
        case _:
            return read


def _number(day: date) -> int:
    return day.year * 10000 + day.month * 100 + day.day
