"""Getting received submissions finished, whatever happens in between."""

import logging
import secrets
import time
import traceback

from django.db import InterfaceError, OperationalError
from django.utils import timezone

from gongxin.apps.intake import storage
from gongxin.apps.intake.locks import filing_lock
from gongxin.apps.intake.models import Submission
from gongxin.core.errors import GongxinError
from gongxin.core.masking import redact_id_numbers
from gongxin.core.text import Text

TRIES = 3  # within one run, for faults that may pass
PAUSE = 1.0  # seconds before the second try; doubles
STARTS = 20  # over all runs: a file that kills its worker this often is given up

logger = logging.getLogger("gongxin.intake")


class Busy(GongxinError):
    """Another process works on this department's files of this item."""


def work_on(submission_id: int) -> None:
    """Finish a submission, and before it those of the same department and item that came earlier.

    Returns at once when it is finished already.

    Raises:
        Busy: another process is doing so.
        OperationalError: the database went away; everything can be done again.
    """
    submission = Submission.objects.get(pk=submission_id)
    if submission.state in Submission.FINISHED:
        return
    with filing_lock(submission) as held:
        if not held:
            raise Busy("busy", Text("正在由另一进程处理。", "Another process works on it."))
        for waiting in _up_to(submission):
            _finish(waiting)


def unfinished() -> list[int]:
    """The submissions that still have to be processed, the oldest first."""
    waiting = Submission.objects.exclude(state__in=Submission.FINISHED)
    return list(waiting.order_by("pk").values_list("pk", flat=True))


def _up_to(submission: Submission) -> list[int]:
    waiting = Submission.objects.filter(
        item=submission.item, department=submission.department_id, pk__lte=submission.pk
    ).exclude(state__in=Submission.FINISHED)
    return list(waiting.order_by("pk").values_list("pk", flat=True))


def _finish(submission_id: int) -> None:
    from gongxin.apps.intake.actions.process_submission import process_submission

    if _count_start(submission_id) > STARTS:
        give_up(submission_id, None)
        return
    for attempt in range(TRIES):
        try:
            process_submission(submission_id)
        except (OperationalError, InterfaceError):
            raise
        except Exception as error:  # whatever it is, the department must get an answer
            if attempt + 1 == TRIES:
                give_up(submission_id, error)
                return
            logger.warning("submission %s: %s, trying again", submission_id, type(error).__name__)
            time.sleep(PAUSE * 2**attempt)
        else:
            return


def _count_start(submission_id: int) -> int:
    """How often this submission was begun, counted on disk because a crash undoes a transaction."""
    folder = storage.raw_folder(submission_id)
    if not folder.is_dir():
        return 1
    with (folder / "starts").open("a") as file:
        file.write("|")
        return file.tell()


def give_up(submission_id: int, error: Exception | None) -> None:
    """End a submission that Gongxin cannot process, with a number under which the log says why."""
    reference = secrets.token_hex(4)
    logger.error(
        "submission %s given up, reference %s\n%s", submission_id, reference, _trace(error)
    )
    text = GIVEN_UP.format(reference=reference)
    Submission.objects.filter(pk=submission_id).update(
        state=Submission.State.REJECTED,
        progress=100,
        finished_at=timezone.now(),
        error={"code": "internal", "zh": text.zh, "en": text.en, "reference": reference},
    )
    storage.forget_raw(submission_id)


def _trace(error: Exception | None) -> str:
    """The traceback without ID numbers, which a message may quote from the file."""
    if error is None:
        return "it ended the process each time it was begun"
    return redact_id_numbers("".join(traceback.format_exception(error)))[0]


GIVEN_UP = Text(
    "平台处理这份文件时出错，没有入库任何数据。这不是文件的问题，请把编号 {reference} 告诉平台管理员，"
    "之后可以原样重新报送。",
    "Gongxin failed while processing this file; nothing of it was filed. The file is not to blame: "
    "give reference {reference} to the administrator, then submit the file again as it is.",
)
