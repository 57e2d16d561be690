"""Kinds of organisations, as the first two characters of a code tell them."""

from dataclasses import dataclass

from gongxin.core.identifiers.constants import DEPARTMENT_KINDS
from gongxin.core.text import Text


@dataclass(frozen=True, slots=True)
class OrganisationKind:
    """A kind of organisation: a stable ``key`` and its title."""

    key: str
    title: Text


_KINDS = {
    key: OrganisationKind(key, title)
    for key, title in {
        "company": Text("企业", "Company"),
        "individual_business": Text("个体工商户", "Individual business"),
        "cooperative": Text("农民专业合作社", "Farmers' cooperative"),
        "government": Text("机关", "Government body"),
        "institution": Text("事业单位", "Public institution"),
        "mass_organisation": Text("群众团体", "Mass organisation"),
        "association": Text("社会团体", "Association"),
        "private_non_enterprise": Text("民办非企业单位", "Private non-enterprise unit"),
        "foundation": Text("基金会", "Foundation"),
        "community": Text("基层群众性自治组织", "Village or residents' committee"),
        "law_firm": Text("律师执业机构", "Law firm"),
        "trade_union": Text("工会", "Trade union"),
        "rural_collective": Text("农村集体经济组织", "Rural collective"),
        "religious": Text("宗教组织", "Religious organisation"),
        "other": Text("其他组织", "Other organisation"),
    }.items()
}


def organisation_kinds() -> tuple[OrganisationKind, ...]:
    """Every kind, the commonest first."""
    return tuple(_KINDS.values())


def kind_of(code: str) -> OrganisationKind:
    """The kind of organisation that ``code`` was issued to; ``other`` for unlisted beginnings.

    >>> kind_of("12100000400000624D").title.zh
    '事业单位'
    """
    return _KINDS[DEPARTMENT_KINDS.get(code[:2], "other")]
