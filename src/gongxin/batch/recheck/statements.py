"""The statements that read the rows of one item: its sieve, and its repeated keys.

They are put together from compiled parts, because to compile each of hundreds of items as a whole
would take longer than to check it.
"""

from dataclasses import dataclass, replace
from functools import cache

import ibis

from gongxin.batch.checks.registry import CHECKS
from gongxin.batch.engine.dialect import bare, quote, text
from gongxin.batch.engine.session import Dialect
from gongxin.batch.keys import SEPARATOR, key_part
from gongxin.batch.recheck.candidates import candidate, untimely
from gongxin.batch.recheck.kinds import CODES, Question, bare_field, questions
from gongxin.batch.tokens import IN_FILE, IN_TIME_SINCE, RECEIVED_ON, in_file
from gongxin.law.catalogue import Field, Item

MANY_ROWS = 50_000  # a file
_NOTHING = "''"
ODD = {
    "item": "VARCHAR",
    "month": "VARCHAR",
    "submission": "BIGINT",
    "row": "BIGINT",
    "place": "INTEGER",
    "c0": "VARCHAR",
    "c1": "VARCHAR",
    "received_on": "VARCHAR",
    "in_time_since": "VARCHAR",
}
"""Cells that the sieve took out; ``place`` is that of the question among the item's."""

REPEATED = {"item": "VARCHAR", "submission": "BIGINT", "key": "VARCHAR"}
ALIKE = {
    "item": "VARCHAR",
    "month": "VARCHAR",
    "submission": "BIGINT",
    "row": "BIGINT",
    "key": "VARCHAR",
}


@dataclass(frozen=True, slots=True)
class Reading:
    """The rows of one item as ``source`` selects them, with the fields that they have."""

    item: Item
    source: str
    present: frozenset[str]
    dialect: Dialect
    files: int = 1

    @property
    def asked(self) -> list[Question]:
        """What is asked of the rows; nothing of columns that are not there, but that they be."""
        return [
            one
            for one in questions(self.item, CHECKS)
            if one.columns[0] in self.present or one.check in ("required", "party-unidentified")
        ]

    def column(self, code: str) -> str:
        """The field in the source, which is called ``s``."""
        if code not in self.present:
            return "CAST(NULL AS STRING)"
        return f"s.{quote(code, self.dialect)}"

    def named(self, code: str) -> str:
        """The field under a name that no other column can have, whatever the catalogue says."""
        return f"v{self.codes.index(code)}"

    @property
    def codes(self) -> list[str]:
        """The fields of the item in their order."""
        return [field.code for field in self.item.stored_fields]


def sieves(reading: Reading, rows: int) -> list[str]:
    """The statements that select the cells that may be at fault, in the shape ``ODD``.

    Few rows are read once for all questions. Of many, each column is read by itself: the engine
    then filters while it reads, and most columns hold few distinct values. Spark is asked every
    question by itself: its planner repeats long conditions, and takes minutes for wide statements.
    """
    places = list(enumerate(reading.asked))
    if reading.dialect == "spark":
        return [_alone(reading, place, one) for place, one in places]
    if rows < MANY_ROWS * reading.files:
        return [_sieve(reading, places)]
    by_columns: dict[tuple[bool, tuple[str, ...]], list[tuple[int, Question]]] = {}
    for place, one in places:
        timed = untimely(one, reading.dialect) is not None
        by_columns.setdefault((timed, one.columns), []).append((place, one))
    return [_sieve(reading, group) for group in by_columns.values()]


def _sieve(reading: Reading, asked: list[tuple[int, Question]]) -> str:
    d = reading.dialect
    item, row = text(reading.item.id, d), quote("row", d)
    received, since = quote(RECEIVED_ON, d), quote(IN_TIME_SINCE, d)
    tests = {place: _test(reading, one) for place, one in asked}
    late = {place: _late(reading, one) for place, one in asked}
    days = [place for place, test in late.items() if test]
    columns = ", ".join(f"{reading.column(c)} AS {reading.named(c)}" for c in _read(asked))
    cells = f"SELECT month, submission, {row}, received_on, {columns} FROM {reading.source} s"
    each = [(place, f"p{place}") for place in tests]
    flags = ", ".join(f"{test} AS p{place}" for place, test in tests.items())
    if days:
        # flags before the join: the engine asks them once then, and of distinct values
        deadline = reading.item.deadline
        first = f"d.since_{deadline.working_days}" if deadline else "''"
        each = [(p, f"(p{p} OR {late[p]})" if late[p] else f"p{p}") for p in tests]
        odd = (
            f"SELECT * FROM (SELECT t.*, d.received_on AS {received}, {first} AS {since}"
            f" FROM (SELECT *, {flags} FROM ({cells}) cells) t"
            f" LEFT JOIN days d ON t.received_on = d.day) told"
            f" WHERE {' OR '.join(test for _, test in each)}"
        )
    else:
        odd = f"SELECT *, {flags} FROM ({cells}) cells WHERE {' OR '.join(tests.values())}"
    return (
        f"SELECT {item} AS item, month, submission, {row}, place,"
        f" {_chosen(reading, asked, 0)} AS c0, {_chosen(reading, asked, 1)} AS c1,"
        f" {_when(days, received)} AS received_on, {_when(days, since)} AS in_time_since"
        f" FROM (SELECT odd.*, p.place FROM ({odd}) odd CROSS JOIN (SELECT place FROM places"
        f" WHERE item = {item} AND place IN ({', '.join(map(str, tests))})) p) each_place"
        f" WHERE CASE place {_cases(each)} ELSE FALSE END"
    )


