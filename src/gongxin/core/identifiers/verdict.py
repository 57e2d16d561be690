"""What a judgement of an identifier says."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Verdict:
    """An identifier as it was understood, what is wrong with it and what is odd about it.

    ``value`` is the normalised text. ``problems`` (``length``, ``characters``, ``check_digit``,
    ``department_kind``, ``placeholder``, ``id_card``) refuse it; ``warnings`` (``normalised``,
    ``inner_check_digit``, ``unknown_region``, ``excepted``) do not.
    """

    value: str
    problems: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """True when nothing refuses the identifier."""
        return not self.problems
