"""What a case is about, in the words of who opens it."""

from gongxin.apps.errors import Invalid
from gongxin.core.masking import redact_id_numbers
from gongxin.core.text import Text

LONGEST = 500


def given_matter(words: str) -> str:
    """The words without ID numbers; Invalid when there are none or more than 500 characters."""
    kept = redact_id_numbers(words.strip())[0]
    if not 0 < len(kept) <= LONGEST:
        raise Invalid("bad_matter", _BAD.format(most=LONGEST, seen=len(kept)))
    return kept


_BAD = Text(
    "请写明事项，1 至 {most} 个字（现为 {seen} 个字）。",
    "Say what it is about in 1 to {most} characters (seen: {seen}).",
)
