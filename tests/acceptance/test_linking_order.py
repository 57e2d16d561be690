"""Which organisation a row is about: by code, number, organisation code, name; never a guess."""

from collections.abc import Callable

from tests.acceptance.conftest import HandIn
from tests.acceptance.rows import penalty, registered

from gongxin.apps.intake.models import Submission
from gongxin.apps.records.models import Record
from gongxin.apps.subjects.models import Subject
from gongxin.core.identifiers import regno, uscc

Register = Callable[..., Submission]
CODE = uscc.make("91", "329901", "00000101")
OTHER = uscc.make("91", "329902", "00000102")
FAR = uscc.make("91", "329800", "00000103")
NUMBER = regno.make("32990000000101")
NAME = "公信市晨曦机械有限公司"
NOBODY = {"CF_XDR_SHXYM": "", "CF_XDR_GSZC": "", "CF_XDR_ZZJG": ""}


def filed(submission: Submission) -> dict[str, tuple[str | None, str]]:
    """By document number: the code of the organisation, and by what the row was linked."""
    assert submission.state == Submission.State.FILED, submission.error
    records = Record.objects.filter(submission=submission, known_until=None)
    return {
        r.fields["CF_WSH"]: (r.subject.code if r.subject else None, r.linked_by)
        for r in records.select_related("subject")
    }


def test_each_kind_of_evidence_links_and_the_stronger_goes_first(
    register: Register, hand_in: HandIn
) -> None:
    register(
        registered(CODE, NAME, DJ_GSZC=NUMBER),
        registered(OTHER, "公信市远山贸易有限公司"),
    )
    other = {"CF_XDR_MC": "公信市远山贸易有限公司"}
    links = filed(
        hand_in(
            penalty(1, CF_WSH="代码", CF_XDR_SHXYM=CODE, CF_XDR_GSZC="", **other),
            penalty(2, CF_WSH="注册号", **{**NOBODY, "CF_XDR_GSZC": NUMBER}, **other),
            penalty(3, CF_WSH="机构代码", **{**NOBODY, "CF_XDR_ZZJG": CODE[8:17]}, **other),
            penalty(4, CF_WSH="近似名称", **NOBODY, CF_XDR_MC="公信市晨曦机械公司"),
            penalty(5, CF_WSH="名称", **NOBODY, CF_XDR_MC="公信市 晨曦机械有限公司"),
        )
    )
    assert links == {
        "代码": (CODE, "uscc"),
        "注册号": (CODE, "regno"),
        "机构代码": (CODE, "orgcode"),
        "近似名称": (None, ""),
        "名称": (CODE, "name"),
    }


def test_a_name_that_two_organisations_bear_waits(register: Register, hand_in: HandIn) -> None:
    register(registered(CODE, NAME), registered(OTHER, NAME))
    row = penalty(1, CF_WSH="同名", CF_XDR_MC=NAME, **NOBODY)
    assert filed(hand_in(row)) == {"同名": (None, "")}


def test_a_name_counts_within_its_city_only(register: Register, hand_in: HandIn) -> None:
    register(registered(FAR, NAME))
    row = penalty(1, CF_WSH="外地", CF_XDR_MC=NAME, **NOBODY)
    assert filed(hand_in(row)) == {"外地": (None, "")}
    register(registered(CODE, NAME))
    row = penalty(2, CF_WSH="本地", CF_XDR_MC=NAME, **NOBODY)
    assert filed(hand_in(row)) == {"本地": (CODE, "name")}


def test_an_unknown_code_is_entered_and_the_register_takes_it_over(
    register: Register, hand_in: HandIn
) -> None:
    row = penalty(1, CF_WSH="先", CF_XDR_SHXYM=CODE, CF_XDR_MC="公信市旧名机械厂")
    assert filed(hand_in(row)) == {"先": (CODE, "uscc")}
    entered = Subject.objects.get(code=CODE)
    assert (entered.in_register, entered.name) == (False, "公信市旧名机械厂")
    register(registered(CODE, NAME, DJ_CYM="公信市更早机械社"))
    entered.refresh_from_db()
    assert (entered.in_register, entered.name) == (True, NAME)
    assert set(entered.names.values_list("name", "kind")) == {
        (NAME, "current"),
        ("公信市旧名机械厂", "former"),
        ("公信市更早机械社", "former"),
    }
    row = penalty(2, CF_WSH="后", CF_XDR_MC="公信市旧名机械厂", **NOBODY)
    assert filed(hand_in(row)) == {"后": (CODE, "name")}


def test_a_code_that_does_not_verify_enters_nobody(hand_in: HandIn) -> None:
    wrong = CODE[:17] + ("A" if CODE[17] != "A" else "B")
    done = hand_in(penalty(1, CF_XDR_SHXYM=wrong), penalty(2))
    assert (done.state, done.accepted, done.rejected) == ("partly_filed", 1, 1)
    assert list(Subject.objects.values_list("code", flat=True)) == [
        penalty(2)["CF_XDR_SHXYM"],
    ]
