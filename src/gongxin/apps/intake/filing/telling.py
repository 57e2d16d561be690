"""Telling subscribers what rows that were sent again have changed of records that everyone sees."""

from django.db.models import F, Q
from django.db.models.expressions import RawSQL

from gongxin.apps.cases.outbox import tell_of_each
from gongxin.apps.intake.filing.transfer import execute
from gongxin.apps.intake.models import Submission
from gongxin.apps.records.models import Record
from gongxin.apps.records.timeline import as_of
from gongxin.apps.records.visibility import PUBLIC, visible

SUPERSEDED = "filing_superseded"
"""The transaction's table with the ``id`` of every revision that filing closes."""
_SHOWN = "filing_shown"


def remember_shown() -> None:
    """Keep which records everyone sees until now; needs :data:`SUPERSEDED`, still open."""
    seen = Q(visible(PUBLIC, as_of()), pk__in=_column("id", SUPERSEDED))
    shown = Record.objects.filter(seen).values("uid")
    execute(f"CREATE TEMP TABLE {_SHOWN} (uid uuid) ON COMMIT DROP")
    if shown.exists():
        query, values = shown.query.sql_with_params()
        execute(f"INSERT INTO {_SHOWN} {query}", values)


def tell_of_revisions(submission: Submission) -> None:
    """Tell of every corrected or newly linked record that everyone sees, or saw until now.

    Call it last in the transaction that filed them, after :func:`remember_shown`.
    """
    made, seen = Record.objects.filter(submission=submission), visible(PUBLIC, as_of())
    was_seen = Q(uid__in=_column("uid", _SHOWN))
    corrected = made.filter(change=Record.Change.CORRECTED)
    tell_of_each("record_corrected", corrected.filter(seen), cause="sent_again")
    gone = corrected.filter(was_seen).exclude(pk__in=corrected.filter(seen).values("pk"))
    tell_of_each("record_corrected", gone, hidden=True, cause="sent_again")
    linked = made.filter(seen, change=Record.Change.LINKED)
    tell_of_each("record_linked", linked, evidence=F("linked_by"))


def _column(column: str, table: str) -> RawSQL:
    return RawSQL(f"SELECT {column} FROM {table}", [])  # noqa: S611 a table of this transaction
