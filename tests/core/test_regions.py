"""Regions keep their history."""

import pytest

from gongxin.core import regions


def test_latest_name_of_a_code_that_was_given_twice() -> None:
    region = regions.lookup("320602")
    assert region is not None
    assert (region.name, region.last_seen) == ("崇川区", "")


def test_abolished_regions_stay_known_with_their_end() -> None:
    region = regions.lookup("320683")
    assert region is not None
    assert (region.name, region.last_seen) == ("通州市", "2008-12")
    assert regions.lookup("999999") is None


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("320602", "江苏省南通市崇川区"),
        ("320600", "江苏省南通市"),
        ("110101", "北京市东城区"),
        ("329901", "江苏省公信市东城新区"),
        ("100000", "全国"),
        ("999999", ""),
        ("", ""),
    ],
)
def test_path_names(code: str, name: str) -> None:
    assert regions.path_name(code) == name
