"""Who may do what. Every action and every query that is not public asks here."""

from django.contrib.auth.models import AnonymousUser

from gongxin.apps.accounts.models import Department, User
from gongxin.apps.intake.models import Submission
from gongxin.apps.records.models import Record
from gongxin.apps.subjects.models import Subject
from gongxin.law.catalogue import Item

Reader = User | AnonymousUser | Department | None


def department_of(reader: Reader) -> Department | None:
    """The active department that a reader acts for, or None."""
    department = reader if isinstance(reader, Department) else getattr(reader, "department", None)
    if department is None or not department.active:
        return None
    if isinstance(reader, User) and not reader.is_active:
        return None
    return department


def subject_of(reader: Reader) -> Subject | None:
    """The organisation that a reader acts for, or None."""
    if not isinstance(reader, User) or not reader.is_active or reader.department_id is not None:
        return None
    return reader.subject


def is_organisation(reader: Reader) -> bool:
    """Does the reader act for an organisation, which sees its own file and cases only?"""
    return subject_of(reader) is not None


def is_credit_office(reader: Reader) -> bool:
    """Does the reader act for the credit office, which sees every department's work?"""
    department = department_of(reader)
    return department is not None and department.is_credit_office


def may_submit(department: Department, item: Item) -> bool:
    """May the department hand in rows of this item?"""
    return department.active and ("*" in item.submitters or department.sector in item.submitters)


def may_see_submission(reader: Reader, submission: Submission) -> bool:
    """The department that handed it in may, and the credit office."""
    department = department_of(reader)
    if department is None:
        return False
    return department.is_credit_office or department.pk == submission.department_id


def may_link(user: Reader, record: Record) -> bool:
    """May the reader say which organisation a record is about? Own records; the credit office, all."""
    department = department_of(user)
    if department is None:
        return False
    return department.is_credit_office or department.pk == record.department_id
