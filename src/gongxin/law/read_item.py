"""From one item's YAML file to an :class:`Item`."""

from typing import cast, get_args

from gongxin.core.text import Text
from gongxin.law.catalogue import (
    SCOPES,
    Aggregate,
    AggregateKind,
    Basis,
    Choice,
    Condition,
    Deadline,
    Field,
    FieldType,
    Item,
    Polarity,
    Publicity,
    PublicityRule,
    SubjectFields,
)
from gongxin.law.yaml_source import Entry


def read_item(entry: Entry, pack: str) -> Item:
    """The item that a file describes; faults of its form are noted with the entry."""
    item = Item(
        id=entry.text("id"),
        pack=pack,
        title=entry.bilingual("title"),
        category=entry.text("category"),
        polarity=cast(Polarity, entry.one_of("polarity", get_args(Polarity))),
        bases=read_bases(entry),
        effective=entry.day("effective"),
        submitters=entry.words("submitters"),
        subject=_read_subject(entry.entry("subject")),
        key=entry.words("key"),
        decided=entry.text("decided"),
        publicity=_read_publicity(entry.entry("publicity")),
        fields=tuple(_read_field(field) for field in entry.entries("fields")),
        deadline=_read_deadline(entry.optional_entry("deadline")),
        description=entry.optional_bilingual("description"),
        department=entry.optional_text("department"),
        headline=entry.words("headline"),
        storage="lake" if entry.one_of("storage", _STORAGES, "database") == "lake" else "database",
        aggregates=tuple(_read_aggregate(one) for one in entry.entries("aggregates")),
        order=_or(entry.integer("order"), 100),
    )
    entry.close()
    return item


_STORAGES = ("database", "lake")


def read_bases(entry: Entry) -> tuple[Basis, ...]:
    """The legal bases under ``bases``, at least one: without a basis nothing may be recorded."""
    bases = tuple(read_basis(basis) for basis in entry.entries("bases"))
    if not bases:
        entry.note("缺少法律依据 bases", "no legal basis: 'bases' is missing")
    return bases


def read_basis(entry: Entry) -> Basis:
    """One legal basis; its effective date and whether its text was read must be written."""
    basis = Basis(
        document=entry.bilingual("document"),
        article=entry.optional_text("article"),
        effective=entry.day("effective"),
        verified=entry.required_flag("verified"),
        note=entry.optional_bilingual("note"),
    )
    entry.close()
    return basis


def _read_field(entry: Entry) -> Field:
    publicity = cast(Publicity, entry.one_of("publicity", get_args(Publicity)))
    field = Field(
        code=entry.text("code"),
        title=entry.bilingual("title"),
        type=cast(FieldType, entry.one_of("type", get_args(FieldType))),
        publicity=publicity,
        aliases=entry.words("aliases"),
        length=entry.integer("length"),
        unit=entry.optional_text("unit"),
        required=entry.flag("required"),
        required_if=_read_condition(entry.optional_entry("required_if")),
        only_if=_read_condition(entry.optional_entry("only_if")),
        column_optional=entry.flag("column_optional", publicity == "never"),
        choices=tuple(_read_choice(choice) for choice in entry.entries("choices")),
        open_choices=entry.flag("open_choices"),
        not_before=entry.optional_text("not_before"),
        future_allowed=entry.flag("future_allowed"),
        placeholders=entry.words("placeholders"),
        mask_person=entry.flag("mask_person"),
        example=entry.optional_text("example"),
        help=entry.optional_bilingual("help"),
    )
    entry.close()
    return field


def _read_aggregate(entry: Entry) -> Aggregate:
    aggregate = Aggregate(
        code=entry.text("code"),
        title=entry.bilingual("title"),
        kind=cast(AggregateKind, entry.one_of("kind", get_args(AggregateKind))),
        publicity=cast(Publicity, entry.one_of("publicity", SCOPES)),
        field=entry.optional_text("field"),
        within_months=entry.integer("within_months"),
        where=_read_condition(entry.optional_entry("where")),
    )
    entry.close()
    return aggregate


def _read_choice(entry: Entry) -> Choice:
    """A choice; its Chinese title is its value unless ``zh`` says otherwise."""
    value = entry.text("value")
    choice = Choice(
        value=value,
        title=Text(entry.optional_text("zh") or value, entry.text("en")),
        also=entry.words("also"),
        refused=entry.flag("refused"),
    )
    entry.close()
    return choice


def _read_condition(entry: Entry | None) -> Condition | None:
    if entry is None:
        return None
    condition = Condition(entry.text("field"), entry.words("any_of"))
    entry.close()
    return condition


def _read_subject(entry: Entry) -> SubjectFields:
    subject = SubjectFields(
        code=entry.text("code"),
        name=entry.text("name"),
        party_class=entry.optional_text("party_class"),
        regno=entry.optional_text("regno"),
        orgcode=entry.optional_text("orgcode"),
        region=entry.optional_text("region"),
        legal_representative=entry.optional_text("legal_representative"),
        status=entry.optional_text("status"),
        industry=entry.optional_text("industry"),
        former_names=entry.optional_text("former_names"),
    )
    entry.close()
    return subject


def _read_publicity(entry: Entry) -> PublicityRule:
    rule = PublicityRule(
        scope=cast(Publicity, entry.one_of("scope", ("public", "authorised", "internal"))),
        window=entry.optional_text("window"),
        ends_field=entry.optional_text("ends_field"),
        kinds_field=entry.optional_text("kinds_field"),
        fine_field=entry.optional_text("fine_field"),
        procedure_field=entry.optional_text("procedure_field"),
        sector_field=entry.optional_text("sector_field"),
        starts_field=entry.optional_text("starts_field"),
    )
    entry.close()
    return rule


def _read_deadline(entry: Entry | None) -> Deadline | None:
    if entry is None:
        return None
    days = entry.integer("working_days")
    if days is None:
        entry.note("缺少 working_days", "'working_days' is missing")
    deadline = Deadline(_or(days, 0), entry.text("field"), read_basis(entry.entry("basis")))
    entry.close()
    return deadline


def _or(value: int | None, default: int) -> int:
    return default if value is None else value
