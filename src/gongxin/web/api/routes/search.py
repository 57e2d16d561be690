"""Finding organisations, and their credit files."""

from typing import Any

from django.http import HttpResponse
from ninja import Query, Router
from pydantic import Field

from gongxin.apps.audit.models import FileReading
from gongxin.apps.errors import NotFound
from gongxin.apps.records.queries import as_of, credit_file
from gongxin.apps.subjects.models import Subject
from gongxin.apps.subjects.queries import find_subject, search_subjects
from gongxin.core.identifiers import uscc
from gongxin.core.text import Text
from gongxin.web.api.answers.pages import link_pages
from gongxin.web.api.answers.subjects import (
    CreditFileAnswer,
    SearchAnswer,
    credit_file_answer,
    found_answer,
)
from gongxin.web.api.parameters import AtMoment, Paged, SubjectCode
from gongxin.web.api.reader import ApiRequest
from gongxin.web.api.refusals import refusals

router = Router(tags=["subjects"])


class SearchQuery(Paged):
    """What to look for."""

    q: str = Field(
        min_length=1,
        max_length=100,
        description="名称或代码的一部分，或完整的注册号、组织机构代码 / part of a name or code, or a "
        "whole registration number or organisation code",
        examples=["公信", "91329900"],
    )


@router.get(
    "/search",
    operation_id="search",
    summary="按名称或代码的一部分查找主体 / find organisations by part of a name or code",
    response={200: SearchAnswer, **refusals()},
)
def search(request: ApiRequest, response: HttpResponse, query: Query[SearchQuery]) -> Any:
    """现用名和曾用名都查。 / Present and former names are searched."""
    found = search_subjects(query.q, page=query.page, size=query.size)
    link_pages(request, response, page=found.page, size=found.size, total=found.total)
    return {
        "total": found.total,
        "capped": found.capped,
        "page": found.page,
        "size": found.size,
        "subjects": [found_answer(one) for one in found.subjects],
    }


@router.get(
    "/subjects/{code}",
    operation_id="subject",
    summary="信用档案 / the credit file of an organisation",
    response={200: CreditFileAnswer, **refusals(404, 409)},
)
def subject(request: ApiRequest, code: SubjectCode, query: Query[AtMoment]) -> Any:
    """公开信息，不需密钥；用部门密钥还可看到授权信息和本部门的全部记录。 / What is public, without a key;
    with a department's key also what is authorised and all of the department's own records.
    """
    found = subject_by_code(code)
    moment = as_of(query.as_of)
    request.reader.note_reading(found.pk, FileReading.What.FILE)
    return credit_file_answer(credit_file(found, viewer=request.reader.viewer, as_of=moment))


def subject_by_code(code: str) -> Subject:
    """The organisation; :class:`NotFound`, saying whether the code is valid at all, for none."""
    found = find_subject(code)
    if found is None:
        text = _NOT_FOUND if uscc.judge(code).ok else _NOT_VALID
        raise NotFound("no_subject", text.format(code=code))
    return found


_NOT_FOUND = Text(
    "没有代码为 {code} 的主体：已查询登记信息和各部门报送的全部记录。",
    "No organisation has the code {code}: the register and all records of all departments were "
    "searched.",
)
_NOT_VALID = Text(
    "没有代码为 {code} 的主体；而且它不是有效的统一社会信用代码（GB 32100-2015），请核对。",
    "No organisation has the code {code}; nor is it a valid Unified Social Credit Code "
    "(GB 32100-2015): check it.",
)
