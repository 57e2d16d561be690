"""The base of everything that the API answers: exactly the declared keys, nothing besides."""

from pydantic import BaseModel, ConfigDict


class Answer(BaseModel):
    """An object with a closed set of keys, all of which are always there."""

    model_config = ConfigDict(extra="forbid", frozen=True)
