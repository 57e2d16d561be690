"""In which role someone meets a case, and whether that role may take a step."""

from dataclasses import dataclass
from typing import Final

from gongxin.apps.accounts.models import Department, User
from gongxin.apps.accounts.permissions import Reader, department_of, is_credit_office, subject_of
from gongxin.apps.cases.kinds.kind import Role
from gongxin.apps.cases.models import Case
from gongxin.apps.errors import Conflict, NotAllowed
from gongxin.apps.subjects.models import Subject
from gongxin.core.text import Text

ROLES: Final[dict[Role, Text]] = {
    "applicant": Text("申请人", "the applicant"),
    "window": Text("服务窗口", "the service window"),
    "department": Text("认定部门", "the department that decided"),
    "office": Text("信用办", "the credit office"),
    "upstream": Text("上级平台", "the upper platform"),
}


@dataclass(frozen=True, slots=True)
class Actor:
    """Who takes a step: a person, or (without ``user``) a platform in the name of ``department``."""

    user: User | None
    department: Department | None
    role: Role | None = None  # given where it does not follow from user and case

    @classmethod
    def of(cls, user: User) -> "Actor":
        """The person, in whatever role the case gives."""
        return cls(user, department_of(user))


def roles_in(reader: Reader, case: Case) -> frozenset[Role]:
    """The roles that ``reader`` has in ``case``; empty for who has nothing to do with it."""
    found: set[Role] = set()
    department = department_of(reader)
    organisation = subject_of(reader)
    if organisation is not None and organisation.pk == case.subject_id:
        found.add("applicant")
    if department is not None:
        if department.pk == case.department_id:
            found.add("department")
        if department.is_credit_office:
            found.add("office")
        if case.via == "window" and _opened_there(case, department):
            found.add("window")
    return frozenset(found)


def may_read(reader: Reader, case: Case) -> bool:
    """The applicant, the department that must act, the window that filed it, and the credit office."""
    return bool(roles_in(reader, case))


def filing_role(user: User, subject: Subject) -> Role:
    """The role in which ``user`` may open a case for an organisation: its own people, or any officer.

    Raises NotAllowed for other organisations' people and for who acts for nobody.
    """
    organisation = subject_of(user)
    if organisation is not None and organisation.pk == subject.pk:
        return "applicant"
    if organisation is not None or department_of(user) is None:
        raise NotAllowed("not_your_organisation", _NOT_YOUR_ORGANISATION)
    return "window"


def role_for(actor: Actor, case: Case, who: tuple[Role, ...]) -> Role:
    """The role in which ``actor`` may take a step of ``who``; NotAllowed naming who may."""
    held = {actor.role} if actor.role else _held(actor, case)
    for role in who:
        if role in held:
            return role
    zh = "、".join(ROLES[role].zh for role in who)
    en = ", ".join(ROLES[role].en for role in who)
    raise NotAllowed(
        "not_your_step", Text(_NOT_YOURS.zh.format(who=zh), _NOT_YOURS.en.format(who=en))
    )


def credit_office() -> Department:
    """The credit office before which a case comes that concerns no single department's decision.

    Raises Conflict where there is none.
    """
    office = Department.objects.filter(is_credit_office=True, active=True).order_by("pk").first()
    if office is None:
        raise Conflict("no_credit_office", _NO_OFFICE)
    return office


def require_office(reader: Reader) -> None:
    """NotAllowed unless ``reader`` is of the credit office, or its key."""
    if not is_credit_office(reader):
        raise NotAllowed("credit_office_only", _OFFICE_ONLY)


def _held(actor: Actor, case: Case) -> frozenset[Role]:
    return roles_in(actor.user, case) if actor.user else frozenset()


def _opened_there(case: Case, department: Department) -> bool:
    return case.opened_by is not None and case.opened_by.department_id == department.pk


_NOT_YOURS = Text(
    "这一步只能由{who}办理。",
    "Only {who} may take this step.",
)
_NOT_YOUR_ORGANISATION = Text(
    "只能由该组织自己的账号，或由政务服务窗口的工作人员代为提出。",
    "Only the organisation's own account may do this, or an officer at a service window for it.",
)
_OFFICE_ONLY = Text("只有信用办可以进行此项操作。", "Only the credit office may do this.")
_NO_OFFICE = Text("本平台没有启用的信用办账户。", "There is no active credit office here.")
