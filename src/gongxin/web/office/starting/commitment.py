"""Asking for a commitment, and signing one of the organisation's own accord."""

from dataclasses import replace

from gongxin.apps.accounts.models import Department
from gongxin.apps.cases.actions.request_commitment import request_commitment
from gongxin.apps.cases.actions.sign_commitment import sign_commitment
from gongxin.apps.cases.models import Case
from gongxin.apps.subjects.models import Subject
from gongxin.core.text import Text
from gongxin.law.letters import load_letters
from gongxin.web.office.access import OfficeRequest
from gongxin.web.office.starting.asked import Asked, StartForm, day_or_none, typed


def _departments() -> tuple[tuple[str, Text], ...]:
    active = Department.objects.filter(active=True).order_by("code")
    return tuple((one.code, Text(one.name, one.name_en or one.name)) for one in active)


_LETTER = Asked(
    "letter",
    Text("承诺书", "Letter"),
    "letters",
    Text("点开可看全文和违诺后果。", "Open one to read it in full, with what a breach leads to."),
)
_MATTER = Asked(
    "matter",
    Text("承诺事由", "What it is made for"),
    "line",
    Text("例如：食品经营许可告知承诺", "for example: notice and commitment for a food licence"),
)
_DUE = Asked(
    "due_on",
    Text("履行期限", "To be performed by"),
    "day",
    Text("不填则按承诺书的规定。", "Left empty, as the letter says."),
    required=False,
)
_ACCEPTS = Asked("department", Text("受理单位", "Accepting unit"), "choice")
_SIGNED = Asked(
    "signed",
    Text(
        "本单位已阅读承诺书全文，同意签署并公开",
        "We have read the letter, sign it and agree to its publication",
    ),
    "tick",
)


def _sign_asks(subject: Subject) -> tuple[Asked, ...]:
    return (
        replace(_LETTER, letters=tuple(load_letters().values())),
        _MATTER,
        replace(_ACCEPTS, choices=_departments()),
        _DUE,
        _SIGNED,
    )


def _sign(request: OfficeRequest, subject: Subject) -> Case:
    return sign_commitment(
        user=request.officer,
        subject_code=subject.code,
        letter=typed(request, "letter"),
        matter=typed(request, "matter"),
        department_code=typed(request, "department"),
        due_on=day_or_none(request, _DUE),
        signed=typed(request, "signed") == "1",
    )


def _request(request: OfficeRequest, subject: Subject) -> Case:
    return request_commitment(
        officer=request.officer,
        subject_code=subject.code,
        letter=typed(request, "letter"),
        matter=typed(request, "matter"),
        due_on=day_or_none(request, _DUE),
    )


def _request_asks(subject: Subject) -> tuple[Asked, ...]:
    return (replace(_LETTER, letters=tuple(load_letters().values())), _MATTER, _DUE)


SIGN = StartForm(
    title=Text("签署信用承诺", "Sign a commitment"),
    lead=Text(
        "承诺书签署后依法公开，由受理单位到期核实。违反承诺的，只按承诺书写明的后果处理。",
        "Once signed the letter is public, and the accepting unit checks it when due. A breach leads to what "
        "the letter says and to nothing else.",
    ),
    button=Text("签署", "Sign"),
    for_officers=False,
    asks=_sign_asks,
    send=_sign,
)
REQUEST = StartForm(
    title=Text("请组织签署承诺", "Ask for a commitment"),
    lead=Text(
        "对方会收到通知，在自己的账号里签署。",
        "The organisation is notified and signs in its own account.",
    ),
    button=Text("发出请求", "Send the request"),
    for_officers=True,
    asks=_request_asks,
    send=_request,
)
