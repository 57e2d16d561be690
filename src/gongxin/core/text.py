"""Text that exists in both of the platform's languages."""

from dataclasses import dataclass
from typing import Literal

Language = Literal["zh", "en"]


@dataclass(frozen=True, slots=True)
class Text:
    """One sentence or title in Chinese and English.

    >>> Text("处罚", "penalty").of("en")
    'penalty'
    >>> Text("第{row}行", "row {row}").format(row=3).zh
    '第3行'
    """

    zh: str
    en: str

    def of(self, language: str) -> str:
        """The text in ``language``: English for any ``en…`` tag, Chinese otherwise."""
        return self.en if language.lower().startswith("en") else self.zh

    def format(self, **values: object) -> "Text":
        """The same text with its ``{names}`` filled in, in both languages."""
        return Text(self.zh.format(**values), self.en.format(**values))
