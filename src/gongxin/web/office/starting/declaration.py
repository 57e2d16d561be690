"""Declaring something good of one's own organisation."""

from typing import Final

from gongxin.apps.cases.actions.make_declaration import make_declaration
from gongxin.apps.cases.kinds.declaration import GROUNDS
from gongxin.apps.cases.models import Case
from gongxin.apps.subjects.models import Subject
from gongxin.core.text import Text
from gongxin.web.office.access import OfficeRequest
from gongxin.web.office.starting.asked import (
    Asked,
    StartForm,
    day,
    day_or_none,
    typed,
    uploads,
)

_HAPPENED = Asked("happened_on", Text("取得或发生日期", "Obtained or happened on"), "day")
_VALID = Asked("valid_until", Text("有效期至", "Valid until"), "day", required=False)
_DECLARE: Final = (
    Asked("ground", Text("类别", "Category"), "choice", choices=tuple(GROUNDS.items())),
    Asked("title", Text("名称", "Title"), "line"),
    Asked("issuer", Text("颁发或可以证实的单位", "Who issued or can confirm it"), "line"),
    _HAPPENED,
    _VALID,
    Asked("statement", Text("说明", "Description"), "text", required=False),
    Asked(
        "paper",
        Text("证明材料", "Proof"),
        "files",
        Text("PDF、PNG 或 JPEG，每份最大 20 MB。", "PDF, PNG or JPEG, up to 20 MB each."),
        required=False,
    ),
    Asked(
        "signed",
        Text(
            "本单位承诺以上内容真实，同意公开展示",
            "We commit that this is true and agree that it is shown",
        ),
        "tick",
    ),
)


def _declare(request: OfficeRequest, subject: Subject) -> Case:
    return make_declaration(
        user=request.officer,
        subject_code=subject.code,
        ground=typed(request, "ground"),
        title=typed(request, "title"),
        issuer=typed(request, "issuer"),
        happened_on=day(request, _HAPPENED),
        valid_until=day_or_none(request, _VALID),
        statement=typed(request, "statement"),
        signed=typed(request, "signed") == "1",
        proofs=uploads(request),
    )


def _asks(subject: Subject) -> tuple[Asked, ...]:
    return _DECLARE


DECLARE = StartForm(
    title=Text("自主申报", "Declare something yourself"),
    lead=Text(
        "可以申报资质证书、合同履约、表彰奖励和公益慈善。单独展示，注明“由本组织自行申报”，不与部门的记录混在一起。",
        "Certificates, contracts performed, awards and welfare work. Shown apart, marked as declared by the "
        "organisation itself, never among the departments' records.",
    ),
    button=Text("提交申报", "Declare"),
    for_officers=False,
    asks=_asks,
    send=_declare,
)
