"""Enter an organisation by its code, before the register has told us of it."""

from django.db import IntegrityError, transaction

from gongxin.apps.accounts.models import User
from gongxin.apps.audit.actions.write_entry import write_entry
from gongxin.apps.errors import Conflict, Invalid, NotAllowed
from gongxin.apps.subjects.models import Subject, SubjectIdentifier, SubjectName
from gongxin.core import regions
from gongxin.core.identifiers import uscc
from gongxin.core.names import normalise
from gongxin.core.text import Text

LONGEST_NAME = 200


@transaction.atomic
def create_subject(*, officer: User, code: str, name: str, region: str, reason: str) -> Subject:
    """The new organisation, with its name and the organisation code that its code contains.

    It is marked "not in the register yet". For officers of a department or the credit office.
    Without a region it is the one that the code names.
    Raises NotAllowed; Invalid for a code that does not verify, an empty or too long name or a
    region that never existed; Conflict when the code is taken.
    """
    if officer.department_id is None:
        raise NotAllowed("no_department", _NO_DEPARTMENT)
    verdict = uscc.judge(code)
    if not verdict.ok:
        raise Invalid("bad_code", _BAD_CODE.format(code=code))
    region = _checked_region(region.strip() or uscc.region_of(verdict.value))
    subject = _insert(verdict.value, _checked_name(name), region)
    write_entry(
        officer=officer,
        department=officer.department,
        verb="subject_created",
        target=f"subject:{subject.code}",
        detail={"reason": reason},
    )
    return subject


def _insert(code: str, name: str, region: str) -> Subject:
    try:
        with transaction.atomic():
            subject = Subject.objects.create(
                code=code, name=name, kind=uscc.kind_of(code).key, region=region, in_register=False
            )
    except IntegrityError:
        raise Conflict("subject_exists", _EXISTS.format(code=code)) from None
    SubjectName.objects.create(
        subject=subject, name=name, normalised=normalise(name), region=region
    )
    SubjectIdentifier.objects.create(
        subject=subject, scheme=SubjectIdentifier.Scheme.ORGCODE, value=uscc.orgcode_of(code)
    )
    return subject


def _checked_name(name: str) -> str:
    name = " ".join(name.split())
    if not normalise(name) or len(name) > LONGEST_NAME:
        raise Invalid("bad_name", _BAD_NAME.format(name=name[:40], longest=LONGEST_NAME))
    return name


def _checked_region(region: str) -> str:
    if regions.lookup(region) is None:
        raise Invalid("bad_region", _BAD_REGION.format(region=region))
    return region


_NO_DEPARTMENT = Text(
    "只有部门或信用办的工作人员可以新建主体。",
    "Only officers of a department or of the credit office may enter an organisation.",
)
_BAD_CODE = Text(
    "统一社会信用代码“{code}”未通过校验；应为 18 位且末位校验码正确（GB 32100-2015），"
    "请对照营业执照核对。",
    "The Unified Social Credit Code “{code}” does not verify; it must have 18 characters with a "
    "correct check character (GB 32100-2015). Compare it with the licence.",
)
_BAD_NAME = Text(
    "名称“{name}”不可用；请填写不超过 {longest} 字的完整名称，例如“公信市晨曦食品有限公司”。",
    "The name “{name}” cannot be used; give the full name in at most {longest} characters, for "
    "example “公信市晨曦食品有限公司”.",
)
_BAD_REGION = Text(
    "地区代码“{region}”不存在；请填写 6 位行政区划代码，例如 329901。",
    "There is no region “{region}”; give a six-digit administrative region code, for example "
    "329901.",
)
_EXISTS = Text(
    "代码为 {code} 的主体已存在；请直接关联。",
    "An organisation with the code {code} exists already; link the record to it.",
)
