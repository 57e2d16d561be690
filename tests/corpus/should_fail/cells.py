"""Values and what each check must say of them: one row of a file each.

A case names the cells that differ from a row without fault, and every rule that the row breaks as
``FIELD rule``; nothing else may be found.
"""

from dataclasses import dataclass, replace

from tests.corpus.make import NO_CODE, company_code, id_number, item

from gongxin.core.identifiers import orgcode, regno, uscc
from gongxin.core.identifiers.checksums import uscc_check
from gongxin.core.text import Text
from gongxin.law.catalogue import Condition, Field, Item

ID = id_number(3)
GOOD = company_code(77)
COUNT = Field(code="CF_SL", title=Text("数量", "Count"), type="integer", publicity="public")
UNIT = Field(
    code="CF_DW",
    title=Text("数量单位", "Unit of the count"),
    type="text",
    publicity="public",
    required_if=Condition("CF_SL"),
    only_if=Condition("CF_SL"),
)


def penalty_with_count() -> Item:
    """The penalty item with a whole number and a text that goes with it."""
    of = item("penalty")
    return replace(of, fields=(*of.fields, COUNT, UNIT))


@dataclass(frozen=True)
class Case:
    """The changed cells and the rules broken, as ``FIELD rule``."""

    cells: dict[str, str]
    broken: frozenset[str]

    def __str__(self) -> str:
        cells = " ".join(f"{code}={value[:24]!r}" for code, value in self.cells.items())
        return cells or "nothing changed"


def case(*broken: str, **cells: str) -> Case:
    return Case(cells, frozenset(broken))


def spoiled(code: str, place: int) -> str:
    """The code with another character at ``place``."""
    return code[:place] + ("1" if code[place] != "1" else "2") + code[place + 1 :]


def made_of(body: str) -> str:
    return body + uscc_check(body)


def wide(text: str) -> str:
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)


ORG = orgcode.make("MA100001")
REG = regno.make("32990100000001")
ID_15 = "329901900101007"
NO_KIND = made_of("97329901" + ORG)
NO_REGION = made_of("91999999" + ORG)
INNER = made_of("91329901" + spoiled(ORG, 8))

