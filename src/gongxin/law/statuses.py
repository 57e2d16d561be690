"""What the register says of an organisation's life, in both languages."""

from functools import lru_cache

from gongxin.core.text import Text
from gongxin.law.load import load_catalogue


@lru_cache(maxsize=256)
def status_title(status: str) -> Text:
    """The title of a register status; the status itself where no catalogue item knows it.

    >>> status_title("存续").en
    'In business'
    >>> status_title("休眠").en
    '休眠'
    """
    items = load_catalogue().items.values()
    fields = (item.index[item.subject.status] for item in items if item.subject.status)
    titles = {choice.value: choice.title for field in fields for choice in field.choices}
    return titles.get(status) or Text(status, status)
