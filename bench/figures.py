"""A figure: what was measured, what it had to keep within, what came out."""

from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from bench.timing import Spread
from gongxin.core.text import Text

Direction = Literal["most", "least"]


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table; without ``bound`` it is told for comparison only.

    ``details`` are sentences below the table: seconds, memory, what was counted.
    """

    id: str
    title: Text
    unit: str
    measured: Spread
    bound: float | None = None
    direction: Direction = "most"
    size: str = ""
    measured_on: str = ""
    processor: str = ""
    details: list[Text] = field(default_factory=list)

    @property
    def met(self) -> bool | None:
        """Whether the bound was kept; None where there is none."""
        if self.bound is None:
            return None
        if self.direction == "most":
            return self.measured.median <= self.bound
        return self.measured.median >= self.bound

    def as_json(self) -> dict[str, Any]:
        """The figure with ``met`` as plain values."""
        return {**asdict(self), "met": self.met}

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> "Figure":
        """The figure that :meth:`as_json` wrote."""
        values = {key: value for key, value in kept.items() if key != "met"}
        values["title"] = Text(**kept["title"])
        values["measured"] = Spread(**kept["measured"])
        values["details"] = [Text(**detail) for detail in kept["details"]]
        return cls(**values)
