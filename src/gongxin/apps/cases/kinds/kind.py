"""The shape of a kind of case: a state machine as data, walked by ``cases.workflow``."""

from dataclasses import dataclass, field
from typing import Literal

from gongxin.core.text import Text

Role = Literal["applicant", "window", "department", "office", "upstream"]
"""Who takes a step. ``applicant``: the organisation. ``window``: an officer at a service window on
its behalf. ``department``: the department that must act. ``office``: the credit office.
``upstream``: the national or provincial site, or Gongxin itself as a consequence of another case.
"""

Due = Literal["keep", "start", "extend", "given", "none"]


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason that an officer may choose from the list of a step."""

    code: str
    text: Text


@dataclass(frozen=True, slots=True)
class State:
    """A state of a case. ``final``: nothing is due any more.

    ``stage`` is what the records concerned carry while the case is in this state (empty: nothing);
    ``public`` says whether the law lets everyone who sees the record see that. ``lapsed`` is what the
    state is called once the end that the case itself set has passed and nobody has closed it yet.
    """

    id: str
    title: Text
    final: bool = False
    stage: str = ""
    public: bool = False
    lapsed: Text | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """A step from one of ``sources`` (``""``: the case is opened by it) to ``target``.

    ``due``: ``start`` begins the rule's ``term`` today, ``extend`` adds it to the present deadline,
    ``given`` takes the day from the caller, ``keep`` leaves it, ``none`` ends it.
    ``act`` is the kind of the act that is written. ``reason``: one must be given, from ``reasons``
    or in words.
    """

    verb: str
    title: Text
    sources: tuple[str, ...]
    target: str
    who: tuple[Role, ...]
    act: str
    due: Due = "keep"
    term: str = ""
    reason: bool = False
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of case. ``rules`` names its terms in ``packs/*/cases``; ``prefix`` begins its numbers.

    ``overall``: the term, counted from opening, within which the applicant has an answer.
    ``grounds``: what the case may be about, where that must be chosen.
    """

    id: str
    prefix: str
    title: Text
    rules: str
    states: tuple[State, ...]
    steps: tuple[Step, ...]
    overall: str = ""
    grounds: dict[str, Text] = field(default_factory=dict)

    def state(self, name: str) -> State:
        """The state with this id; KeyError naming the kind when it has none."""
        for one in self.states:
            if one.id == name:
                return one
        raise KeyError(f"{self.id} cases have no state {name!r}")

    def step(self, verb: str, source: str) -> Step | None:
        """The step ``verb`` out of ``source``, if there is one."""
        return next((s for s in self.steps if s.verb == verb and source in s.sources), None)

    def steps_from(self, source: str) -> tuple[Step, ...]:
        """Every step out of a state."""
        return tuple(step for step in self.steps if source in step.sources)

    def verbs(self) -> tuple[str, ...]:
        """The verbs of all steps, each once, in the order they are declared."""
        return tuple(dict.fromkeys(step.verb for step in self.steps))
