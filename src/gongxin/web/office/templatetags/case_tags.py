"""Filters that show cases in the reader's language."""

from django import template

from gongxin.apps.cases.kinds.kind import State
from gongxin.apps.cases.kinds.registry import KINDS
from gongxin.apps.cases.views import CaseLine
from gongxin.web.language import say
from gongxin.web.office import case_words

register = template.Library()


@register.filter
def case_kind_words(kind: str) -> str:
    """What a kind of case is called."""
    return say(KINDS[kind].title) if kind in KINDS else kind


@register.filter
def case_tone(state: State) -> str:
    """The tone of a case's state."""
    return case_words.tone_of(state)


@register.filter
def left_words(line: CaseLine) -> str:
    """How long is left for the next step."""
    return say(case_words.left(line))


@register.filter
def left_tone(line: CaseLine) -> str:
    """The tone of the deadline."""
    return case_words.left_tone(line)


@register.filter
def via_words(via: str) -> str:
    """How a case came in."""
    return say(case_words.VIA[via]) if via in case_words.VIA else via


@register.filter
def paper_words(kind: str) -> str:
    """What a paper is."""
    return say(case_words.PAPERS[kind]) if kind in case_words.PAPERS else kind
