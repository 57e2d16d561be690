"""The signature is the same for the same statement, and only for that."""

from gongxin.apps.subjects.signature import signature_of


def test_spelling_does_not_matter() -> None:
    plain = signature_of(code="91329901MA00000075", name="公信市云湖(甲)厂", region="329901")
    other = signature_of(code=" 91329901ma0000 0075", name="公信市 云湖（甲）厂", region="329901 ")
    assert plain == other


def test_parts_do_not_run_together() -> None:
    assert signature_of(regno="1", orgcode="2") != signature_of(regno="12")
    assert signature_of(regno="1") != signature_of(orgcode="1")
    assert signature_of(name="甲", region="329901") != signature_of(name="甲", region="329902")