def _alone(reading: Reading, place: int, question: Question) -> str:
    """The cells that may be at fault by one question, in the shape ``ODD``."""
    d = reading.dialect
    test, late = _test(reading, question), _late(reading, question)
    columns = ", ".join(f"{reading.column(c)} AS {reading.named(c)}" for c in question.columns)
    cells = f"SELECT month, submission, {quote('row', d)}, received_on, {columns}"
    odd = f"{cells} FROM {reading.source} s"
    received, since = quote(RECEIVED_ON, d), quote(IN_TIME_SINCE, d)
    if late:
        deadline = reading.item.deadline
        first = f"d.since_{deadline.working_days}" if deadline else "''"
        odd = (
            f"SELECT t.*, d.received_on AS {received}, {first} AS {since} FROM ({odd}) t"
            " LEFT JOIN days d ON t.received_on = d.day"
        )
        test = f"({test} OR {late})"
    second = question.columns[1:2] if question.check is None else ()
    return (
        f"SELECT {text(reading.item.id, d)} AS item, month, submission, {quote('row', d)},"
        f" CAST({place} AS INT) AS place,"
        f" {reading.named(question.columns[0])} AS c0,"
        f" {reading.named(second[0]) if second else _NOTHING} AS c1,"
        f" {received if late else _NOTHING} AS received_on,"
        f" {since if late else _NOTHING} AS in_time_since FROM ({odd}) odd WHERE {test}"
    )


def _late(reading: Reading, question: Question) -> str | None:
    late = untimely(question, reading.dialect)
    return late and _on(late, reading, question.columns)


def repeated(reading: Reading) -> str:
    """Select the keys that rows of one submission share, in the shape ``REPEATED``."""
    item = text(reading.item.id, reading.dialect)
    return (
        f"SELECT {item} AS item, submission, key FROM"
        f" (SELECT submission, {key(reading)} AS key FROM {reading.source} s) keyed"
        " GROUP BY submission, key HAVING count(*) > 1"
    )


def alike(reading: Reading) -> str:
    """Select the rows that have those keys, in the shape ``ALIKE``."""
    item, row = text(reading.item.id, reading.dialect), quote("row", reading.dialect)
    return (
        f"SELECT {item} AS item, keyed.month, keyed.submission, keyed.{row}, keyed.key FROM"
        f" (SELECT month, submission, {row}, {key(reading)} AS key FROM {reading.source} s) keyed"
        f" JOIN (SELECT submission, key FROM repeated WHERE item = {item}) r"
        " ON keyed.submission = r.submission AND keyed.key = r.key"
    )


def key(reading: Reading) -> str:
    """What makes two rows of the item the same record, as :func:`gongxin.batch.keys.key_text`."""
    parts = [_key_part(reading, reading.item.index[code]) for code in reading.item.key]
    return f" || {text(SEPARATOR, reading.dialect)} || ".join(parts)


def _key_part(reading: Reading, field: Field) -> str:
    part = _compiled_part(bare_field(field), reading.dialect)
    column = reading.column(field.code)
    return f"COALESCE({part.replace(quote('c0', reading.dialect), column)}, '')"


@cache
def _compiled_part(field: Field, dialect: Dialect) -> str:
    column = ibis.table({"c0": "string"}, name="values")["c0"]
    return bare(key_part(column, replace(field, length=None)), dialect)


def _test(reading: Reading, question: Question) -> str:
    made = _on(candidate(question, reading.dialect), reading, question.columns)
    if question.columns[0] in reading.present:
        made = made.replace(in_file("c0"), IN_FILE)
    return f"({made})"


def _on(made: str, reading: Reading, columns: tuple[str, ...]) -> str:
    """A compiled part on the item's own columns."""
    for name, code in zip(CODES, columns, strict=False):
        made = made.replace(quote(name, reading.dialect), reading.named(code))
    return made


def _read(asked: list[tuple[int, Question]]) -> list[str]:
    return list(dict.fromkeys(code for _, question in asked for code in question.columns))


def _chosen(reading: Reading, asked: list[tuple[int, Question]], which: int) -> str:
    """For each place the first or second column that is asked of; empty text for no second."""
    chosen = [
        (place, reading.named(question.columns[which]))
        for place, question in asked
        if len(question.columns) > which and (which == 0 or question.check is None)
    ]
    return f"CASE place {_cases(chosen)} ELSE '' END" if chosen else "''"


def _when(places: list[int], column: str) -> str:
    if not places:
        return "''"
    return f"CASE WHEN place IN ({', '.join(map(str, places))}) THEN {column} ELSE '' END"


def _cases(branches: list[tuple[int, str]]) -> str:
    return " ".join(f"WHEN {place} THEN {made}" for place, made in branches)
