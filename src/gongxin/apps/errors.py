"""Why an action was refused: one class for each HTTP status that it becomes."""

from typing import ClassVar

from gongxin.core.errors import GongxinError


class ActionError(GongxinError):
    """An action that was not done; nothing was changed."""

    status: ClassVar[int] = 400


class NotAllowed(ActionError):
    """The officer or department may not do this."""

    status = 403


class NotFound(ActionError):
    """What the action is about does not exist, or may not be known to exist."""

    status = 404


class Conflict(ActionError):
    """What is so already stands against it."""

    status = 409


class TooLarge(ActionError):
    """More bytes than are taken."""

    status = 413


class Invalid(ActionError):
    """What was given cannot be used."""

    status = 422
