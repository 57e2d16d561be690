"""Read doubtful cells as the checks do: each distinct one once, whatever item it is from."""

from dataclasses import dataclass

import ibis
import ibis.expr.types as ir

from gongxin.batch.checks.check import Cells, Check, made_name
from gongxin.batch.checks.registry import BY_ID, CHECKS
from gongxin.batch.engine.dialect import to_sql
from gongxin.batch.engine.session import Dialect, Session
from gongxin.batch.forms import make_chains
from gongxin.batch.judge import named
from gongxin.batch.recheck.compiled import compiled
from gongxin.batch.recheck.kinds import CODES, COSTLY, DEEP
from gongxin.batch.tokens import IN_TIME_SINCE, RECEIVED_ON
from gongxin.law.catalogue import Field, Item

DOUBTFUL = "doubtful"  # c0, c1 and the row's days, each combination once
_DAYS = (RECEIVED_ON, IN_TIME_SINCE)
KEY = ("c0", "c1", "received_on", "in_time_since")


@dataclass(frozen=True, slots=True)
class Steps:
    """The tables to store one after the other; the last has ``KEY`` and ``check_id``."""

    stored: tuple[tuple[str, str], ...]

    def run(self, session: Session, last: str) -> None:
        """Make the tables, the last under the name ``last``; the others go again."""
        *before, (_, verdicts) = self.stored
        for name, query in before:
            session.store(name, query)
        session.store(last, verdicts)
        for name, _ in before:
            session.drop(name)


def deep_checks(item: Item) -> list[Check]:
    """The checks that judge the cells of a question without a check of its own."""
    field, wanted = item.fields[0], CODES[: len(item.fields)]
    if field.type not in DEEP:
        return [BY_ID[check] for check in COSTLY]
    return [
        check
        for check in CHECKS
        if check.faulty is not None
        and check.grain == "value"
        and check.applies(item, field)
        and check.reads(field) == wanted
    ]


def verdict_steps(item: Item, dialect: Dialect) -> Steps:
    """How to judge the table ``doubtful`` by every check of the question that ``item`` stands for."""
    return Steps(tuple(_statements(item, dialect).items()))


@compiled
def _statements(item: Item, dialect: Dialect) -> dict[str, str]:
    return {name: to_sql(table, dialect) for name, table in verdict_tables(item).items()}


def verdict_tables(item: Item) -> dict[str, ir.Table]:
    """The same as expressions, in order."""
    shape = dict.fromkeys((*CODES[:2], "received_on", "in_time_since"), "string")
    doubtful = ibis.table(shape, name=DOUBTFUL)
    cells = doubtful.rename(dict(zip(_DAYS, KEY[2:], strict=True)))
    chains = make_chains(doubtful, item)
    stages = {name: table for chain in chains.values() for name, table in chain.stages.items()}
    for field in item.fields:
        if field.code not in chains:
            continue
        forms = named(chains[field.code].table, field.code)
        forms = forms.rename({made_name(field.code, "raw"): field.code})
        cells = cells.left_join(forms, cells[field.code] == forms[made_name(field.code, "raw")])
    judged = _judged(Cells(cells, item), item.fields[0])
    stored = ibis.table(judged.schema(), name="judged")
    return {**stages, "judged": judged, "verdicts": _verdicts(stored, item)}


def _judged(cells: Cells, field: Field) -> ir.Table:
    flags = {}
    for place, check in enumerate(deep_checks(cells.item)):
        assert check.faulty is not None
        flags[f"f{place}"] = check.faulty(cells, field).fill_null(False)
    key = dict(zip(KEY, (*CODES[:2], *_DAYS), strict=True))
    judged = cells.table.select(**{name: cells.table[one] for name, one in key.items()}, **flags)
    return judged.filter(ibis.or_(*(judged[flag] for flag in flags)))


def _verdicts(judged: ir.Table, item: Item) -> ir.Table:
    parts = [
        judged.filter(judged[f"f{place}"]).select(*KEY, check_id=ibis.literal(check.id))
        for place, check in enumerate(deep_checks(item))
    ]
    return ibis.union(*parts) if len(parts) > 1 else parts[0]
