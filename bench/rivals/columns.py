"""The 26 columns of the penalty file and the rules for each, as the catalogue item states them."""

from dataclasses import dataclass

PARTY, DECIDED, KINDS = "行政相对人名称", "处罚决定日期", "处罚类别"
VALID_UNTIL, PUBLIC_UNTIL = "处罚有效期", "公示截止期"
DOCUMENT, AUTHORITY = "行政处罚决定书文号", "处罚机关统一社会信用代码"
USCC, REGNO, ORGCODE = (
    "行政相对人代码_1（统一社会信用代码）",
    "行政相对人代码_2（工商注册号）",
    "行政相对人代码_3（组织机构代码）",
)
FINE = "罚款金额（万元）"
CONFISCATED = "没收违法所得、没收非法财物的金额（万元）"
LICENCE = "暂扣或吊销证照名称及编号"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: what kind of value it holds, whether it must hold one, how long text may be."""

    title: str
    kind: str
    required: bool = False
    length: int | None = None


COLUMNS = (
    Column(PARTY, "text", required=True, length=200),
    Column(USCC, "uscc"),
    Column(REGNO, "regno"),
    Column(ORGCODE, "orgcode"),
    Column("行政相对人代码_4（税务登记号）", "text", length=32),
    Column("行政相对人代码_5（事业单位证书号）", "text", length=120),
    Column("行政相对人代码_6（社会组织登记证号）", "text", length=50),
    Column("法定代表人", "text", length=50),
    Column("法定代表人身份证号", "never"),
    Column(DOCUMENT, "text", required=True, length=128),
    Column("违法行为类型", "text", required=True, length=2000),
    Column("违法事实", "text", required=True, length=5000),
    Column("处罚依据", "text", required=True, length=2048),
    Column(KINDS, "kinds", required=True),
    Column("处罚内容", "text", required=True, length=4000),
    Column(FINE, "money"),
    Column(CONFISCATED, "money"),
    Column(LICENCE, "text", length=200),
    Column(DECIDED, "date", required=True),
    Column(VALID_UNTIL, "date", required=True),
    Column(PUBLIC_UNTIL, "date"),
    Column("处罚机关", "text", required=True, length=200),
    Column(AUTHORITY, "authority", required=True),
    Column("数据来源单位", "text", required=True, length=200),
    Column("数据来源单位统一社会信用代码", "authority", required=True),
    Column("备注", "text", length=512),
)
KEY = (AUTHORITY, DOCUMENT, PARTY)
HIDES_ID_NUMBER = 18  # characters from which a text may hold one

CODE_FAULTS = {
    "uscc": (
        "length",
        "characters",
        "check_digit",
        "department_kind",
        "placeholder",
        "id_card",
        "warn:normalised",
        "warn:inner_check_digit",
        "warn:unknown_region",
        "warn:excepted",
    ),
    "regno": ("length", "characters", "check_digit", "placeholder", "id_card", "warn:normalised"),
}
CODE_FAULTS["authority"] = CODE_FAULTS["uscc"]
CODE_FAULTS["orgcode"] = CODE_FAULTS["regno"]
MONEY_FAULTS = ("unreadable", "negative", "too_many_decimals", "too_large", "wrong_unit")
AMOUNT_OF = {  # amount: the kinds of penalty that call for it
    FINE: ("罚款",),
    CONFISCATED: ("没收违法所得", "没收非法财物"),
}
LICENCE_KINDS = ("暂扣许可证件", "吊销许可证件")
