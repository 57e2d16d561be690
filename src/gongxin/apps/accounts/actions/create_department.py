"""Admit a department."""

from django.db import transaction

from gongxin.apps.accounts import permissions
from gongxin.apps.accounts.models import Department, User
from gongxin.apps.audit.actions.write_entry import write_entry
from gongxin.apps.errors import Conflict, Invalid, NotAllowed
from gongxin.core.identifiers import uscc
from gongxin.core.text import Text


def create_department(
    *,
    code: str,
    name: str,
    sector: str,
    region: str,
    name_en: str = "",
    is_credit_office: bool = False,
    officer: User | None = None,
) -> Department:
    """A department that may submit at once. Without ``officer`` it is the operator's command.

    Raises:
        NotAllowed: the officer is not of the credit office.
        Invalid: the code is no Unified Social Credit Code, or a name, sector or region is missing.
        Conflict: the code is taken.
    """
    _check_officer(officer)
    verdict = uscc.judge(code)
    if not verdict.ok:
        raise Invalid("bad_code", _BAD_CODE.format(code=code))
    if not (name.strip() and sector.strip() and region.strip()):
        raise Invalid("incomplete", _INCOMPLETE)
    with transaction.atomic():
        department, created = Department.objects.get_or_create(
            code=verdict.value,
            defaults={
                "name": name.strip(),
                "name_en": name_en.strip(),
                "sector": sector.strip(),
                "region": region.strip(),
                "is_credit_office": is_credit_office,
            },
        )
        if not created:
            raise Conflict("department_exists", _TAKEN.format(code=code, name=department.name))
        write_entry(
            officer=officer,
            department=department,
            verb="create_department",
            target=f"department:{department.code}",
            detail={"sector": department.sector, "credit_office": is_credit_office},
        )
    return department


def _check_officer(officer: User | None) -> None:
    if officer is not None and not permissions.is_credit_office(officer):
        raise NotAllowed("not_credit_office", _NOT_ALLOWED)


_BAD_CODE = Text(
    "部门代码“{code}”不是有效的统一社会信用代码（18位，末位为校验码）。",
    "Department code '{code}' is not a valid Unified Social Credit Code "
    "(18 characters, the last one a check digit).",
)
_INCOMPLETE = Text(
    "部门名称、领域和行政区划代码都要填写。",
    "A department needs a name, a sector and a region code.",
)
_TAKEN = Text("代码“{code}”已有部门：{name}。", "Code '{code}' already is the department {name}.")
_NOT_ALLOWED = Text("只有信用办可以新增部门。", "Only the credit office may add a department.")
