"""Nothing that a caller sends is silently ignored: unknown and repeated names are refused."""

from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any, Final, cast

import pydantic
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from ninja.errors import ValidationError, ValidationErrorContext
from ninja.operation import Operation

from gongxin.core.text import Text
from gongxin.web.api.failing import Refused, answer_to
from gongxin.web.api.faults import fault_of, repeated_name, unknown_name
from gongxin.web.api.problems import Fault
from gongxin.web.api.reader import ApiRequest

Run = Callable[..., HttpResponseBase]
_MEDIA: Final = {"body": "application/json", "form": "multipart/form-data"}


def strict(run: Run) -> Run:
    """Wraps an operation of the API: names and media type are judged before it runs."""
    operation = cast(Operation, getattr(run, "__self__", None))

    @wraps(run)
    def judged(request: HttpRequest, **path: Any) -> HttpResponseBase:
        caller = cast(ApiRequest, request).reader
        if operation.auth_callbacks and not caller.known:
            return run(request, **path)  # which refuses, without reading the body
        try:
            _check_media(operation, request)
            faults = list(_wrong_names(operation, request))
            if faults:
                raise _refusal([*faults, *_other_faults(operation, request, path)])
        except Exception as error:
            return answer_to(request, error)
        return run(request, **path)

    return judged


def parameter_names(operation: Operation, *sources: str) -> list[str]:
    """The names that an operation takes from these places (``query``, ``form``, ``file`` …)."""
    names: list[str] = []
    for model in operation.models:
        if model.__ninja_param_source__ in sources:
            names += getattr(model, "__ninja_flatten_map__", None) or list(model.model_fields)
    return names


def _lists(operation: Operation) -> set[str]:
    """The names that may be given more than once: each time one value of a list."""
    return {
        part
        for model in operation.models
        for part in getattr(model, "__ninja_collection_fields__", None) or ()
    }


def _check_media(operation: Operation, request: HttpRequest) -> None:
    for source, media in _MEDIA.items():
        if parameter_names(operation, source) and request.content_type != media:
            seen = request.content_type or "-"
            raise Refused(415, "wrong_media_type", _MEDIA_TYPE.format(seen=seen[:60], media=media))


def _wrong_names(operation: Operation, request: HttpRequest) -> Iterator[Fault]:
    lists = _lists(operation)
    yield from _judge("query", request.GET.lists(), parameter_names(operation, "query"), lists)
    if forms := parameter_names(operation, "form"):
        files = parameter_names(operation, "file")
        yield from _judge("form", request.POST.lists(), forms, lists, [*forms, *files])
        yield from _judge("file", request.FILES.lists(), files, lists, [*forms, *files])


def _judge(
    location: str,
    sent: Any,
    known: list[str],
    lists: set[str],
    told: list[str] | None = None,
) -> Iterator[Fault]:
    for name, values in sent:
        if name not in known:
            yield unknown_name(location, name, known if told is None else told)
        elif len(values) > 1 and name not in lists:
            yield repeated_name(location, name)


def _other_faults(
    operation: Operation, request: HttpRequest, path: dict[str, Any]
) -> Iterator[Fault]:
    """What is wrong with the values, so that the caller learns of everything at once."""
    contexts = []
    for model in operation.models:
        try:
            model.resolve(request, operation.api, path)
        except pydantic.ValidationError as error:
            contexts.append(ValidationErrorContext(error, model))
    errors: ValidationError = operation.api.validation_error_from_error_contexts(contexts)
    for one in errors.errors:
        yield fault_of(request, one)


def _refusal(faults: list[Fault]) -> Refused:
    return Refused(422, "invalid_parameters", _INVALID, faults)


_INVALID: Final = Text(
    "请求中的参数有误，逐项说明见 errors。",
    "Some parameters of the request are wrong; errors names each of them.",
)
_MEDIA_TYPE: Final = Text(
    "Content-Type 为“{seen}”，此处只接受 {media}。",
    "The Content-Type is “{seen}”; this address takes {media} only.",
)
