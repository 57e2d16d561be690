"""What a check is, and the cells it looks at."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import ibis
import ibis.expr.types as ir

from gongxin.batch import identifiers
from gongxin.batch.money import Amount
from gongxin.batch.text import blank, tidy
from gongxin.batch.tokens import IN_FILE, IN_TIME_SINCE, RECEIVED_ON, in_file
from gongxin.core.text import Text
from gongxin.law.catalogue import Field, Item

Severity = Literal["refuse", "reject", "warn"]
Grain = Literal["value", "cell", "row", "file", "reader"]


def made_name(code: str, form: str) -> str:
    """The name of a column that holds ``code`` in a form made beforehand."""
    return f"{code}.{form}"


@dataclass(frozen=True, slots=True)
class Cells:
    """The cells of an item's table: raw text columns named by field code, null where empty.

    Where the cells of all fields stand below each other, in ``one_column``, every field is read there.
    """

    table: ir.Table
    item: Item
    one_column: str | None = None

    def raw(self, code: str) -> ir.StringValue:
        """The column as it was read."""
        column = self.table[self.one_column or code]
        assert isinstance(column, ir.StringValue)
        return column

    def text(self, code: str) -> ir.StringValue:
        """The column without the space around it; null where nothing is left."""
        return self._made(code, "text") if self._has(code, "text") else tidy(self.raw(code))

    def kept(self, code: str) -> ir.StringValue:
        """The column in the form in which it is kept: dates ISO, codes and choices standard."""
        return self._made(code, "kept")

    def code(self, code: str) -> identifiers.Code:
        """The column as an identifier, with the facts about it."""
        facts = identifiers.FACTS[self.item.index[code].type]
        made = {fact: self.table[made_name(code, fact)] for fact in facts}
        return identifiers.Code(self.kept(code), facts, made)

    def amount(self, code: str) -> Amount:
        """The column as an amount."""
        return Amount.stored(lambda part: self.table[made_name(code, part)])

    def spelled(self, code: str) -> ir.BooleanValue:
        """Where a date is in an accepted spelling."""
        column = self.table[made_name(code, "spelled")]
        assert isinstance(column, ir.BooleanValue)
        return column

    def _has(self, code: str, form: str) -> bool:
        return made_name(code, form) in self.table.columns

    def _made(self, code: str, form: str) -> ir.StringValue:
        column = self.table[made_name(code, form)]
        assert isinstance(column, ir.StringValue)
        return column

    def received_on(self) -> ir.StringValue:
        """The legal day of the submission as ISO text: of the file, or of each row."""
        return self._day(RECEIVED_ON)

    def in_time_since(self) -> ir.StringValue:
        """The first day whose decisions are reported in time with it."""
        return self._day(IN_TIME_SINCE)

    def _day(self, token: str) -> ir.StringValue:
        made = self.table[token] if token in self.table.columns else ibis.literal(token)
        assert isinstance(made, ir.StringValue)
        return made

    def in_file(self, code: str) -> ir.BooleanValue:
        """Whether the file has the column at all."""
        return ibis.literal(in_file(code)) == IN_FILE

    def blank(self, code: str) -> ir.BooleanValue:
        """Where the column holds nothing."""
        return blank(self.raw(code))


Faulty = Callable[[Cells, Field], ir.BooleanValue]
Applies = Callable[[Item, Field], bool]


def own_field(field: Field) -> tuple[str, ...]:
    """The field itself: what most checks read."""
    return (field.code,)


@dataclass(frozen=True, slots=True)
class Check:
    """One check: what is wrong, how grave, in words, by which rule.

    ``refuse`` turns the whole row away as personal data, ``reject`` keeps it waiting for
    correction, ``warn`` files it. ``value`` checks depend on nothing but the cells they read and are
    judged once for every distinct value; ``cell`` checks look at the cell of each row by itself,
    ``row`` checks at several cells of it; ``file`` checks compare rows
    (:mod:`gongxin.batch.checks.duplicate`); ``reader`` faults are found while reading.
    ``doubtful`` is a cheap test of the cells as they were read: true wherever ``faulty`` is, which
    is asked after it. The recheck asks it of any check, the check of a file of ``cell`` and ``row``.
    ``message`` may use {column} {length} {choices} {example} {accepted} {no_code} {other} {when}
    {unless} {deadline} of the field (:mod:`gongxin.batch.messages`) and {seen}, the value.
    """

    id: str
    severity: Severity
    title: Text
    message: Text
    law: Text
    applies: Applies
    faulty: Faulty | None = None
    reads: Callable[[Field], tuple[str, ...]] = own_field
    grain: Grain = "value"
    doubtful: Faulty | None = None
