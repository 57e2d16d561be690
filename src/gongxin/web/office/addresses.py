"""What the address of a list says."""

from django.http import HttpRequest

from gongxin.web.language import PARAMETER
from gongxin.web.paging import read_page


def page_of(request: HttpRequest) -> int:
    """The page that is asked for; the first when the address says none or nonsense."""
    return read_page(request.GET.get("page")) or 1


def query_of(request: HttpRequest) -> list[tuple[str, str]]:
    """The rest of the address, kept in the links to the neighbouring pages."""
    left = (PARAMETER, "page")
    return [(key, v) for key, values in request.GET.lists() if key not in left for v in values]
