"""The officer who answers for what a program does with a department's key."""

from typing import Final

from gongxin.apps.accounts.models import User
from gongxin.apps.errors import NotAllowed
from gongxin.apps.subjects.searching import storable
from gongxin.core.text import Text
from gongxin.web.api.reader import Reader


def officer_for(reader: Reader, name: str) -> User:
    """Who signed in, or the active officer of the key's department with this login name.

    Raises NotAllowed when the department has none of that name: every decision has an officer.
    """
    if reader.user is not None:
        return reader.user
    department, found = reader.department, None
    if department is not None and storable(name):
        found = department.users.filter(is_active=True, username=storable(name)).first()
    if found is None:
        raise NotAllowed("officer_needed", _OFFICER)
    return found


_OFFICER: Final = Text(
    "每项决定都要有经办人：请在 officer 中写明本部门在职经办人的登录名。",
    "Every decision has an officer: name in “officer” the login name of an active officer of "
    "your department.",
)
