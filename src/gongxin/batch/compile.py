"""Compile the checks of an item from table expressions to the engine's language."""

from collections.abc import Mapping

import ibis
import ibis.expr.types as ir

from gongxin.batch import names
from gongxin.batch.checks.registry import CHECKS
from gongxin.batch.forms import Chain, make_chains
from gongxin.batch.judge import Group, cells_table, doubtful_rows, plan
from gongxin.batch.keys import key_text, telling_parts
from gongxin.batch.messages import open_message
from gongxin.batch.personal import redacted
from gongxin.batch.plans import CompiledChain, CompiledGroup, Plan, Words
from gongxin.batch.publicity import DATED, with_window
from gongxin.batch.sieve.make_forms import make_forms
from gongxin.batch.text import tidy
from gongxin.law.catalogue import Item
from gongxin.law.load import load_windows
from gongxin.law.window_set import WindowSet


def compile_plan(item: Item) -> Plan:
    """Everything that checking and filing files of ``item`` runs."""
    cells = cells_table(item)
    chains = make_chains(cells, item)
    return Plan(
        chains=tuple(map(_chain, _distinct(chains))),
        doubtful=sql(doubtful_rows(item)),
        groups=tuple(_group(group, chains) for group in plan(item, chains)),
        keys=sql(cells.select("row", key=key_text(cells, item))),
        telling=sql(cells.select("row", **telling_parts(cells, item))),
        texts=sql(cells.select("row", **{f.code: tidy(cells[f.code]) for f in item.stored_fields})),
        redactions={f.code: _bare(redacted(cells[f.code])) for f in item.stored_fields},
        sieve=make_forms(item),
        fault_value=_fault_value(),
        words=_words(item),
        kept={code: f"forms_{chain.name}" for code, chain in chains.items()},
        name_form=_bare(names.normalised(_value())),
        windows=sql(with_window(ibis.table(DATED, name="dated"), _window(item))),
    )


def sql(expression: ir.Table) -> str:
    """The expression in the engine's language."""
    return str(ibis.to_sql(expression, dialect="duckdb", pretty=False))


def _distinct(chains: Mapping[str, Chain]) -> list[Chain]:
    return list({chain.name: chain for chain in chains.values()}.values())


def _chain(chain: Chain) -> CompiledChain:
    stages = {name: sql(table) for name, table in chain.stages.items()}
    return CompiledChain(list(stages)[-1], stages)


def _group(group: Group, chains: Mapping[str, Chain]) -> CompiledGroup:
    return CompiledGroup(
        number=group.number,
        reads=group.reads,
        needs=tuple({f"forms_{chains[code].name}": None for code in group.reads if code in chains}),
        faulty=sql(group.faulty),
        hits=None if group.hits is None else sql(group.hits),
        faults=sql(group.faults),
    )


def _fault_value() -> str:
    faults = ibis.table({"value": "string"}, name="faults")
    return _bare(redacted(tidy(faults.value)))


def _value() -> ir.StringValue:
    column = ibis.table({"v": "string"}, name="values")["v"]
    assert isinstance(column, ir.StringValue)
    return column


def _window(item: Item) -> WindowSet | None:
    return load_windows()[item.publicity.window] if item.publicity.window else None


def _bare(value: ir.Value) -> str:
    """The SQL of an expression on one table's columns, without a SELECT around it."""
    made = sql(value.name("bare").as_table())
    return made.split("SELECT", 1)[1].rsplit(' AS "bare"', 1)[0].replace('"t0".', "")


def _words(item: Item) -> tuple[Words, ...]:
    ranks = {check.id: rank for rank, check in enumerate(CHECKS)}
    found = []
    for place, field in enumerate(item.stored_fields):
        for check in CHECKS:
            if check.grain == "reader" or check.applies(item, field):
                text = open_message(check, field, item)
                found.append(
                    Words(
                        field=field.code,
                        check_id=check.id,
                        severity=check.severity,
                        title=field.title.zh,
                        title_en=field.title.en,
                        zh=text.zh,
                        en=text.en,
                        rank=place * 1000 + ranks[check.id],
                    )
                )
    return tuple(found)
