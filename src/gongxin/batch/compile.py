"""Compile the checks of an item from table expressions to the engine's language."""

from collections.abc import Mapping, Sequence

import ibis
import ibis.expr.types as ir

from gongxin.batch import names
from gongxin.batch.checks.registry import CHECKS
from gongxin.batch.forms import Chain, make_chains
from gongxin.batch.identifiers import FACTS
from gongxin.batch.judge import Group, cells_table, doubtful_rows, plan
from gongxin.batch.keys import key_text, telling_parts
from gongxin.batch.messages import open_message
from gongxin.batch.personal import redacted
from gongxin.batch.plans import CompiledChain, CompiledGroup, Plan, Words
from gongxin.batch.publicity import DATED, with_window
from gongxin.batch.sieve import held_fields, judged_held, sieve
from gongxin.batch.text import tidy
from gongxin.law.catalogue import Item
from gongxin.law.load import load_windows
from gongxin.law.window_set import WindowSet


def compile_plan(item: Item) -> Plan:
    """Everything that checking and filing files of ``item`` runs."""
    cells = cells_table(item)
    held = ibis.table(cells.schema(), name="held")
    sources = dict.fromkeys(judged_held(item), held)
    chains = make_chains(cells, item, sources)
    groups = plan(item, chains)
    slim = make_chains(cells, item, sources, _judged_alone(item, groups))
    return Plan(
        chains=tuple(_chain(chains[c.codes[0]], c) for c in _distinct(slim)),
        doubtful=sql(doubtful_rows(item)),
        groups=tuple(_group(group, judged_held(item), chains) for group in groups),
        keys=sql(cells.select("row", key=key_text(cells, item))),
        telling=sql(held.select("row", **telling_parts(held, item))),
        texts=sql(cells.select("row", **{f.code: tidy(cells[f.code]) for f in item.stored_fields})),
        redactions={f.code: _bare(redacted(cells[f.code])) for f in item.stored_fields},
        sieve=sieve(item),
        held=held_fields(item),
        fault_value=_fault_value(),
        words=_words(item),
        kept={code: f"forms_{chain.name}" for code, chain in chains.items()},
        name_form=_bare(names.normalised(_value())),
        windows=sql(with_window(ibis.table(DATED, name="dated"), _window(item))),
    )


def sql(expression: ir.Table) -> str:
    """The expression in the engine's language."""
    return str(ibis.to_sql(expression, dialect="duckdb", pretty=False))


def _judged_alone(item: Item, groups: Sequence[Group]) -> tuple[str, ...]:
    """The types of code whose forms no check looks at beside another field's."""
    joined = {code for group in groups if len(group.reads) > 1 for code in group.reads}
    with_others = {item.index[code].type for code in joined}
    return tuple(kind for kind in FACTS if kind not in with_others)


def _distinct(chains: Mapping[str, Chain]) -> list[Chain]:
    return list({chain.name: chain for chain in chains.values()}.values())


def _chain(chain: Chain, slim: Chain) -> CompiledChain:
    stages = {name: sql(table) for name, table in chain.stages.items()}
    first, *_ = stages
    unsound = sql(slim.stages[first])
    name = list(stages)[-1]
    return CompiledChain(name, stages, None if unsound == stages[first] else unsound)


def _group(group: Group, held: tuple[str, ...], chains: Mapping[str, Chain]) -> CompiledGroup:
    """The faults of a held field alone are looked for in all rows, whether doubtful or not."""
    hits = None if group.hits is None else sql(group.hits)
    if hits is not None and len(group.reads) == 1 and group.reads[0] in held:
        hits = hits.replace('"cells"', '"held"')
    return CompiledGroup(
        number=group.number,
        needs=tuple({f"forms_{chains[code].name}": None for code in group.reads if code in chains}),
        faulty=sql(group.faulty),
        hits=hits,
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
