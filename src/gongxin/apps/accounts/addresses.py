"""E-mail addresses that notices are mailed to."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from gongxin.apps.errors import Invalid
from gongxin.core.text import Text


def checked_email(text: str) -> str:
    """The address without spaces around it; empty stays empty, which means no mail.

    Raises:
        Invalid: it is no e-mail address, or longer than 254 characters.
    """
    email = text.strip()
    if not email:
        return ""
    try:
        validate_email(email)
    except ValidationError as error:
        raise Invalid("bad_email", _BAD.format(email=email[:100])) from error
    return email


_BAD = Text(
    "“{email}”不是邮箱地址，请写成 name@example.org 这样的形式。",
    "'{email}' is no e-mail address; write it like name@example.org.",
)
