"""What every list says about itself, and the links to its neighbouring pages."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from pydantic import Field

from gongxin.web.api.answers.answer import Answer


class Page(Answer):
    """One page of a list."""

    total: int = Field(
        ge=0,
        description="总数；capped 为真时是能翻到的条数 / how many there are; if capped, how many can be turned to",
    )
    capped: bool = Field(
        description="是否还有更多未计入 / whether there are more than total; narrow the question to see them"
    )
    page: int = Field(ge=1, description="页码 / page")
    size: int = Field(ge=1, description="每页条数 / entries on a page")


def link_pages(
    request: HttpRequest, response: HttpResponse, *, page: int, size: int, total: int
) -> None:
    """Add the ``Link`` field (RFC 8288) with the addresses of the next and the previous page."""
    pages = max(1, -(-total // size))
    links = []
    if page < pages:
        links.append((page + 1, "next"))
    if page > 1:
        links.append((min(page - 1, pages), "prev"))
    if links:
        response.headers["Link"] = ", ".join(
            f'<{_address(request, number)}>; rel="{rel}"' for number, rel in links
        )


def _address(request: HttpRequest, page: int) -> str:
    query = {**request.GET.dict(), "page": str(page)}
    return request.build_absolute_uri(f"{request.path}?{urlencode(query)}")
