"""What the national pack promises: the layouts that departments really send, and the law's limits."""

import pytest

from gongxin.core.identifiers import uscc
from gongxin.law.catalogue import Field, Item
from gongxin.law.item_faults import header_form
from gongxin.law.load import load_catalogue, load_windows

CATALOGUE = load_catalogue()
ITEMS = list(CATALOGUE.items.values())
FIELDS = [(item, field) for item in ITEMS for field in item.fields]

REGISTER_EXPORT = (
    "企业名称,统一社会信用代码,注册日期,企业类型,法人代表,注册资金,经营范围,所在省份,地区,注册地址"
)
PENALTY_2018 = (
    "行政相对人名称,行政相对人代码_1(统一社会信用代码),行政相对人代码_2 （工商登记码）,"
    "行政相对人代码_3(组织机构代码),行政相对人代码_4(税务登记号),行政相对人代码_5(事业单位证书号),"
    "行政相对人代码_6(社会组织登记证号),法定代表人,身份证号,行政处罚决定书文号,违法行为类型,违法事实,"
    "处罚依据,处罚类别,处罚内容,罚款金额（万元）,没收违法所得、没收非法财物的金额（万元）,"
    "暂扣或吊销证照名称及编号,处罚决定日期,处罚有效期,公示截止期,处罚机关,处罚机关统一社会信用代码,"
    "数据来源单位,数据来源单位统一社会信用代码,备注"
)
PERMIT_2018 = (
    "行政相对人名称,行政相对人代码_1(统一社会信用代码),行政相对人代码_2(工商注册号),"
    "行政相对人代码_3(组织机构代码),行政相对人代码_4(税务登记号),行政相对人代码_5(事业单位证书号),"
    "行政相对人代码_6(社会组织登记证号),法定代表人,身份证号,行政许可决定文书名称,行政许可决定文书号,"
    "许可类别,许可证书名称,许可编号,许可内容,许可决定日期,有效期自,有效期至,许可机关,"
    "许可机关统一社会信用代码,当前状态,数据来源单位,数据来源单位统一社会信用代码,备注"
)
PERSONAL = (
    "身份证号,身份证号码,居民身份证号,法定代表人身份证号,法定代表人证件号码,证件号码,"
    "自然人证件号码,法定代表人证件类型,证件类型"
)


def field_of(item: Item, header: str) -> Field | None:
    """The field to which a header leads."""
    for field in item.fields:
        titles = (field.code, field.title.zh, field.title.en, *field.aliases)
        if header_form(header) in {header_form(title) for title in titles}:
            return field
    return None


def test_the_items_stand_in_the_order_of_a_credit_file() -> None:
    assert list(CATALOGUE.items) == [
        "registration",
        "permit",
        "penalty",
        "serious-list",
        "abnormal-list",
        "commitment",
        "evaluation-result",
        "honour",
        "tax-payment",
        "social-insurance-payment",
        "utility-payment",
        "customs-declaration",
    ]


def test_flows_of_payments_lie_in_the_lake_and_are_never_public() -> None:
    flows = [item for item in CATALOGUE.items.values() if item.storage == "lake"]
    assert [item.id for item in flows] == list(CATALOGUE.items)[-4:]
    for item in flows:
        assert item.publicity.scope == "authorised"
        assert item.aggregates
        assert not item.open_to["public"]
        assert "public" not in {aggregate.publicity for aggregate in item.aggregates}
        assert not any(basis.verified for basis in item.bases)


def test_twelve_categories_and_the_voluntary_one() -> None:
    assert list(CATALOGUE.categories) == [str(n) for n in range(1, 13)] + ["voluntary"]
    assert {c.number for c in CATALOGUE.categories.values() if c.verified} == {"1", "2", "3", "12"}


