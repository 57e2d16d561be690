"""What logs say: never an ID number, which an address or a message may quote."""

import logging

from gongxin.core.masking import redact_id_numbers


class WithoutIdNumbers(logging.Formatter):
    """Formats as usual, traceback included, and takes out the ID numbers."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, or lines, of one record."""
        return redact_id_numbers(super().format(record))[0]
