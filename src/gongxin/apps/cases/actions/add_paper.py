"""Add a paper to an open case."""

from django.db import transaction

from gongxin.apps.accounts.models import User
from gongxin.apps.cases.models import CasePaper
from gongxin.apps.cases.noting import hold_readable, note
from gongxin.apps.cases.papers import Upload, attach, store
from gongxin.apps.errors import Conflict, Invalid
from gongxin.core.masking import redact_id_numbers
from gongxin.core.text import Text


@transaction.atomic
def add_paper(
    *,
    user: User,
    number: str,
    kind: str = CasePaper.Kind.PROOF,
    upload: Upload | None = None,
    reference: str = "",
) -> CasePaper:
    """The paper: the file, or where the department finds it in its own records.

    Raises NotFound, Conflict (the case is closed), Invalid (both or neither, unknown kind, neither
    PDF nor picture), TooLarge.
    """
    case, role = hold_readable(number, user)
    if case.closed_at is not None:
        raise Conflict("case_closed", _CLOSED.format(number=case.number))
    kept = redact_id_numbers(reference.strip())[0]
    if (upload is None) == (not kept) or kind not in CasePaper.Kind.values:
        raise Invalid("bad_paper", _BAD.format(kinds=", ".join(CasePaper.Kind.values)))
    stored = store(upload) if upload else None
    source = "file" if stored else "department"
    paper = attach(case, kind, stored=stored, reference=kept, source=source, user_id=user.pk)
    shown = stored.filename if stored else kept
    note(case, "paper", user=user, role=role, text=shown, detail={"paper": paper.pk, "kind": kind})
    return paper


_CLOSED = Text(
    "案件 {number} 已办结，不能再提交材料。", "Case {number} is closed and takes no papers."
)
_BAD = Text(
    "请提交一份文件，或写明部门自有记录的出处，二者选一；材料种类为 {kinds}。",
    "Give a file, or where the department's own records have it, not both; the kind is one of {kinds}.",
)
