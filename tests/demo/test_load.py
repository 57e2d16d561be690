"""The city handed in through intake: departments, users, files; begun again, nothing twice."""

from pathlib import Path

import pytest

from gongxin.apps.accounts.models import Department, User
from gongxin.apps.intake.models import Submission
from gongxin.apps.records.models import Record
from gongxin.apps.subjects.models import Subject
from gongxin.demo.departments import departments
from gongxin.demo.load import PASSWORD, demo_logins, load_demo
from gongxin.demo.manifest import FileEntry, read_manifest, read_truth, write_manifest
from gongxin.demo.organisation_user import admit_organisation

ITEMS = ("permit", "penalty", "honour")


@pytest.fixture
def some_files(city: Path, tmp_path: Path) -> list[FileEntry]:
    """The register of companies, and a file of some other items; all of them beside a manifest."""
    entries = read_manifest(city)
    companies = [e for e in entries if e.item == "registration" and "企业" in e.file]
    others = [next(e for e in entries if e.item == item and not e.note) for item in ITEMS]
    chosen = [*companies, *others]
    folder = tmp_path / "files"
    folder.mkdir()
    for entry in chosen:
        (folder / entry.file).symlink_to(city / entry.file)
    write_manifest(folder, chosen)
    return chosen


@pytest.mark.django_db(transaction=True)
def test_city_is_handed_in_once(
    some_files: list[FileEntry], city: Path, tmp_path: Path, home: Path
) -> None:
    folder = tmp_path / "files"
    said: list[str] = []
    write_manifest(folder, some_files[:-1])
    load_demo(said.append, inline=True, folder=folder)
    write_manifest(folder, some_files)
    logins = load_demo(said.append, inline=True, folder=folder)
    load_demo(said.append, inline=True, folder=folder)

    assert logins == demo_logins()
    assert len(said) == len(some_files)
    assert Department.objects.count() == User.objects.count() == len(departments())
    assert Department.objects.get(is_credit_office=True).code == departments()[0].code
    submissions = list(Submission.objects.order_by("pk"))
    assert [(s.filename, s.item, s.received_on) for s in submissions] == [
        (entry.file, entry.item, entry.received_on) for entry in some_files
    ]
    _check_counts(submissions, city)
    assert Subject.objects.filter(in_register=True).count() > 50
    assert Record.objects.filter(item="penalty", subject__in_register=True).exists()
    _check_organisation()


def _check_organisation() -> None:
    """One organisation can sign in; asked again nothing more is made."""
    user = admit_organisation()
    assert user == admit_organisation()
    assert user
    assert user.check_password(PASSWORD)
    assert user.subject
    assert Record.objects.filter(subject=user.subject).exists()


def _check_counts(submissions: list[Submission], city: Path) -> None:
    """Every submission is filed but for the rows with a planted fault."""
    for submission in submissions:
        assert submission.state in ("filed", "partly_filed"), submission.error
        own = [t for t in read_truth(city) if t.file == submission.filename]
        rejected = {t.row for t in own if t.effect == "reject"}
        persons = {t.row for t in own if t.effect == "person"}
        assert submission.rejected == len(rejected)
        assert submission.refused_persons == len(persons)
        assert submission.accepted == submission.rows - len(rejected) - len(persons)


@pytest.mark.django_db
def test_everyone_can_sign_in(tmp_path: Path, home: Path) -> None:
    folder = tmp_path / "empty"
    folder.mkdir()
    write_manifest(folder, [])
    for login in load_demo(print, folder=folder).logins:
        user = User.objects.get(username=login.username)
        assert user.check_password(PASSWORD)
        assert user.department is not None
        assert user.department.name == login.department.zh


def test_logins_are_shown_one_a_line() -> None:
    lines = str(demo_logins()).splitlines()
    assert len(lines) == len(departments())
    assert all(PASSWORD in line for line in lines)
    assert lines[0].split()[0] == "credit"