@pytest.mark.parametrize(
    ("item", "header", "columns"),
    [
        ("registration", REGISTER_EXPORT, 10),
        ("penalty", PENALTY_2018, 26),
        ("permit", PERMIT_2018, 24),
    ],
)
def test_real_layouts_lead_to_fields(item: str, header: str, columns: int) -> None:
    found = [field_of(CATALOGUE.item(item), title) for title in header.split(",")]
    assert len(found) == columns
    assert None not in found
    assert len({field.code for field in found if field}) == columns
    needed = {f.code for f in CATALOGUE.item(item).fields if f.required and not f.column_optional}
    assert needed <= {field.code for field in found if field}


@pytest.mark.parametrize("item", ["permit", "penalty"])
@pytest.mark.parametrize("header", PERSONAL.split(","))
def test_columns_of_personal_numbers_are_never_stored(item: str, header: str) -> None:
    field = field_of(CATALOGUE.item(item), header)
    assert field is not None
    assert field.publicity == "never"


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.id)
def test_every_item_recognises_identity_numbers_and_refuses_persons(item: Item) -> None:
    field = field_of(item, "身份证号")
    assert field is not None
    assert field.publicity == "never"
    if item.id == "registration":
        return
    party = item.index[item.subject.party_class or ""]
    assert [choice.value for choice in party.choices if choice.refused] == ["自然人"]
    assert party.column_optional


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.id)
def test_only_the_legal_representative_is_personal_and_masked(item: Item) -> None:
    masked = [field.code for field in item.fields if field.mask_person]
    representative = item.subject.legal_representative
    assert masked == ([representative] if representative else [])


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.id)
def test_every_basis_is_named_in_both_languages(item: Item) -> None:
    for basis in item.bases:
        assert basis.document.zh
        assert basis.document.en.isascii() or "〔" in basis.document.en
    assert item.title.en


def test_negative_items_end() -> None:
    negative = {item.id: item for item in ITEMS if item.polarity == "negative"}
    assert set(negative) == {"penalty", "serious-list", "abnormal-list"}
    for item in negative.values():
        versions = load_windows()[item.publicity.window or ""].versions
        assert all(one.longest is not None for v in versions for one in v.classes)


def test_every_penalty_kind_that_is_accepted_has_a_class() -> None:
    kinds = {c.value for c in CATALOGUE.item("penalty").index["CF_CFLB"].choices if not c.refused}
    newest = load_windows()["penalty"].versions[-1]
    assert {kind for one in newest.classes for kind in one.kinds} == kinds


def test_detention_is_refused_and_old_feed_values_are_read() -> None:
    kinds = {c.value: c for c in CATALOGUE.item("penalty").index["CF_CFLB"].choices}
    assert len(kinds) == 14
    assert [kind for kind, c in kinds.items() if c.refused] == ["行政拘留"]
    spellings = {also: kind for kind, c in kinds.items() for also in c.also}
    assert spellings["没收违法所得、没收非法财物"] == "没收违法所得"
    assert spellings["暂扣或者吊销许可证、暂扣或者吊销执照"] == "吊销许可证件"
    assert [spellings[code] for code in "1234569"] == [
        "警告",
        "罚款",
        "没收违法所得",
        "责令停产停业",
        "吊销许可证件",
        "行政拘留",
        "其他",
    ]


@pytest.mark.parametrize(("item", "field"), FIELDS, ids=lambda value: getattr(value, "code", None))
def test_examples_are_what_the_field_accepts(item: Item, field: Field) -> None:
    if field.example is None:
        return
    assert field.publicity != "never"
    assert field.length is None or len(field.example) <= field.length
    if field.type == "uscc":
        assert uscc.judge(field.example).ok
        assert field.example[2:6] == "3299", "no real region bears the fictional city's number"
    if field.type == "enum":
        assert field.example in [choice.value for choice in field.choices if not choice.refused]


def test_placeholders_stand_for_authorities_only() -> None:
    for item, field in FIELDS:
        if field.placeholders:
            assert field.placeholders == ("0" * 17 + "X",)
            assert field.code not in (item.subject.code, *item.key[1:])
