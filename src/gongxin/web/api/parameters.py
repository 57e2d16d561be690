"""What callers may write in an address or a form: each kind of value in its one spelling."""

import re
from datetime import date
from typing import Annotated, Any, Final
from uuid import UUID

from ninja import Path, Schema
from pydantic import BeforeValidator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_UID: Final = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_WHOLE: Final = re.compile(r"-?[0-9]{1,18}")
_CODE: Final = "^[0-9A-HJ-NP-RTUWXYa-hj-np-rtuwxy]{18}$"
_ITEM: Final = "^[a-z][a-z0-9-]{1,39}$"
LARGEST_PAGE: Final = 1_000_000
LARGEST_SIZE: Final = 100
LARGEST_ID: Final = 2**53 - 1  # what every JSON reader can hold


def day(value: Any) -> Any:
    """A day from its one spelling; a value that is a date already stays."""
    if isinstance(value, date) or value is None:
        return value
    if isinstance(value, str) and _DAY.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise PydanticCustomError("day", "not a date written YYYY-MM-DD")


def uid(value: Any) -> Any:
    """A UUID from its one spelling; nothing and a value that is one already stay."""
    if value is None or isinstance(value, UUID):
        return value
    if isinstance(value, str) and _UID.fullmatch(value):
        return UUID(value)
    raise PydanticCustomError("uid", "not a UUID")


def whole(value: Any) -> Any:
    """A whole number from its one spelling; a value that is one already stays."""
    if isinstance(value, int):
        return value
    if isinstance(value, str) and _WHOLE.fullmatch(value):
        return int(value)
    raise PydanticCustomError("whole_number", "not a whole number")


OptionalDay = Annotated[
    date | None, BeforeValidator(day), WithJsonSchema({"type": "string", "format": "date"})
]
Whole = Annotated[int, BeforeValidator(whole)]
OptionalText = Annotated[str, Field(max_length=100)]

# In the path. What is said of a parameter there has to stand in ``Path`` itself.
SubjectCode = Annotated[
    str,
    Path(
        ...,
        pattern=_CODE,
        description="统一社会信用代码，18 位 / Unified Social Credit Code, 18 characters",
    ),
]
RecordUid = Annotated[
    UUID, BeforeValidator(uid), Path(..., description="记录编号 / id of the record")
]
NamedItem = Annotated[
    str, Path(..., pattern=_ITEM, description="目录项，见 /items / catalogue item, see /items")
]
SubmissionId = Annotated[
    int,
    Field(ge=1, le=LARGEST_ID),
    BeforeValidator(whole),
    Path(..., description="批次编号 / number of the submission"),
]

# In a query, a form or a body.
CodeText = Annotated[
    str,
    Field(
        pattern=_CODE,
        description="统一社会信用代码，18 位 / Unified Social Credit Code, 18 characters",
    ),
]
ItemId = Annotated[
    str, Field(pattern=_ITEM, description="目录项，见 /items / catalogue item, see /items")
]
CheckId = Annotated[str, Field(pattern="^[a-z][a-z0-9-]{1,59}$")]
DepartmentCode = Annotated[
    str, Field(pattern=_CODE, description="部门的统一社会信用代码 / the department's code")
]


class Paged(Schema):
    """Which page of a list."""

    page: Whole = Field(1, ge=1, le=LARGEST_PAGE, description="页码，从 1 起 / page, from 1")
    size: Whole = Field(
        20, ge=1, le=LARGEST_SIZE, description="每页条数，最多 100 / entries on a page, at most 100"
    )


class AtMoment(Schema):
    """As of which day."""

    as_of: OptionalDay = Field(
        None,
        description="截至某日，默认现在；不得晚于今天 / the state on that day, now by default; "
        "not after today",
    )
