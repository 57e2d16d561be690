"""The tables of one run of linking, from what rows say to what is kept.

A party is one unlinked row; ``link_said`` has its number and what it says, numbers and names of
organisations lie in ``register_…`` tables. Text is compared as :mod:`gongxin.batch.names` and
:mod:`gongxin.batch.identifiers` write it.
"""

import ibis
import ibis.expr.types as ir

from gongxin.batch.identifiers import normalised as number_form
from gongxin.batch.lake import JUDGEMENTS
from gongxin.batch.link import CANDIDATES, decide_links
from gongxin.batch.linking.candidates import FOUND
from gongxin.batch.linking.scoring import COMPARED, likelihood
from gongxin.batch.names import normalised as name_form
from gongxin.batch.text import tidy

SAID = ("code", "regno", "orgcode", "name", "region")
ROW_TYPES = {
    "item": "VARCHAR",
    "month": "VARCHAR",
    "submission": "BIGINT",
    "row": "BIGINT",
    **dict.fromkeys(SAID, "VARCHAR"),
}
STAGES = ("said", "evidence", "decided", "open", "links", "candidates", "crowded")
_KINDS = {"VARCHAR": "string", "BIGINT": "int64"}
_ROW = ("item", "month", "submission", "row")
# as str.strip takes it away
_STRIPPED = r"[\t-\r\x{1c}-\x{20}\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]"


def stage(name: str) -> ir.Table:
    """The table ``link_<name>`` of each of the ``STAGES``; each is made of those before it.

    Between ``open`` and ``links`` the names in ``link_open`` are searched for.
    """
    if name == "decided":
        return decide_links(ibis.table(CANDIDATES, name="link_evidence"))
    return _STAGES[name]()


def _said() -> ir.Table:
    """What each row says; empty cells are null. The signature is of the cells as they came."""
    t = ibis.table({name: _KINDS[kind] for name, kind in ROW_TYPES.items()}, name="link_rows")
    number = ibis.row_number().over(order_by=[t[name] for name in _ROW])
    cells = {part: _cell(t, part) for part in SAID}
    return t.select(*_ROW, party=number, signature=signature(t), **cells)


def signature(t: ir.Table) -> ir.StringValue:
    """What :func:`gongxin.apps.subjects.signature.signature_of` makes of the cells of a row."""
    raw = {part: t[part].fill_null("") for part in SAID}
    parts = [number_form(raw[part]) for part in ("code", "regno", "orgcode")]
    parts += [
        name_form(raw["name"]),
        raw["region"].re_replace(rf"^{_STRIPPED}+|{_STRIPPED}+\z", ""),
    ]
    text = parts[0]
    for part in parts[1:]:
        text = text + "\t" + part
    return text.hexdigest("sha256")


def _cell(t: ir.Table, part: str) -> ir.StringValue:
    cell = tidy(t[part])
    cell = number_form(cell) if part in ("code", "regno", "orgcode") else cell
    return cell.nullif("")


def _evidence() -> ir.Table:
    """Candidates of the stages that decide: code, judgement, old numbers, name within the city."""
    said, codes = _party(), _codes()
    known = {"code": "string", "scheme": "string", "value": "string"}
    identifiers = ibis.table(known, name="register_identifiers").inner_join(codes, "code")
    names = ibis.table(
        {"code": "string", "normalised": "string", "region": "string"}, name="register_names"
    ).inner_join(codes, "code")
    found = [_evident(said.select("party", "code").inner_join(codes, "code"), "uscc")]
    no_code = said.filter(said["code"].isnull())
    for scheme in ("regno", "orgcode"):
        own = identifiers.filter(identifiers["scheme"] == scheme).select("value", "subject")
        asked = no_code.select("party", value=no_code[scheme])
        found.append(_evident(asked.inner_join(own, "value"), scheme))
    bare = no_code.filter(no_code["regno"].isnull() & no_code["orgcode"].isnull())
    asked = bare.select(
        "party", normalised=name_form(bare["name"]), city=bare["region"].substr(0, 4)
    )
    cities = names.select("normalised", "subject", city=names["region"].substr(0, 4))
    found.append(_evident(asked.inner_join(cities, ["normalised", "city"]), "name"))
    met = ibis.union(*found).left_join(_denied(), ["party", "subject"])
    judged = met.select("party", "subject", "evidence", denied=met["no"].fill_null(False))
    return ibis.union(judged, _evident(_same(), "officer").mutate(denied=ibis.literal(False)))


def _evident(met: ir.Table, evidence: str) -> ir.Table:
    return met.select("party", "subject", evidence=ibis.literal(evidence))


def _judged() -> ir.Table:
    """``party, subject, verdict, at`` of every judgement about what a party says."""
    judged = ibis.table(dict.fromkeys(JUDGEMENTS, "string"), name="register_judged")
    judged = judged.rename(code="subject")
    said = _party().select("party", "signature")
    return said.inner_join(judged, "signature").inner_join(_codes(), "code")


def _denied() -> ir.Table:
    """Whom anyone ever judged to be another."""
    judged = _judged()
    no = judged.filter(judged["verdict"] == "not_same").select("party", "subject").distinct()
    return no.mutate(no=ibis.literal(True))


def _same() -> ir.Table:
    """Whom the last judgement says a party to be."""
    judged = _judged()
    last = judged.group_by("party", "subject").agg(at=judged["at"].max())
    met = judged.inner_join(last, ["party", "subject", "at"])
    return met.filter(met["verdict"] == "same").select("party", "subject").distinct()


def _open_names() -> ir.Table:
    left = _left()
    return left.filter(left["name"].notnull()).select("name").distinct()


def _links() -> ir.Table:
    said = _party().select("party", *_ROW)
    tied = said.inner_join(_decided(), "party").inner_join(_codes(), "subject")
    return tied.select(*_ROW, subject=tied["code"], linked_by=tied["linked_by"])


def _candidates() -> ir.Table:
    kinds = {**dict.fromkeys(FOUND, "string"), "points": "int32", "place": "int64"}
    met = _left().inner_join(ibis.table(kinds, name="link_found"), "name")
    denied = _denied().inner_join(_codes(), "subject").select("party", "code")
    met = met.anti_join(denied, ["party", "code"])
    score = likelihood(met["points"])
    return met.select(*_ROW, "code", "bears", *COMPARED, score=score, place=met["place"])


def _crowded() -> ir.Table:
    crowded = ibis.table({"name": "string"}, name="link_found_crowded")
    return _left().inner_join(crowded, "name").select(*_ROW)


def _left() -> ir.Table:
    """Rows that nothing decides."""
    return _party().anti_join(_decided(), "party").select("party", *_ROW, "name")


def _party() -> ir.Table:
    kinds = {name: _KINDS[kind] for name, kind in ROW_TYPES.items()}
    return ibis.table({**kinds, "party": "int64", "signature": "string"}, name="link_said")


def _decided() -> ir.Table:
    shape = {"party": "int64", "subject": "int64", "linked_by": "string"}
    return ibis.table(shape, name="link_decided")


def _codes() -> ir.Table:
    return ibis.table({"code": "string", "subject": "int64"}, name="register_codes")


_STAGES = {
    "said": _said,
    "evidence": _evidence,
    "open": _open_names,
    "links": _links,
    "candidates": _candidates,
    "crowded": _crowded,
}
