"""The base of every error that Gongxin raises on purpose."""

from gongxin.core.text import Text


class GongxinError(Exception):
    """An error with a stable code for programs and a sentence in both languages for people."""

    def __init__(self, code: str, text: Text) -> None:
        super().__init__(f"{code}: {text.zh} / {text.en}")
        self.code = code
        self.text = text
