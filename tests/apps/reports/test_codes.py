"""Report codes: spelt by hand, typed wrong, told apart."""

import doctest
import random

from gongxin.apps.reports import codes
from gongxin.apps.reports.codes import ALPHABET, LENGTH, new_code, problem, read_code, spelt
from gongxin.law import values


def test_examples_hold() -> None:
    assert doctest.testmod(codes).failed == 0
    assert doctest.testmod(values).failed == 0
    assert doctest.testmod(codes).attempted > 3


def test_codes_are_unambiguous_and_differ() -> None:
    made = {new_code() for _ in range(200)}
    assert len(made) == 200
    assert {len(code) for code in made} == {LENGTH}
    assert not set("".join(made)) & set("01ILOilo")
    assert [code for code in made if problem(code)] == []


def test_a_code_is_read_however_it_is_spelt() -> None:
    code = new_code()
    assert read_code(f" {spelt(code).lower()} ") == code


def test_every_single_typo_and_swap_is_noticed() -> None:
    code = new_code()
    for place in range(LENGTH):
        for other in set(ALPHABET) - {code[place]}:
            assert problem(code[:place] + other + code[place + 1 :]) is not None
    for place in range(LENGTH - 1):
        a, b = code[place], code[place + 1]
        swapped = code[:place] + b + a + code[place + 2 :]
        assert a == b or problem(swapped) is not None


def test_the_problem_is_named() -> None:
    code = new_code()
    assert "16" in problem(code[:-1]).en
    assert "“0 O”" in problem(code[:-2] + "0O").en
    wrong = random.Random(1).choice(sorted(set(ALPHABET) - {code[-1]}))
    assert "mistyped" in problem(code[:-1] + wrong).en
