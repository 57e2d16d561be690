"""The shape of the tables that measures read, whether they come from a database or from a lake.

Months are text such as ``2026-11``: of receipt for submissions and rows, of the decision for the
ledger, of the correction for corrections, of the answer for objections. ``department`` is a
department's code and ``region`` its district. Counts are ``int64``.
"""

from collections.abc import Mapping
from typing import Final

import ibis
import ibis.expr.types as ir

Tables = Mapping[str, ir.Table]

SUBMISSIONS: Final = {
    "submission": "int64",
    "item": "string",
    "department": "string",
    "region": "string",
    "month": "string",
    "rows": "int64",  # rows about organisations; those about persons are not counted anywhere
    "accepted": "int64",  # rows without a fault that has to be corrected
    "linked": "int64",  # accepted rows tied to an organisation
    "dated": "int64",  # accepted rows, new ones, of an item that has a deadline
    "late": "int64",  # those of them that came after it
    "cells": "int64",  # cells of accepted rows, of fields that no condition switches off
    "filled": "int64",  # those of them that hold something
    "wrong_codes": "int64",  # rows whose organisation code is wrong, or repeated in the register
}
FAULTS: Final = {
    "item": "string",
    "month": "string",
    "submission": "int64",
    "row": "int64",
    "field": "string",
    "check_id": "string",
}
ROWS: Final = {
    "item": "string",
    "month": "string",
    "submission": "int64",
    "row": "int64",
    "subject": "string",  # code of the organisation; null where unlinked
}
LEDGER: Final = {
    "item": "string",
    "department": "string",
    "region": "string",
    "month": "string",
    "number": "string",  # of the decision, as the department's ledger has it
    "reported": "boolean",  # a record of the decision is on file
}
"""Decisions of a ledger that are reported, or whose deadline has passed."""
HOLDERS: Final = {
    "item": "string",
    "region": "string",
    "month": "string",
    "holders": "int64",  # organisations of the register with at least one row of the item
}
REGISTER: Final = {"region": "string", "subjects": "int64"}
CORRECTIONS: Final = {
    "item": "string",
    "department": "string",
    "region": "string",
    "month": "string",
    "submission": "int64",  # in which the row was rejected
    "row": "int64",
    "days": "int64",  # working days from the rejection to the accepted row
}
OBJECTIONS: Final = {
    "item": "string",
    "department": "string",
    "region": "string",
    "month": "string",
    "number": "int64",  # of the case
    "upheld": "boolean",
}
SPANS: Final = {
    "month": "string",  # a month that is measured
    "past": "string",  # each of the twelve months that end with it
    "age": "int64",  # months from ``past`` to ``month``: 0 to 11
}
"""Made by :func:`gongxin.batch.quality.spans.spans`."""

SHAPES: Final[dict[str, dict[str, str]]] = {
    "submissions": SUBMISSIONS,
    "faults": FAULTS,
    "rows": ROWS,
    "ledger": LEDGER,
    "holders": HOLDERS,
    "register": REGISTER,
    "corrections": CORRECTIONS,
    "objections": OBJECTIONS,
    "spans": SPANS,
}

FIGURES: Final = {
    "item": "string",
    "department": "string",  # empty where a measure is not one department's
    "region": "string",
    "month": "string",
    "numerator": "int64",
    "denominator": "int64",
}
"""What every measure answers."""


def unbound() -> Tables:
    """The tables by name, bound to no engine; their names in SQL are those of ``SHAPES``."""
    return {name: ibis.table(shape, name=name) for name, shape in SHAPES.items()}
