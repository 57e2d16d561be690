"""Reasons of steps: chosen from the step's list, given in words, or both."""

from gongxin.apps.cases.kinds.kind import Step
from gongxin.apps.errors import Invalid
from gongxin.core.masking import redact_id_numbers
from gongxin.core.text import Text


def given_for(step: Step, words: str, code: str) -> tuple[str, str]:
    """The words (without ID numbers) and the code; Invalid for none where one is needed."""
    kept = redact_id_numbers(words.strip())[0]
    known = {reason.code for reason in step.reasons}
    if code and code not in known:
        accepted = ", ".join(sorted(known)) or "-"
        raise Invalid("unknown_reason", _UNKNOWN.format(code=code, accepted=accepted))
    if step.reason and not (kept or code):
        raise Invalid("reason_missing", _MISSING)
    return kept, code


def full_reason(step: Step, words: str, code: str) -> str:
    """The reason as an act keeps it: the listed one, then the words; else what the step is called."""
    listed = [reason.text.zh for reason in step.reasons if reason.code == code]
    return "；".join([*listed, *([words] if words else [])]) or step.title.zh


def reason_text(step: Step | None, words: str, code: str) -> Text:
    """The same for people, with the listed reason in both languages."""
    listed = [reason.text for reason in step.reasons if reason.code == code] if step else []
    more = [Text(words, words)] if words else []
    parts = [*listed, *more]
    return Text("；".join(part.zh for part in parts), "; ".join(part.en for part in parts))


_UNKNOWN = Text(
    "这一步没有代号为“{code}”的理由；可选：{accepted}。",
    "This step has no reason “{code}”; there are: {accepted}.",
)
_MISSING = Text(
    "请说明理由：从列表中选择，或用文字写明，例如“罚款尚未缴清”。",
    "Give a reason, from the list or in words, for example “the fine is not paid in full”.",
)