CASES: list[Case] = [
    case(),
    # required
    case("CF_WSH required", CF_WSH=""),
    case("CF_WSH required", CF_WSH="  "),
    case("CF_SY required", CF_SY="\u3000\u00a0"),
    case("CF_XDR_LB required", CF_XDR_LB=""),
    case("CF_CFJGDM required", "CF_YXQ required", CF_CFJGDM="", CF_YXQ=""),
    case("CF_CFLB required", CF_CFLB="", CF_NR_FK=""),
    # required-if and only-if: kinds of penalty in every writing
    case("CF_NR_FK required-if", CF_CFLB="罚款", CF_NR_FK=""),
    case("CF_NR_FK required-if", CF_CFLB="警告；罚款", CF_NR_FK=" "),
    case("CF_NR_FK required-if", CF_CFLB="2", CF_NR_FK=""),
    case("CF_NR_FK required-if", CF_CFLB="警告、 2", CF_NR_FK=""),
    *(case(CF_CFLB=f"警告{mark}罚款{mark}通报批评") for mark in ";；,，、|/"),
    case(CF_CFLB="警告;罚款;"),
    case(CF_CFLB="1;2"),
    case(CF_CFLB="罚 款"),
    case("CF_NR_FK only-if", CF_CFLB="警告"),
    case("CF_NR_FK only-if", CF_CFLB="其他-责令改正"),
    case(CF_CFLB="警告", CF_NR_FK=""),
    case("CF_NR_WFFF required-if", CF_CFLB="没收违法所得", CF_NR_FK=""),
    case(
        "CF_NR_WFFF required-if", CF_CFLB="没收违法所得、没收非法财物", CF_NR_FK=""
    ),
    case("CF_NR_WFFF required-if", CF_CFLB="3", CF_NR_FK=""),
    case(CF_CFLB="没收非法财物;罚款", CF_NR_WFFF="1.25"),
    case("CF_NR_WFFF only-if", CF_NR_WFFF="1"),
    case("CF_NR_ZKDX required-if", CF_CFLB="吊销许可证件", CF_NR_FK=""),
    case("CF_NR_ZKDX required-if", CF_CFLB="暂扣营业执照", CF_NR_FK=""),
    case("CF_NR_ZKDX required-if", CF_CFLB="5", CF_NR_FK=""),
    case(
        "CF_NR_ZKDX required-if",
        CF_CFLB="暂扣或者吊销许可证、暂扣或者吊销执照",
        CF_NR_FK="",
    ),
    case(CF_CFLB="吊销执照", CF_NR_FK="", CF_NR_ZKDX="营业执照 91329901"),
    case("CF_DW required-if", CF_SL="3"),
    case("CF_DW only-if", CF_DW="台"),
    case(CF_SL="3", CF_DW="台"),
    # enumeration
    case("CF_XDR_LB enumeration", CF_XDR_LB="公司"),
    case(CF_XDR_LB="法人"),
    case(CF_XDR_LB="1"),
    case(CF_XDR_LB=" 个体工商户 "),
    case("CF_CFLB enumeration", "CF_NR_FK only-if", CF_CFLB="批评"),
    case("CF_CFLB enumeration", CF_CFLB="罚款;批评"),
    case("CF_CFLB enumeration", CF_CFLB="罚款罚款", CF_NR_FK=""),
    case(CF_CFLB="罚款;其他-责令改正"),
    case(CF_CFLB="其他（责令改正）", CF_NR_FK=""),
    case(CF_CFLB="其他：责令改正、限期整改", CF_NR_FK=""),
    case(CF_CFLB="其它", CF_NR_FK=""),
    case("CF_CFLB enumeration", CF_CFLB=f"其他-拘留{ID}", CF_NR_FK=""),
    # persons
    case("CF_XDR_LB natural-person", CF_XDR_LB="自然人"),
    case("CF_XDR_LB natural-person", CF_XDR_LB="个人"),
    case("CF_XDR_LB natural-person", CF_XDR_LB="2"),
    case("CF_CFLB natural-person", CF_CFLB="行政拘留", CF_NR_FK=""),
    case("CF_CFLB natural-person", CF_CFLB="罚款;行政拘留"),
    case("CF_CFLB natural-person", CF_CFLB="6", CF_NR_FK=""),
    case("CF_XDR_SHXYM uscc-id-card", CF_XDR_SHXYM=ID),
    case("CF_XDR_SHXYM uscc-id-card", CF_XDR_SHXYM=f" {wide(ID)}"),
    case("CF_XDR_SHXYM uscc-id-card", CF_XDR_SHXYM=f"{ID[:6]} {ID[6:14]}-{ID[14:]}"),
    case("CF_XDR_ZZJG orgcode-id-card", CF_XDR_ZZJG=ID),
    case("CF_XDR_GSZC regno-id-card", CF_XDR_GSZC=ID),
    case("CF_XDR_GSZC regno-id-card", CF_XDR_GSZC=ID_15),
    case("CF_SY id-number-in-text", CF_SY=f"当事人身份证号{ID}，"),
    case("CF_SY id-number-in-text", CF_SY=f"当事人{wide(ID)}饮酒"),
    case("CF_NR id-number-in-text", CF_NR=f"{ID[:6]} {ID[6:14]} {ID[14:]}"),
    case("BZ id-number-in-text", BZ=ID.lower()),
    case("CF_XDR_MC id-number-in-text", CF_XDR_MC=f"张某{ID}"),
    # length
    case("CF_XDR_MC length", CF_XDR_MC="公" * 201),
    case(CF_XDR_MC="公" * 200),
    case("CF_SY length", CF_SY="事" * 5001),
    case(CF_SY="事" * 5000),
    case("BZ length", BZ="a" * 513),
    # dates
    *(
        case(CF_JDRQ=day)
        for day in (
            "2026/11/16",
            "2026.11.16",
            "20261116",
            "2026年11月16日",
            "２０２６－１１－１６",
            "2026-11-16 09:30:00",
            " 2026-11-16",
        )
    ),
    *(
        case("CF_JDRQ date-unreadable", CF_JDRQ=text)
        for text in ("昨天", "16/11/2026", "2026", "2026-11", "46342", "2026-11-16至2027-11-15")
    ),
    *(
        case("CF_JDRQ date-impossible", CF_JDRQ=text)
        for text in ("2026-02-30", "2026-13-01", "20260229", "2026年11月31日", "0000-01-01")
    ),
    case("CF_JDRQ date-future", CF_JDRQ="2026-11-21"),
    case(CF_JDRQ="2026-11-20"),
    case(CF_YXQ="2099-12-31"),
    case("CF_YXQ date-order", CF_YXQ="2026-11-15"),
    case("CF_YXQ date-order", CF_YXQ="2026年11月1日", CF_JDRQ="20261116"),
    case("CF_GSJZQ date-order", CF_GSJZQ="2025-11-15"),
    case(CF_GSJZQ=""),
    # money
    *(case(CF_NR_FK=text) for text in ("0.3", "1,234.5", "０．３", "0.3万元", "12 万", "999999999999.999999")),
    case("CF_NR_FK money-unreadable", CF_NR_FK="三千"),
    case("CF_NR_FK money-unreadable", CF_NR_FK="0.3.1"),
    case("CF_NR_FK money-negative", CF_NR_FK="-1"),
    case("CF_NR_FK money-decimals", CF_NR_FK="0.1234567"),
    case("CF_NR_FK money-too-large", CF_NR_FK="1000000000000"),
    case("CF_NR_FK money-unit", CF_NR_FK="3000元"),
    # whole numbers
    case("CF_SL integer", CF_SL="1.5", CF_DW="台"),
    case("CF_SL integer", CF_SL="三", CF_DW="台"),
    case("CF_SL integer", CF_SL=ID, CF_DW="台"),
    case(CF_SL="0", CF_DW="台"),
    # credit codes
    case("CF_XDR_SHXYM uscc-length", CF_XDR_SHXYM=GOOD[:-1]),
    case("CF_XDR_SHXYM uscc-length", CF_XDR_SHXYM=f"代码{GOOD}"),
    case("CF_XDR_SHXYM uscc-characters", CF_XDR_SHXYM=GOOD[:-2] + "I" + GOOD[-1]),
    case("CF_XDR_SHXYM uscc-characters", CF_XDR_SHXYM=GOOD[:4] + "A" + GOOD[5:]),
    case("CF_XDR_SHXYM uscc-check-digit", CF_XDR_SHXYM=spoiled(GOOD, 12)),
    case("CF_XDR_SHXYM uscc-department-kind", CF_XDR_SHXYM=NO_KIND),
    case("CF_XDR_SHXYM uscc-placeholder", CF_XDR_SHXYM="0" * 18),
    case("CF_XDR_SHXYM uscc-placeholder", CF_XDR_SHXYM="X" * 18),
    case("CF_XDR_SHXYM uscc-placeholder", CF_XDR_SHXYM=NO_CODE),
    case("CF_CFJGDM uscc-placeholder", CF_CFJGDM="0" * 18),
    case(CF_CFJGDM=NO_CODE, CF_SJLYDM=NO_CODE),
    case("CF_CFJGDM code-normalised", CF_CFJGDM=NO_CODE.lower()),
    case("CF_XDR_SHXYM uscc-inner-check-digit", CF_XDR_SHXYM=INNER),
    case("CF_XDR_SHXYM uscc-unknown-region", CF_XDR_SHXYM=NO_REGION),
    case("CF_XDR_SHXYM uscc-excepted", CF_XDR_SHXYM="91350203M0001QAY9B"),
    case("CF_XDR_SHXYM code-normalised", CF_XDR_SHXYM=GOOD.lower()),
    case("CF_XDR_SHXYM code-normalised", CF_XDR_SHXYM=wide(GOOD)),
    case("CF_XDR_SHXYM code-normalised", CF_XDR_SHXYM=f"{GOOD[:8]} {GOOD[8:]}"),
    case("CF_XDR_SHXYM code-normalised", CF_XDR_SHXYM=f"{GOOD[:8]}-{GOOD[8:]}"),
    case(CF_XDR_SHXYM=f" {GOOD}\u3000"),
    # organisation codes and registration numbers
    case(CF_XDR_ZZJG=ORG, CF_XDR_GSZC=REG),
    case("CF_XDR_ZZJG code-normalised", CF_XDR_ZZJG=f"{ORG[:8]}-{ORG[8]}"),
    case("CF_XDR_ZZJG orgcode-length", CF_XDR_ZZJG=ORG[:8]),
    case("CF_XDR_ZZJG orgcode-characters", CF_XDR_ZZJG="MA10*0017"),
    case("CF_XDR_ZZJG orgcode-check-digit", CF_XDR_ZZJG=spoiled(ORG, 8)),
    case("CF_XDR_ZZJG orgcode-placeholder", CF_XDR_ZZJG="000000000"),
    case("CF_XDR_GSZC regno-length", CF_XDR_GSZC=REG[:14]),
    case("CF_XDR_GSZC regno-characters", CF_XDR_GSZC=REG[:14] + "A"),
    case("CF_XDR_GSZC regno-check-digit", CF_XDR_GSZC=spoiled(REG, 14)),
    case("CF_XDR_GSZC regno-placeholder", CF_XDR_GSZC="0" * 15),
    case("CF_XDR_SHXYM party-unidentified", CF_XDR_SHXYM=""),
    case(CF_XDR_SHXYM="", CF_XDR_ZZJG=ORG),
    case(CF_XDR_SHXYM="", CF_XDR_GSZC=REG),
    # reported on 20 November 2026, a Friday: the 11th is seven working days before
    case(CF_JDRQ="2026-11-11"),
    case("CF_JDRQ late", CF_JDRQ="2026-11-10"),
    case("CF_JDRQ late", CF_JDRQ="2026年1月5日"),
    # all faults of a row are told, not the first one
    case(
        "CF_WSH required",
        "CF_NR_FK money-unit",
        "CF_JDRQ date-unreadable",
        "CF_XDR_SHXYM uscc-length",
        "CF_YXQ date-impossible",
        CF_WSH="",
        CF_NR_FK="3000元",
        CF_JDRQ="昨天",
        CF_XDR_SHXYM="9",
        CF_YXQ="2027-02-29",
    ),
]  # fmt: skip

assert uscc.judge(NO_KIND).problems == ("department_kind",)
