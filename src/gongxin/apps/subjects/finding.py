"""An organisation by its code, or a clear word on why there is none."""

from gongxin.apps.errors import Invalid, NotFound
from gongxin.apps.subjects.models import Subject
from gongxin.apps.subjects.queries import find_subject
from gongxin.core.identifiers import uscc
from gongxin.core.text import Text


def subject_or_refusal(code: str) -> Subject:
    """The organisation with this code.

    Raises :class:`Invalid` for a code that does not verify and is not on file either, and
    :class:`NotFound`, saying what was searched, for a valid code that nobody has reported.
    """
    subject = find_subject(code)
    if subject is not None:
        return subject
    verdict = uscc.judge(code)
    if not verdict.ok:
        raise Invalid("bad_code", _BAD_CODE.format(code=code[:40]))
    raise NotFound("no_subject", _NOT_FOUND.format(code=verdict.value))


_BAD_CODE = Text(
    "“{code}”不是有效的统一社会信用代码：应为 18 位且校验码正确（GB 32100-2015）。",
    "“{code}” is not a valid Unified Social Credit Code: it must have 18 characters with a "
    "correct check character (GB 32100-2015).",
)
_NOT_FOUND = Text(
    "没有找到代码为 {code} 的主体：已查询登记信息和各部门报送的全部记录。",
    "No organisation with the code {code}: the register and all records of all departments were "
    "searched.",
)
