"""Limits: told in every answer, kept apart for each caller, refused with the time to wait."""

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings
from tests.web.api.conftest import ROOT

from gongxin.web.api.rates import Buckets, Rate, read_rate


def test_every_answer_tells_what_is_left(client: Client, db: None, settings: Settings) -> None:
    settings.GONGXIN_RATE_ANONYMOUS = "5/h"
    addresses = ("/items", "/nothing", "/openapi.json", "/search")
    for left, address in zip((4, 3, 2, 1), addresses, strict=True):
        answer = client.get(ROOT + address)
        assert answer["RateLimit-Limit"] == "5"
        assert answer["RateLimit-Remaining"] == str(left)
        assert answer["RateLimit-Policy"] == "5;w=3600"
        assert 0 < int(answer["RateLimit-Reset"]) <= 3600


def test_beyond_the_limit_the_answer_says_when_to_come_back(
    client: Client, db: None, settings: Settings
) -> None:
    settings.GONGXIN_RATE_ANONYMOUS = "2/m"
    statuses = [client.get(f"{ROOT}/items").status_code for _ in range(3)]
    assert statuses == [200, 200, 429]
    answer = client.get(f"{ROOT}/items", headers={"accept-language": "en"})
    assert answer["Content-Type"] == "application/problem+json"
    assert answer["RateLimit-Remaining"] == "0"
    assert 1 <= int(answer["Retry-After"]) <= 30
    assert f"try again in {answer['Retry-After']} seconds" in answer.json()["detail"]


def test_a_key_has_its_own_limit_wherever_it_comes_from(
    client: Client, program: Client, other_program: Client, settings: Settings
) -> None:
    settings.GONGXIN_RATE_ANONYMOUS, settings.GONGXIN_RATE_KEY = "1/h", "2/h"
    assert [client.get(f"{ROOT}/items").status_code for _ in range(2)] == [200, 429]
    assert [program.get(f"{ROOT}/items").status_code for _ in range(3)] == [200, 200, 429]
    elsewhere = program.get(f"{ROOT}/items", REMOTE_ADDR="198.51.100.7")
    assert elsewhere.status_code == 429
    assert other_program.get(f"{ROOT}/items").status_code == 200


def test_addresses_are_counted_apart_and_networks_of_ipv6_together(
    client: Client, db: None, settings: Settings
) -> None:
    settings.GONGXIN_RATE_ANONYMOUS = "1/h"

    def status(address: str, **headers: str) -> int:
        answer = client.get(f"{ROOT}/items", REMOTE_ADDR=address, headers=headers)
        return answer.status_code

    assert [status("198.51.100.7"), status("198.51.100.8"), status("198.51.100.7")] == [
        200,
        200,
        429,
    ]
    assert [status("2001:db8::1"), status("2001:db8::2"), status("2001:db8:0:1::1")] == [
        200,
        429,
        200,
    ]
    assert status("198.51.100.7", x_forwarded_for="203.0.113.1") == 429
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    assert status("198.51.100.7", x_forwarded_for="10.0.0.1, 203.0.113.1") == 200
    assert status("198.51.100.7", x_forwarded_for="10.0.0.2, 203.0.113.1") == 429


def test_keys_cannot_be_tried_out_quickly(client: Client, db: None, settings: Settings) -> None:
    settings.GONGXIN_RATE_ANONYMOUS = "3/h"
    statuses = [
        client.get(f"{ROOT}/items", headers={"x-api-key": f"gx_{n}"}).status_code for n in range(5)
    ]
    assert statuses == [401, 401, 401, 429, 429]


@given(st.integers(1, 50), st.sampled_from((1, 60, 3600)))
def test_no_more_than_the_limit_in_a_burst_and_all_of_it_after_a_period(
    limit: int, period: int
) -> None:
    buckets, rate = Buckets(), Rate(limit, period)
    granted = [buckets.take("a", rate, 1000.0).granted for _ in range(limit + 2)]
    assert granted == [True] * limit + [False] * 2
    refused = buckets.take("a", rate, 1000.0)
    assert buckets.take("a", rate, 1000.0 + refused.retry).granted
    later = 1000.0 + 3 * period
    assert [buckets.take("a", rate, later).granted for _ in range(limit + 1)].count(True) == limit


@given(st.lists(st.floats(0, 30), max_size=200), st.integers(1, 20))
def test_at_most_twice_the_limit_in_any_period(pauses: list[float], limit: int) -> None:
    buckets, rate, now, served = Buckets(), Rate(limit, 60), 0.0, []
    for pause in pauses:
        now += pause
        if buckets.take("a", rate, now).granted:
            served.append(now)
    for start in served:
        assert sum(start <= at < start + 60 for at in served) <= 2 * limit


@pytest.mark.parametrize("written", ["60", "0/m", "60/w", "-1/s", "60 per minute", ""])
def test_a_rate_that_cannot_be_read_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="60/m"):
        read_rate(written)


def test_only_so_many_callers_are_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gongxin.web.api.rates._MOST_CALLERS", 3)
    buckets, rate = Buckets(), Rate(1, 3600)
    for caller in "abcd":
        assert buckets.take(caller, rate, 0.0).granted
    assert not buckets.take("d", rate, 1.0).granted
    assert buckets.take("a", rate, 1.0).granted
