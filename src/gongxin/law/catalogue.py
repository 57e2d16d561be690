"""What a catalogue item is: the one entry from which template, checks, pages, API and docs come.

Loaded from ``packs/*/items/*.yaml`` by :mod:`gongxin.law.load`; the shapes here know no YAML.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from gongxin.core.text import Text

FieldType = Literal[
    "text", "date", "money", "capital", "integer", "enum", "enums", "uscc", "orgcode", "regno"
]
Publicity = Literal["public", "authorised", "internal", "never"]
Polarity = Literal["positive", "negative", "neutral"]
SCOPES: tuple[Publicity, ...] = ("public", "authorised", "internal")  # each includes those before


@dataclass(frozen=True, slots=True)
class Basis:
    """A legal basis: the instrument, where in it, since when, and whether its text was read."""

    document: Text
    article: str | None
    effective: date
    verified: bool
    note: Text | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of an enumeration; ``also`` are spellings that files use for it."""

    value: str
    title: Text
    also: tuple[str, ...] = ()
    refused: bool = False  # a value that exists in law but only for natural persons


@dataclass(frozen=True, slots=True)
class Condition:
    """Holds when ``field`` has one of ``any_of``; with ``any_of`` empty, when it is filled."""

    field: str
    any_of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Field:
    """One column of an item.

    ``money`` is in ``unit`` (万元) as decimal(18,6); ``capital`` is free text that is read
    leniently; ``enums`` holds several values of ``choices``. A ``never`` field is recognised in a
    header so that its column can be dropped while reading.
    """

    code: str
    title: Text
    type: FieldType
    publicity: Publicity
    aliases: tuple[str, ...] = ()
    length: int | None = None
    unit: str | None = None
    required: bool = False
    required_if: Condition | None = None
    only_if: Condition | None = None
    column_optional: bool = False  # a file without this column is still read (older layouts)
    choices: tuple[Choice, ...] = ()
    open_choices: bool = False  # 其他-… : further values may follow the last choice after a dash
    not_before: str | None = None
    future_allowed: bool = False
    placeholders: tuple[str, ...] = ()  # values that stand for "has no code" and are accepted
    mask_person: bool = False  # a person's name: shown as 张* in public
    example: str | None = None
    help: Text | None = None


@dataclass(frozen=True, slots=True)
class SubjectFields:
    """Which fields of an item say whom a row is about."""

    code: str
    name: str
    party_class: str | None = None  # 行政相对人类别
    regno: str | None = None
    orgcode: str | None = None
    region: str | None = None
    legal_representative: str | None = None
    status: str | None = None  # in the register: whether the organisation still exists
    industry: str | None = None
    former_names: str | None = None

    @property
    def numbers(self) -> tuple[str, ...]:
        """The fields with the numbers by which an organisation is known."""
        found = (self.code, self.regno, self.orgcode)
        return tuple(code for code in found if code is not None)


@dataclass(frozen=True, slots=True)
class Deadline:
    """Days in which a decision must be reported, counted in working days from ``field``."""

    working_days: int
    field: str
    basis: Basis


@dataclass(frozen=True, slots=True)
class PublicityRule:
    """How long and how openly an item's records are shown.

    ``window`` names a dated rule set (:mod:`gongxin.law.windows`); without one a record is public
    with no set end, which only items that are not negative may be. ``starts_field`` is a date that
    starts the clock in the rows that have it, in place of the one a record is dated by;
    ``ends_field`` is a date in the row that ends publicity earlier; ``kinds_field`` holds the kinds
    that decide the window's class, ``fine_field`` the fine (万元), ``procedure_field`` the procedure
    and ``sector_field`` the sector (a list's field; otherwise it is that of the department that submits).
    """

    scope: Publicity
    window: str | None = None
    ends_field: str | None = None
    kinds_field: str | None = None
    fine_field: str | None = None
    procedure_field: str | None = None
    sector_field: str | None = None
    starts_field: str | None = None


AggregateKind = Literal["count", "months", "sum", "latest"]


@dataclass(frozen=True, slots=True)
class Aggregate:
    """One figure that credit files show of an item whose rows lie in the lake.

    ``count`` of the rows, ``months`` (distinct ones of the item's dating field), ``sum`` of an amount
    or a whole number, or the ``latest`` value of ``field``; of the rows that meet ``where``, and with
    ``within_months`` of those dated in so many months before the day that is asked about.
    ``publicity`` says who may see it.
    """

    code: str
    title: Text
    kind: AggregateKind
    publicity: Publicity
    field: str | None = None
    within_months: int | None = None
    where: Condition | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """A catalogue item with its legal basis; ``key`` makes two rows the same record."""

    id: str
    pack: str
    title: Text
    category: str  # number in the national basic catalogue
    polarity: Polarity
    bases: tuple[Basis, ...]
    effective: date
    submitters: tuple[str, ...]  # department sectors, or ("*",)
    subject: SubjectFields
    key: tuple[str, ...]
    decided: str  # the date field a record is dated by
    publicity: PublicityRule
    fields: tuple[Field, ...]
    deadline: Deadline | None = None
    description: Text | None = None
    department: str | None = None  # field naming the deciding authority
    headline: tuple[str, ...] = ()  # field codes a list shows
    storage: Literal["database", "lake"] = "database"
    aggregates: tuple[Aggregate, ...] = ()  # of a lake item: what credit files show of its rows
    order: int = 100
    index: dict[str, Field] = field(init=False, repr=False, compare=False)
    open_to: dict[Publicity, tuple[Field, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "index", {f.code: f for f in self.fields})
        open_to = {
            scope: tuple(f for f in self.fields if f.publicity in SCOPES[: place + 1])
            for place, scope in enumerate(SCOPES)
        }
        object.__setattr__(self, "open_to", open_to)

    @property
    def stored_fields(self) -> tuple[Field, ...]:
        """The fields that may be kept: all but the never-stored ones."""
        return tuple(f for f in self.fields if f.publicity != "never")


@dataclass(frozen=True, slots=True)
class Category:
    """A category of the national basic catalogue; ``verified``: its title was read there."""

    number: str
    title: Text
    verified: bool = False


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All items that are loaded, with the categories they belong to."""

    items: dict[str, Item]
    categories: dict[str, Category]

    def item(self, item_id: str) -> Item:
        """The item with this id; KeyError with the known ids otherwise."""
        try:
            return self.items[item_id]
        except KeyError:
            raise KeyError(f"no item {item_id!r}; known: {', '.join(self.items)}") from None
