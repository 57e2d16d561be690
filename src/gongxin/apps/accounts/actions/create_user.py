"""Give a person an account."""

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import translation

from gongxin.apps.accounts.addresses import checked_email
from gongxin.apps.accounts.models import Department, User
from gongxin.apps.accounts.permissions import is_credit_office
from gongxin.apps.audit.actions.write_entry import write_entry
from gongxin.apps.errors import Conflict, Invalid, NotAllowed
from gongxin.apps.subjects.models import Subject
from gongxin.core.text import Text


def create_user(
    *,
    username: str,
    password: str,
    department: Department | None = None,
    subject: Subject | None = None,
    email: str = "",
    officer: User | None = None,
    known_password: bool = False,
) -> User:
    """An account that acts for ``department`` or for the organisation ``subject``.

    Without ``officer`` it is the operator's command. Notices are also mailed to ``email``.
    ``known_password`` takes a password that anyone may know, for the demo city only.

    Raises:
        NotAllowed: the officer is not of the credit office.
        Invalid: neither or both of department and organisation, an empty name, a password that is
            too weak, or something that is no e-mail address.
        Conflict: the name is taken.
    """
    if officer is not None and not is_credit_office(officer):
        raise NotAllowed("not_credit_office", _NOT_ALLOWED)
    if (department is None) == (subject is None):
        raise Invalid("one_side", _ONE_SIDE)
    username = User.normalize_username(username.strip())
    if not username or len(username) > 150:
        raise Invalid("bad_username", _BAD_NAME)
    if not known_password:
        _check_password(username, password)
    email = checked_email(email)
    with transaction.atomic():
        if User.objects.filter(username=username).exists():
            raise Conflict("user_exists", _TAKEN.format(username=username))
        user = User.objects.create_user(
            username, email=email, password=password, department=department, subject=subject
        )
        write_entry(
            officer=officer,
            department=department,
            verb="create_user",
            target=f"user:{user.pk}",
            detail={"subject": subject.code} if subject else {},
        )
    return user


def _check_password(username: str, password: str) -> None:
    try:
        validate_password(password, User(username=username))
    except ValidationError as error:
        raise Invalid("weak_password", Text(_said(error, "zh-hans"), _said(error, "en"))) from error


def _said(error: ValidationError, language: str) -> str:
    with translation.override(language):
        return " ".join(str(message) for message in error.messages)


_NOT_ALLOWED = Text("只有信用办可以新增账号。", "Only the credit office may add an account.")
_ONE_SIDE = Text(
    "一个账号要么属于一个部门，要么属于一个组织，请二选一。",
    "An account belongs to a department or to an organisation: give one of the two.",
)
_BAD_NAME = Text("用户名不能为空，最长150个字符。", "A user name has 1 to 150 characters.")
_TAKEN = Text("用户名“{username}”已被使用。", "User name '{username}' is taken.")
