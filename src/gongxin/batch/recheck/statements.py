"""Rows, what is asked of them, and the statements that take out the cells that may be at fault.

They are put together from compiled parts, because to compile each of hundreds of items as a whole
would take longer than to check it.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from gongxin.batch.engine.dialect import quote
from gongxin.batch.engine.session import Dialect
from gongxin.batch.recheck.candidates import candidate, untimely
from gongxin.batch.recheck.kinds import CODES, Question
from gongxin.batch.tokens import IN_FILE, IN_TIME_SINCE, RECEIVED_ON, in_file
from gongxin.law.catalogue import Field

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


@dataclass(frozen=True, slots=True)
class Key:
    """What makes two rows the same record: the columns, for the items that have them as their key."""

    fields: tuple[Field, ...]
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows as ``source`` selects them, of the item that ``who`` tells, and what is asked of them.

    ``fields`` are the columns in their order, ``present`` those that the rows have.
    """

    who: str
    source: str
    fields: tuple[Field, ...]
    present: frozenset[str]
    asked: tuple[Question, ...]
    keys: tuple[Key, ...]
    dialect: Dialect

    def column(self, code: str) -> str:
        """The field in the source, which is called ``s``."""
        if code not in self.present:
            return "CAST(NULL AS STRING)"
        return f"s.{quote(code, self.dialect)}"

    def named(self, code: str) -> str:
        """The field under a name that no other column can have, whatever the catalogue says."""
        return f"v{[field.code for field in self.fields].index(code)}"


def sieves(rows: Rows) -> list[str]:
    """The statements that select the cells that may be at fault, in the shape ``ODD``.

    What is asked of the same columns is asked together. Spark is asked every question by itself:
    its planner repeats long conditions, and takes minutes for wide statements.
    """
    places = list(enumerate(rows.asked))
    if rows.dialect == "spark":
        return [_alone(rows, place, one) for place, one in places]
    groups: dict[tuple[object, ...], list[tuple[int, Question]]] = {}
    for place, one in places:
        timed = untimely(one, rows.dialect) is not None
        groups.setdefault((timed, *one.columns), []).append((place, one))
    return [_sieve(rows, group) for group in groups.values()]


def _sieve(rows: Rows, asked: list[tuple[int, Question]]) -> str:
    d = rows.dialect
    row, received = quote("row", d), quote(RECEIVED_ON, d)
    tests = {place: _test(rows, one) for place, one in asked}
    late = {place: _late(rows, one) for place, one in asked}
    days = {place: since(one) for place, one in asked if late[place]}
    columns = ", ".join(f"{rows.column(c)} AS {rows.named(c)}" for c in _read(asked))
    cells = (
        f"SELECT {rows.who} AS item, month, submission, {row}, received_on, {columns}"
        f" FROM {rows.source} s"
    )
    each = list(tests.items())
    if days:
        # told in a column before the days are joined, as each is asked again after that
        flags = ", ".join(f"{test} AS p{place}" for place, test in tests.items())
        each = [(p, f"(p{p} OR {late[p]})" if late[p] else f"p{p}") for p in tests]
        cells = (
            f"SELECT t.*, {_of_day(days.values(), d)}"
            f" FROM (SELECT *, {flags} FROM ({cells}) cells) t"
            f" LEFT JOIN days d ON t.received_on = d.day"
        )
    odd = f"SELECT * FROM ({cells}) told WHERE {' OR '.join(test for _, test in each)}"
    return (
        f"SELECT odd.item, odd.month, odd.submission, odd.{row}, p.place,"
        f" {_chosen(rows, asked, 0)} AS c0, {_chosen(rows, asked, 1)} AS c1,"
        f" {_when(dict.fromkeys(days, received))} AS received_on, {_when(days)} AS in_time_since"
        f" FROM ({odd}) odd JOIN (SELECT item, place FROM places"
        f" WHERE place IN ({', '.join(map(str, tests))})) p ON p.item = odd.item"
        f" WHERE CASE p.place {_cases(each)} ELSE FALSE END"
    )


def _alone(rows: Rows, place: int, question: Question) -> str:
    """The cells that may be at fault by one question, in the shape ``ODD``."""
    d = rows.dialect
    test, late = _test(rows, question), _late(rows, question)
    columns = ", ".join(f"{rows.column(c)} AS {rows.named(c)}" for c in question.columns)
    cells = (
        f"SELECT {rows.who} AS item, month, submission, {quote('row', d)}, received_on, {columns}"
    )
    odd = f"{cells} FROM {rows.source} s"
    if late:
        odd = (
            f"SELECT t.*, {_of_day([since(question)], d)} FROM ({odd}) t"
            " LEFT JOIN days d ON t.received_on = d.day"
        )
        test = f"({test} OR {late})"
    second = question.columns[1:2] if question.check is None else ()
    return (
        f"SELECT item, month, submission, {quote('row', d)},"
        f" CAST({place} AS INT) AS place,"
        f" {rows.named(question.columns[0])} AS c0,"
        f" {rows.named(second[0]) if second else _NOTHING} AS c1,"
        f" {quote(RECEIVED_ON, d) if late else _NOTHING} AS received_on,"
        f" {since(question) if late else _NOTHING} AS in_time_since FROM ({odd}) odd WHERE {test}"
    )


def _late(rows: Rows, question: Question) -> str | None:
    late = untimely(question, rows.dialect)
    if late is None:
        return None
    first = quote(IN_TIME_SINCE, rows.dialect)
    return on_columns(late.replace(first, since(question)), rows, question.columns)


def since(question: Question) -> str:
    """The column of the first day in time for the question; empty text where it asks for none."""
    deadline = question.item.deadline
    return f"since_{deadline.working_days}" if deadline else _NOTHING


def _of_day(sinces: Iterable[str], dialect: Dialect) -> str:
    """The columns of the table ``days`` that tests of days look at."""
    first = f"d.received_on AS {quote(RECEIVED_ON, dialect)}"
    return ", ".join([first, *(f"d.{one}" for one in dict.fromkeys(sinces) if one != _NOTHING)])


def _test(rows: Rows, question: Question) -> str:
    return f"({test(candidate(question, rows.dialect), rows, question)})"


def test(made: str, rows: Rows, question: Question) -> str:
    """A compiled condition of a question on the rows' own columns."""
    return on_columns(made.replace(in_file("c0"), IN_FILE), rows, question.columns)


def on_columns(made: str, rows: Rows, columns: tuple[str, ...]) -> str:
    """A compiled part on the rows' own columns, which :meth:`Rows.named` names."""
    for name, code in zip(CODES, columns, strict=False):
        made = made.replace(quote(name, rows.dialect), rows.named(code))
    return made


def _read(asked: list[tuple[int, Question]]) -> list[str]:
    return list(dict.fromkeys(code for _, question in asked for code in question.columns))


def _chosen(rows: Rows, asked: list[tuple[int, Question]], which: int) -> str:
    """For each place the first or second column that is asked of; empty text for no second."""
    chosen = [
        (place, rows.named(question.columns[which]))
        for place, question in asked
        if len(question.columns) > which and (which == 0 or question.check is None)
    ]
    return f"CASE p.place {_cases(chosen)} ELSE '' END" if chosen else _NOTHING


def _when(columns: dict[int, str]) -> str:
    chosen = [(place, column) for place, column in columns.items() if column != _NOTHING]
    return f"CASE p.place {_cases(chosen)} ELSE '' END" if chosen else _NOTHING


def _cases(branches: list[tuple[int, str]]) -> str:
    return " ".join(f"WHEN {place} THEN {made}" for place, made in branches)
