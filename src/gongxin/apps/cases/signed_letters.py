"""Commitments and declarations as they were signed, as PDF. No natural person is named in them."""

import json
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from gongxin.apps.cases.models import Case
from gongxin.apps.reports.pdf import typeset
from gongxin.core.dates import instant
from gongxin.law.letters import load_letters

_ONLINE = "由承诺单位账号在线签署"
_AT_WINDOW = "由承诺单位在政务服务窗口签署"
_TRUE = (
    "所申报的内容和证明材料真实、合法、有效，本单位有权公开",
    "内容发生变化的，及时撤下或者重新申报",
    "申报不实的，同意予以移除，并承担相应的法律责任",
)


def signed_commitment(case: Case, *, at: datetime) -> bytes:
    """The letter of a commitment case, with the promises and consequences that the case keeps."""
    about = case.about
    return _letter(
        case,
        title=load_letters()[case.ground].title.zh,
        addressee=case.department.name,
        matter=str(about["matter"]),
        promises=[one["zh"] for one in about["promises"]],
        consequences=[
            {"text": one["zh"], "basis": one["basis"]["zh"]} for one in about["consequences"]
        ],
        due=str(about["due_on"]),
        at=at,
    )


def signed_declaration(case: Case, *, at: datetime) -> bytes:
    """The commitment that what was declared is true."""
    return _letter(
        case,
        title="自主申报信用承诺书",
        addressee=case.department.name,
        matter=str(case.about["title"]),
        promises=list(_TRUE),
        consequences=[],
        due="",
        at=at,
    )


def _letter(
    case: Case,
    *,
    title: str,
    addressee: str,
    matter: str,
    promises: list[str],
    consequences: list[dict[str, str]],
    due: str,
    at: datetime,
) -> bytes:
    letter = {
        "number": case.number,
        "name": case.subject.name,
        "code": case.subject.code,
        "title": title,
        "addressee": addressee,
        "matter": matter,
        "promises": promises,
        "consequences": consequences,
        "due": due,
        "signed_by": _AT_WINDOW if _at_window(case) else _ONLINE,
        "at": instant(at),
    }
    return typeset(_template(), {"letter": json.dumps(letter, ensure_ascii=False)}, at)


def _at_window(case: Case) -> bool:
    return case.via == "window" or case.about.get("signed_at") == "window"


@lru_cache(maxsize=1)
def _template() -> bytes:
    return Path(__file__).with_name("signed.typ").read_bytes()
