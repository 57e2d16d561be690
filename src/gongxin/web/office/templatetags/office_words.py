"""Filters that show the platform's own values in the reader's language."""

from django import template

from gongxin.apps.records.views import RecordView
from gongxin.batch.checks.check import Check
from gongxin.batch.checks.registry import BY_ID
from gongxin.core.regions import path_name
from gongxin.core.text import Text
from gongxin.law.catalogue import Field, Item
from gongxin.law.load import load_catalogue
from gongxin.law.statuses import status_title
from gongxin.law.values import shown as shown_alone
from gongxin.web.language import current, say
from gongxin.web.office import case_words, wording
from gongxin.web.office.values import shown

register = template.Library()


@register.filter
def words(value: Text | str | None) -> str:
    """A ``Text`` in the reader's language; anything else as it is."""
    if isinstance(value, Text):
        return say(value)
    return "" if value is None else str(value)


@register.filter
def in_words(value: dict[str, str] | None) -> str:
    """A stored ``{zh, en}`` pair in the reader's language."""
    if not value:
        return ""
    return say(Text(value.get("zh", ""), value.get("en", "")))


@register.filter
def item_title(item_id: str) -> str:
    """The title of a catalogue item, or its id when the catalogue no longer has it."""
    item: Item | None = load_catalogue().items.get(item_id)
    return words(item.title) if item else item_id


@register.filter
def state_words(state: str) -> str:
    """A submission's state in words."""
    return words(wording.STATES.get(state, Text(state, state)))


@register.filter
def state_tone(state: str) -> str:
    """The tone that a submission's state is shown in."""
    return wording.TONES.get(state, ("wait", "○"))[0]


@register.filter
def state_shape(state: str) -> str:
    """The shape beside a submission's state."""
    return wording.TONES.get(state, ("wait", "○"))[1]


@register.filter
def severity_words(severity: str) -> str:
    """A fault's severity in words."""
    return words(wording.SEVERITIES.get(severity, Text(severity, severity)))


@register.filter
def status_words(status: str) -> str:
    """What the register says of an organisation's life."""
    return say(status_title(status))


@register.filter
def check_of(rule: str) -> Check | None:
    """The check that a fault's rule names."""
    return BY_ID.get(rule)


@register.filter
def act_words(kind: str) -> str:
    """What someone decided about a record."""
    return words(wording.ACTS.get(kind) or case_words.act_text(kind))


@register.filter
def headline(record: RecordView) -> str:
    """What a record is called in a list: the values of its headline, amounts with their unit."""
    values = [_alone(field, value) for field, value in record.headline]
    return " · ".join(values) or words(record.item.title)


def _alone(field: Field, value: str) -> str:
    """A value that stands alone: a date says of what, an amount stays on one line."""
    text = shown_alone(field, value, current())
    if field.type == "money":
        return text.replace(" ", "\N{NO-BREAK SPACE}")
    return f"{words(field.title)} {text}" if field.type == "date" else text


@register.filter
def short_headline(record: RecordView) -> str:
    """The first value of a record's headline, mostly the number of the decision."""
    for field, value in record.headline:
        return shown_alone(field, value, current())
    return words(record.item.title)


@register.filter
def channel_words(channel: str) -> str:
    """How a submission came in."""
    return words(wording.CHANNELS.get(channel, Text(channel, channel)))


@register.filter
def linked_by_words(how: str) -> str:
    """By what a record was tied to its organisation."""
    return words(wording.LINKED_BY.get(how, Text(how, how)))


@register.filter
def kilobytes(size: int) -> str:
    """A file size for people: 812 B, 14 KB, 3.2 MB."""
    if size < 1024:
        return f"{size} B"
    if size < 1024 * 1024:
        return f"{size / 1024:.0f} KB"
    return f"{size / 1024 / 1024:.1f} MB"


@register.filter
def change_words(change: str) -> str:
    """How a revision of a record came about."""
    return words(wording.CHANGES.get(change, Text(change, change)))


@register.filter
def region_name(code: str) -> str:
    """The place a region code stands for, from province down; the code itself when unknown."""
    return path_name(code) or code


@register.filter
def of_field(value: str, field: Field) -> str:
    """A field's value as the reader reads it."""
    return shown(field, value)


@register.filter
def notice_kind_words(kind: str) -> str:
    """What a kind of notice is called."""
    return say(wording.notice_kind(kind))


@register.filter
def read_through_words(channel: str) -> str:
    """Through what a file was looked at."""
    return words(wording.READ_THROUGH.get(channel, channel))


@register.filter
def read_what_words(what: str) -> str:
    """What of a file was looked at."""
    return words(wording.READ_WHAT.get(what, what))
