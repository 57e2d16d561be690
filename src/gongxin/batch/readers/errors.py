"""A file that is refused as a whole."""

from gongxin.core.errors import GongxinError
from gongxin.core.masking import redact_id_numbers
from gongxin.core.text import Text


class FileRefused(GongxinError):
    """Nothing of the file is filed; the text says where, what was seen and what to do.

    What was seen is told without ID numbers: the text is kept, and the file is not.
    """

    def __init__(self, code: str, zh: str, en: str, /, **seen: object) -> None:
        told = {
            name: redact_id_numbers(value)[0] if isinstance(value, str) else value
            for name, value in seen.items()
        }
        super().__init__(code, Text(zh, en).format(**told))
