"""Answers that are files."""

from typing import Any, Final
from urllib.parse import quote

from django.http import HttpResponse

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NDJSON: Final = "application/x-ndjson"
PDF: Final = "application/pdf"


def attachment(content: bytes, filename: str, media_type: str) -> HttpResponse:
    """``content`` as a download under ``filename``."""
    response = HttpResponse(content, content_type=media_type)
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(filename)}"
    return response


def binary_answer(media_type: str) -> dict[str, Any]:
    """For an operation's ``openapi_extra``: a successful answer is a file of this type."""
    schema: dict[str, str] = {"type": "string"}
    if media_type != NDJSON:
        schema["format"] = "binary"
    return {"responses": {200: {"content": {media_type: {"schema": schema}}}}}
