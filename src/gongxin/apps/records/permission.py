"""Who may change a record: the department that filed it, or the credit office."""

from gongxin.apps.accounts.models import User
from gongxin.apps.accounts.permissions import is_credit_office, may_link
from gongxin.apps.errors import NotAllowed
from gongxin.apps.records.models import Record
from gongxin.core.text import Text


def require_own(officer: User, record: Record) -> None:
    """Raise :class:`NotAllowed` unless the officer's department filed the record."""
    if is_credit_office(officer):
        return
    if officer.department_id is None or officer.department_id != record.department_id:
        raise NotAllowed("not_own_record", _NOT_OWN)


def require_linking(officer: User, record: Record) -> None:
    """Raise :class:`NotAllowed` unless the officer may decide whom the record is about."""
    if not may_link(officer, record):
        raise NotAllowed("may_not_link", _MAY_NOT_LINK)


_NOT_OWN = Text(
    "只有报送该记录的部门或信用办可以进行此项操作。",
    "Only the department that filed this record, or the credit office, may do this.",
)
_MAY_NOT_LINK = Text(
    "您不能关联该记录：仅限报送部门和信用办的工作人员。",
    "You may not link this record: only officers of the department that filed it and of the "
    "credit office may.",
)
