"""Every table expression that batch work builds."""

from collections.abc import Iterator

import ibis
import ibis.expr.types as ir

from gongxin.batch.checks.check import Cells
from gongxin.batch.checks.registry import CHECKS
from gongxin.batch.forms import make_chains
from gongxin.batch.judge import cells_table, plan
from gongxin.batch.keys import key_text
from gongxin.batch.lake import FAULTS
from gongxin.batch.link import CANDIDATES, decide_links
from gongxin.batch.linking.candidates import tables
from gongxin.batch.linking.tables import STAGES, stage
from gongxin.batch.names import normalised
from gongxin.batch.publicity import DATED, with_window
from gongxin.batch.quality.registry import MEASURES
from gongxin.batch.quality.tables import unbound
from gongxin.batch.recheck import gather
from gongxin.batch.recheck.candidates import may_be_faulty, out_of_time
from gongxin.batch.recheck.doubts import may_be_doubtful
from gongxin.batch.recheck.kinds import CODES, questions
from gongxin.batch.recheck.verdicts import verdict_tables
from gongxin.batch.tokens import IN_TIME_SINCE, RECEIVED_ON
from gongxin.law.catalogue import Item
from gongxin.law.load import load_catalogue, load_windows


def expressions() -> Iterator[tuple[str, ir.Expr]]:
    """Each with where it is from."""
    for item in load_catalogue().items.values():
        yield from _of_checks(item)
        yield from _of_recheck(item)
    yield "faults", gather.faults(gather.table("cells", FAULTS))
    yield "cell faults", gather.cell_faults()
    yield "doubtful", gather.doubtful(1)
    yield "links", decide_links(ibis.table(CANDIDATES, name="candidates"))
    for name in STAGES:
        yield f"linking {name}", stage(name)
    for name, searched in tables():
        yield f"search {name}", searched
    yield "names", normalised(ibis.table({"v": "string"}, name="names").v)
    for name, window in load_windows().items():
        yield f"window {name}", with_window(ibis.table(DATED, name="dated"), window)
    for measure in MEASURES:
        yield f"measure {measure.id}", measure.figures(unbound())
        yield f"rows behind {measure.id}", measure.behind(unbound())


def _of_checks(item: Item) -> Iterator[tuple[str, ir.Expr]]:
    cells = cells_table(item)
    chains = make_chains(cells, item)
    for chain in chains.values():
        for name, table in chain.stages.items():
            yield f"{item.id} {name}", table
    for group in plan(item, chains):
        yield f"{item.id} faulty", group.faulty
        yield f"{item.id} faults", group.faults
        if group.hits is not None:
            yield f"{item.id} hits", group.hits
    yield f"{item.id} key", key_text(cells, item)


def _of_recheck(item: Item) -> Iterator[tuple[str, ir.Expr]]:
    shape = dict.fromkeys((*CODES, RECEIVED_ON, IN_TIME_SINCE), "string")
    for question in questions(item, CHECKS):
        cells = Cells(ibis.table(shape, name="values"), question.item)
        yield f"{item.id} {question.columns} {question.check}", may_be_faulty(question, cells)
        for many in (False, True):
            doubt = may_be_doubtful(question, many)
            if doubt is not None:
                yield f"{item.id} {question.columns} {question.check} doubt", doubt
        late = out_of_time(question, cells)
        if late is not None:
            yield f"{item.id} {question.columns} days", late
        if question.sieved:
            for name, table in verdict_tables(question.item).items():
                yield f"{item.id} {question.columns} {name}", table
