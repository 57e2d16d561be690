"""Bring the fictional city to life: departments, users, and every file handed in through intake."""

import hashlib
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from gongxin.apps.accounts.actions.create_department import create_department
from gongxin.apps.accounts.actions.create_user import create_user
from gongxin.apps.accounts.models import Department as StoredDepartment
from gongxin.apps.accounts.models import User
from gongxin.apps.accounts.queries import department_by_code
from gongxin.apps.intake.actions.receive_submission import receive_submission
from gongxin.apps.intake.models import Submission
from gongxin.apps.intake.working import work_on
from gongxin.config.setup import home
from gongxin.core.text import Text
from gongxin.demo.city import write_city
from gongxin.demo.departments import Department, departments
from gongxin.demo.load_quality import publish_bulletins, upload_ledgers
from gongxin.demo.manifest import MANIFEST, FileEntry, read_manifest
from gongxin.demo.places import CITY_REGION

PASSWORD = "gongxin-demo"  # noqa: S105 - the demonstration's, which anyone may know
"""The password of all users of the fictional city."""

SIZE = 5_000
"""Organisations in the city that ``gongxin up --demo`` loads."""


@dataclass(frozen=True, slots=True)
class DemoLogin:
    """A user of the fictional city and the department that this user acts for."""

    username: str
    password: str
    department: Text


@dataclass(frozen=True, slots=True)
class DemoLogins:
    """Who can sign in to the fictional city; the credit office comes first."""

    logins: tuple[DemoLogin, ...]

    def __str__(self) -> str:
        """One line for each user."""
        return "\n".join(
            f"  {login.username:<10} {login.password}   {login.department.zh}"
            for login in self.logins
        )


def demo_logins() -> DemoLogins:
    """The users that :func:`load_demo` makes, known without a database."""
    return DemoLogins(tuple(DemoLogin(d.username, PASSWORD, d.name) for d in departments()))


def load_demo(
    progress: Callable[[str], None] = lambda line: print(line, file=sys.stderr, flush=True),  # noqa: T201
    *,
    size: int = SIZE,
    seed: int = 0,
    inline: bool = False,
    folder: Path | None = None,
) -> DemoLogins:
    """Make departments and users and hand in the city's files, the register first.

    What an earlier, perhaps interrupted, run has done is not done again. The worker processes the
    submissions; with ``inline`` they are processed here, one after the other. ``folder`` holds the
    generated files (default: ``demo`` in the home folder); one that has them is used as it is.
    """
    people = {d.code: _admit(d) for d in departments()}
    where = folder or home() / "demo"
    entries = _generated(where, size, seed, progress)
    for number, entry in enumerate(entries, start=1):
        submission = _hand_in(where, entry, *people[entry.department])
        if submission is None:
            continue
        progress(f"{number}/{len(entries)} {entry.file}")
        if inline:
            work_on(submission.pk)
    upload_ledgers(where, people, {(entry.department, entry.item) for entry in entries})
    publish_bulletins(people[departments()[0].code][1])
    return demo_logins()


def _admit(department: Department) -> tuple[StoredDepartment, User]:
    """The department and its user, made where they are missing."""
    stored = department_by_code(department.code) or create_department(
        code=department.code,
        name=department.name.zh,
        name_en=department.name.en,
        sector=department.sector,
        region=CITY_REGION,
        is_credit_office=department.credit_office,
    )
    user = User.objects.filter(username=department.username).first() or create_user(
        username=department.username, password=PASSWORD, department=stored, known_password=True
    )
    return stored, user


def _generated(
    folder: Path, size: int, seed: int, progress: Callable[[str], None]
) -> list[FileEntry]:
    """The city's files; generated beside and moved in when they are complete."""
    if not (folder / MANIFEST).exists():
        partial = folder.with_name(folder.name + ".partial")
        for leftover in (partial, folder):
            shutil.rmtree(leftover, ignore_errors=True)
        progress(f"生成示范城市 / generating the demo city: {size:,}")
        write_city(partial, size, seed=seed)
        partial.rename(folder)
    return read_manifest(folder)


def _hand_in(
    folder: Path, entry: FileEntry, department: StoredDepartment, officer: User
) -> Submission | None:
    """The submission of one file; None when it was handed in before."""
    with (folder / entry.file).open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
        handed_in = Submission.objects.filter(item=entry.item, department=department, sha256=digest)
        if handed_in.exists():
            return None
        stream.seek(0)
        return receive_submission(
            item_id=entry.item,
            department=department,
            officer=officer,
            filename=entry.file,
            stream=stream,
            channel="command",
            received_on=entry.received_on,
        )
