"""A file that is refused as a whole."""

from gongxin.core.errors import GongxinError
from gongxin.core.text import Text


class FileRefused(GongxinError):
    """Nothing of the file is filed; the text says where, what was seen and what to do."""

    def __init__(self, code: str, zh: str, en: str, /, **seen: object) -> None:
        super().__init__(code, Text(zh, en).format(**seen))
