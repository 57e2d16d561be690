"""The examples in the documentation of ``gongxin.core`` are true."""

import doctest
from importlib import import_module
from pkgutil import walk_packages
from types import ModuleType

import pytest

import gongxin.core

MODULES = [
    import_module(found.name)
    for found in walk_packages(gongxin.core.__path__, prefix="gongxin.core.")
]
WITH_EXAMPLES = {
    "gongxin.core.dates",
    "gongxin.core.identifiers.checksums",
    "gongxin.core.identifiers.exceptions",
    "gongxin.core.identifiers.idcard",
    "gongxin.core.identifiers.kinds",
    "gongxin.core.identifiers.normalise",
    "gongxin.core.identifiers.orgcode",
    "gongxin.core.identifiers.regno",
    "gongxin.core.identifiers.uscc",
    "gongxin.core.masking",
    "gongxin.core.money",
    "gongxin.core.name_parts",
    "gongxin.core.name_score",
    "gongxin.core.name_words",
    "gongxin.core.names",
    "gongxin.core.regions",
    "gongxin.core.text",
    "gongxin.core.workdays",
}


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__)
def test_examples_of_a_module_are_true(module: ModuleType) -> None:
    result = doctest.testmod(module)
    assert result.failed == 0
    assert (result.attempted > 0) == (module.__name__ in WITH_EXAMPLES)
