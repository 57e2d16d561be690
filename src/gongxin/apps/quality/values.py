"""Figures as they are read: one value, and how it is written in both languages."""

from dataclasses import dataclass

from gongxin.batch.quality.measure import Measure
from gongxin.batch.quality.registry import BY_ID
from gongxin.core.text import Text

NONE = Text("—", "—")


@dataclass(frozen=True, slots=True)
class Value:
    """A measure's figure: ``numerator`` over ``denominator``, pooled by count."""

    measure_id: str
    numerator: int
    denominator: int

    @property
    def measure(self) -> Measure:
        """The definition behind it."""
        return BY_ID[self.measure_id]

    @property
    def ratio(self) -> float | None:
        """The figure as a number; None where there was nothing to count."""
        return self.numerator / self.denominator if self.denominator else None

    @property
    def text(self) -> Text:
        """The figure in words: ``98.53%``, ``3.2 个工作日``; a dash where there is none.

        >>> Value("validity_rate", 2, 3).text.zh, Value("correction_time", 9, 2).text.en
        ('66.67%', '4.5 working days')
        """
        if self.ratio is None:
            return NONE
        if self.measure.unit == "working_days":
            return Text(f"{self.ratio:.1f} 个工作日", f"{self.ratio:.1f} working days")
        percent = f"{self.ratio * 100:.2f}%"
        if percent == "100.00%" and self.numerator < self.denominator:
            percent = "99.99%"  # never rounded up to "all"
        return Text(percent, percent)

    @property
    def tone(self) -> str:
        """``good``, ``warn`` or ``bad`` by how much of a share is wrong; empty for one not judged."""
        if self.ratio is None or not self.measure.judged:
            return ""
        wrong = self.ratio if self.measure.better == "low" else 1 - self.ratio
        return "good" if wrong <= GOOD else "warn" if wrong <= FAIR else "bad"


GOOD, FAIR = 0.02, 0.10
"""Of a share, how much may be wrong to be shown as good, and as fair: a choice of this platform."""
