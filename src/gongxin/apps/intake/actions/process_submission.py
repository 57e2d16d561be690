"""Check, link and file one received submission; the same result however often it is begun."""

import shutil
import time
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from gongxin.apps.audit.actions.write_entry import write_entry
from gongxin.apps.intake import storage
from gongxin.apps.intake.filing.lake_rows import set_aside, settle
from gongxin.apps.intake.filing.parties import link_parties
from gongxin.apps.intake.filing.records import Filed, file_records
from gongxin.apps.intake.filing.register import enter_register
from gongxin.apps.intake.filing.telling import tell_of_revisions
from gongxin.apps.intake.filing.transfer import refresh_statistics
from gongxin.apps.intake.models import Submission
from gongxin.apps.quality.asking import ask_refresh
from gongxin.batch.check import CheckOutcome, check_file
from gongxin.batch.facts import write_facts
from gongxin.batch.readers.errors import FileRefused
from gongxin.law.load import load_catalogue

State = Submission.State
REGISTER = "registration"
LARGE = 10_000  # rows from which on the database's statistics no longer fit


def process_submission(submission_id: int) -> None:
    """Finish a submission: its state, counts, rows and faults; its raw bytes are gone afterwards.

    Nothing is filed before the one transaction that also finishes it, so that it can be begun again
    after any interruption.
    """
    submission = Submission.objects.select_related("department").get(pk=submission_id)
    if submission.state not in Submission.FINISHED:
        started = time.monotonic()
        try:
            _check_and_file(submission, started)
        except FileRefused as refused:
            _refuse(submission, refused, started)
    settle(submission)
    storage.forget_raw(submission_id)


def _check_and_file(submission: Submission, started: float) -> None:
    item = load_catalogue().item(submission.item)
    raw = storage.raw_folder(submission.pk)
    _advance(submission, State.CHECKING, 1)

    def tell(percent: int) -> None:
        _advance(submission, State.CHECKING, percent // 2)

    with check_file(
        item,
        storage.raw_file(submission.pk),
        received_on=submission.received_on,
        workdir=raw,
        progress=tell,
    ) as outcome:
        results = _write(outcome, submission)
        _advance(submission, State.LINKING, 55)
        facts = raw / "facts.parquet"
        if outcome.accepted:
            accepted = results / "accepted.parquet"
            code, sector = submission.department.code, submission.department.sector
            write_facts(outcome.connection, outcome.plan, item, code, accepted, facts, sector)
        _advance(submission, State.FILING, 65)
        with transaction.atomic():
            filed = _file(outcome, submission, facts) if outcome.accepted else Filed(0, 0, 0)
            _finish(submission, outcome, filed, started)
            if filed.revised:
                tell_of_revisions(submission)
        if outcome.accepted >= LARGE:
            refresh_statistics()


def _write(outcome: CheckOutcome, submission: Submission) -> Path:
    """Put accepted rows, rejected rows and faults in their place, whole or not at all."""
    target = storage.submission_folder(submission.pk)
    storage.make_private(target.parent)
    partial = target.with_name(f"{target.name}.partial")
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir()
    outcome.write(partial)
    for path in partial.iterdir():
        storage.sync_file(path)
    storage.sync_folder(partial)
    shutil.rmtree(target, ignore_errors=True)
    partial.rename(target)
    storage.sync_folder(target.parent)
    return target


def _file(outcome: CheckOutcome, submission: Submission, facts: Path) -> Filed:
    engine, workdir = outcome.connection, storage.raw_folder(submission.pk)
    link_parties(engine, submission.department.region, workdir)
    if submission.item == REGISTER:
        enter_register(engine, outcome.item, outcome.plan.name_form, workdir)
    if outcome.item.storage == "lake":
        accepted = storage.submission_folder(submission.pk) / "accepted.parquet"
        return set_aside(engine, outcome.plan, outcome.item, submission, accepted, workdir)
    return file_records(engine, submission, facts, timezone.now(), workdir)


def _finish(submission: Submission, outcome: CheckOutcome, filed: Filed, started: float) -> None:
    submission.rows = outcome.rows
    submission.accepted = outcome.accepted
    submission.rejected = outcome.rejected
    submission.refused_persons = outcome.refused_persons
    submission.warned = outcome.warned
    submission.late = outcome.late
    submission.linked = filed.linked
    submission.unlinked = filed.unlinked
    submission.unchanged = filed.unchanged
    if not outcome.accepted:
        submission.state = State.REJECTED
    elif outcome.accepted < outcome.rows:
        submission.state = State.PARTLY_FILED
    else:
        submission.state = State.FILED
    _end(submission, started)


def _refuse(submission: Submission, refused: FileRefused, started: float) -> None:
    """End a submission whose file as a whole could not be read: nothing of it is kept."""
    shutil.rmtree(storage.submission_folder(submission.pk), ignore_errors=True)
    submission.state = State.REJECTED
    submission.error = {"code": refused.code, "zh": refused.text.zh, "en": refused.text.en}
    with transaction.atomic():
        _end(submission, started)


def _end(submission: Submission, started: float) -> None:
    submission.progress = 100
    submission.finished_at = timezone.now()
    submission.seconds = time.monotonic() - started
    submission.save()
    write_entry(
        officer=submission.officer,
        department=submission.department,
        verb="submission_processed",
        target=f"submission:{submission.pk}",
        detail={
            "state": submission.state,
            "rows": submission.rows,
            "accepted": submission.accepted,
            "unchanged": submission.unchanged,
        },
    )
    ask_refresh()


def _advance(submission: Submission, state: Submission.State, percent: int) -> None:
    """Tell how far it is, at once, for whoever watches."""
    Submission.objects.filter(pk=submission.pk).update(state=state, progress=percent)
