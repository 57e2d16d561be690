"""Which organisation a party is: the evidence in its order, and never a guess.

A code decides; then a person's earlier judgement; then the old registration number or organisation
code; then the exact name within the city. From a number or a name on, the evidence decides only when
it points to one organisation, and never against a judgement "not the same".
"""

import ibis
import ibis.expr.types as ir

CANDIDATES = {"party": "int64", "subject": "int64", "evidence": "string", "denied": "boolean"}
EVIDENCE = ("uscc", "officer", "regno", "orgcode", "name")


def decide_links(candidates: ir.Table) -> ir.Table:
    """``party, subject, linked_by`` for every party that the evidence ties to one organisation.

    ``candidates`` has the shape ``CANDIDATES``; ``evidence`` is one of ``EVIDENCE``.
    """
    rank = ibis.cases(
        *((candidates.evidence == name, place) for place, name in enumerate(EVIDENCE)),
        else_=len(EVIDENCE),
    )
    open_ = candidates.filter(~candidates.denied).mutate(rank=rank)
    agreed = open_.group_by("party", "rank").agg(
        subject=open_.subject.min(),
        other=open_.subject.max(),
        linked_by=open_.evidence.min(),
    )
    best = agreed.group_by("party").agg(rank=agreed["rank"].min())
    first = agreed.inner_join(best, ["party", "rank"])
    return first.filter(first.subject == first.other).select("party", "subject", "linked_by")
