"""A catalogue item made ready to print: what a department fills in and what the public can see."""

from typing import Final, NamedTuple

from gongxin.apps.accounts.queries import departments
from gongxin.apps.records.reckoning import cited
from gongxin.core.text import Text
from gongxin.law.catalogue import Field, Item
from gongxin.law.load import load_catalogue, load_windows
from gongxin.law.titles import POLARITY_TITLES, TYPE_TITLES
from gongxin.law.values import shown
from gongxin.law.window_set import WindowClass, WindowSet, WindowVersion
from gongxin.web.portal.item_checks import check_lines
from gongxin.web.portal.words import PUBLICITY, SEVERITIES, listed, word


class FieldLine(NamedTuple):
    """One field: how it is written, whether it must be filled, who sees it."""

    code: str
    title: str
    kind: str
    required: str
    publicity: str
    seen: str
    example: str
    help: str
    choices: str
    aliases: str


class WindowLine(NamedTuple):
    """One class of a publicity rule."""

    severity: str
    kinds: str
    shortest: str
    longest: str


class Rule(NamedTuple):
    """One dated version of a publicity rule; ``sectors`` are named where it is for some only."""

    sectors: str
    since: str
    until: str
    basis: str
    classes: list[WindowLine]


def item_context(item: Item, language: str) -> dict[str, object]:
    """The values that ``portal/item.html`` prints."""
    title = {f.code: f.title.of(language) for f in item.fields}
    return {
        "section": "catalogue",
        "item": item,
        "title": item.title.of(language),
        "description": item.description.of(language) if item.description else "",
        "category": load_catalogue().categories[item.category].title.of(language),
        "polarity_word": POLARITY_TITLES[item.polarity].of(language),
        "scope": word(PUBLICITY, item.publicity.scope, language),
        "bases": [
            (cited(b, language), b.verified, b.note.of(language) if b.note else "")
            for b in item.bases
        ],
        "everyone": item.submitters == ("*",),
        "submitters": listed(_submitters(item, language), language),
        "key": listed((title[code] for code in item.key), language),
        "decided": title[item.decided],
        "deadline": item.deadline,
        "deadline_field": title[item.deadline.field] if item.deadline else "",
        "deadline_basis": cited(item.deadline.basis, language) if item.deadline else "",
        "starts_field": title.get(item.publicity.starts_field or "", ""),
        "ends_field": title.get(item.publicity.ends_field or "", ""),
        "rules": _rules(item, language),
        "checks": check_lines(item, language),
        "fields": [_field_line(f, item, language) for f in item.fields],
    }


def _submitters(item: Item, language: str) -> list[str]:
    """The departments whose sector may submit the item; the sectors while there are none."""
    names = [
        (language == "en" and body.name_en) or body.name
        for body in departments()
        if body.active and body.sector in item.submitters
    ]
    return names or list(item.submitters)


def _field_line(field: Field, item: Item, language: str) -> FieldLine:
    publicity = word(PUBLICITY, field.publicity, language)
    if field.mask_person and field.publicity == "public":
        publicity = _MASKED.of(language)
    return FieldLine(
        code=field.code,
        title=field.title.of(language),
        kind=_kind(field, language),
        required=_required(field, item).of(language),
        publicity=field.publicity,
        seen=publicity,
        example=field.example or "",
        help=field.help.of(language) if field.help else "",
        choices=listed(
            (_choice(c.value, c.title, language) for c in field.choices if not c.refused), language
        ),
        aliases="、".join(field.aliases),
    )


def _kind(field: Field, language: str) -> str:
    kind = TYPE_TITLES[field.type].of(language)
    if field.unit:
        kind = f"{kind} ({field.unit})"
    if field.length and field.type == "text":
        kind += _LENGTH.format(length=field.length).of(language)
    return kind


def _choice(value: str, title: Text, language: str) -> str:
    named = title.of(language)
    return value if named == value else f"{value} ({named})"


def _required(field: Field, item: Item) -> Text:
    if field.publicity == "never":
        return Text("不要填", "leave out")
    if field.required:
        return Text("必填", "required")
    condition = field.required_if
    if condition is None:
        return Text("可不填", "optional")
    other = item.index[condition.field].title
    if not condition.any_of:
        return Text(f"填了“{other.zh}”时必填", f"required when “{other.en}” is filled")
    values = "、".join(condition.any_of)
    return Text(f"“{other.zh}”为{values}时必填", f"required when “{other.en}” is {values}")


def _rules(item: Item, language: str) -> list[Rule]:
    if item.publicity.window is None:
        return []
    general = load_windows()[item.publicity.window]
    return [
        _rule(rule, version, item, language)
        for rule in (general, *reversed(general.special))
        for version in reversed(rule.versions)
    ]


def _rule(rule: WindowSet, version: WindowVersion, item: Item, language: str) -> Rule:
    return Rule(
        sectors=listed((one.title.of(language) for one in rule.sectors), language),
        since=version.decided_from.isoformat() if version.decided_from else "",
        until=version.decided_until.isoformat() if version.decided_until else "",
        basis=cited(version.basis, language),
        classes=[
            WindowLine(
                word(SEVERITIES, one.severity, language) or _UNCLASSED.of(language),
                _kinds(one, item, language)
                or (_OTHER if len(version.classes) > 1 else _ALL).of(language),
                _months(one.shortest, language),
                _longest(one, language),
            )
            for one in version.classes
        ],
    )


def _kinds(one: WindowClass, item: Item, language: str) -> str:
    field = item.index.get(item.publicity.kinds_field or "")
    named = [shown(field, kind, language) if field else kind for kind in one.kinds]
    simple = [shown(field, kind, language) if field else kind for kind in one.simple]
    named += [_SIMPLE.of(language).format(kind=kind) for kind in simple]
    if one.fine_below is not None:
        named.append(_BELOW.of(language).format(amount=one.fine_below))
    if one.fine_from is not None:
        named.append(_FROM.of(language).format(amount=one.fine_from))
    return listed(named, language)


def _longest(one: WindowClass, language: str) -> str:
    if not one.published:
        return _NEVER.of(language)
    return _NO_END.of(language) if one.longest is None else _months(one.longest, language)


def _months(number: int, language: str) -> str:
    return _MONTHS.format(number=number).of(language) if number else "—"


_MASKED: Final = Text("所有人，只显示姓氏", "everyone, family name only")
_LENGTH: Final = Text("，至多 {length} 字", ", at most {length} characters")
_MONTHS: Final = Text("{number} 个月", "{number} months")
_NO_END: Final = Text("不设截止", "no set end")
_NEVER: Final = Text("不公示", "not published")
_UNCLASSED: Final = Text("不分级", "not classed")
_OTHER: Final = Text("其他", "all others")
_SIMPLE: Final = Text("简易程序的{kind}", "{kind} in the summary procedure")
_BELOW: Final = Text("不足 {amount} 万元的罚款", "fine below {amount} × 10,000 yuan")
_FROM: Final = Text("{amount} 万元以上的罚款", "fine from {amount} × 10,000 yuan")
_ALL: Final = Text("全部种类", "all kinds")
