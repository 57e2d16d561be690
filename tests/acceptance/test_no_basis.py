"""No basis, no record: nobody enters what the catalogue does not let them enter."""

from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.acceptance.conftest import HandIn
from tests.acceptance.rows import csv_file, penalty

import gongxin.packs
from gongxin.apps.accounts.actions.create_api_key import create_api_key
from gongxin.apps.accounts.models import Department, User
from gongxin.apps.errors import NotAllowed, NotFound
from gongxin.apps.intake.actions.receive_submission import receive_submission
from gongxin.apps.intake.models import Submission
from gongxin.apps.records.models import Record
from gongxin.law.load import load_catalogue
from gongxin.law.yaml_source import LawError

NATIONAL = Path(next(iter(gongxin.packs.__path__))) / "national" / "items"


def pack_with(tmp_path: Path, changed: dict[str, str]) -> str:
    """A city's pack: the penalty item under another name, with some of its text changed."""
    text = (NATIONAL / "penalty.yaml").read_text("utf-8").replace("id: penalty", "id: city-penalty")
    for old, new in changed.items():
        assert old in text
        text = text.replace(old, new, 1)
    (tmp_path / "items").mkdir()
    (tmp_path / "items" / "city-penalty.yaml").write_text(text, "utf-8")
    return str(tmp_path)


@pytest.fixture
def penalties_of_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A penalty item that only environment departments submit."""
    narrowed = {'submitters: ["*"]': "submitters: [environment]"}
    monkeypatch.setenv("GONGXIN_PACKS", pack_with(tmp_path, narrowed))


def file() -> SimpleUploadedFile:
    return SimpleUploadedFile("处罚.csv", csv_file("penalty", [penalty(1)]))


@pytest.mark.usefixtures("penalties_of_the_environment")
def test_a_department_of_another_sector_is_refused_at_every_door(
    department: Department, clerk: User, home: Path
) -> None:
    with pytest.raises(NotAllowed):
        receive_submission(
            item_id="city-penalty",
            department=department,
            officer=clerk,
            filename="处罚.csv",
            stream=BytesIO(b"a,b\n1,2\n"),
            channel="command",
        )
    key = create_api_key(department=department, label="业务系统")
    program = Client(headers={"authorization": f"Bearer {key}"})
    answer = program.post("/api/v1/submissions", {"item": "city-penalty", "file": file()})
    assert (answer.status_code, answer.json()["code"]) == (403, "not_submitter")
    desk = Client()
    desk.force_login(clerk)
    assert "city-penalty" not in desk.get("/office/submit/").content.decode()
    page = desk.post("/office/submit/", {"item": "city-penalty", "file": file()})
    assert 400 <= page.status_code < 500
    assert not Submission.objects.exists()
    assert [path for path in (home / "lake").rglob("*") if path.is_file()] == []


@pytest.mark.usefixtures("penalties_of_the_environment")
def test_a_department_of_the_sector_may(hand_in: HandIn, other_department: Department) -> None:
    assert hand_in(penalty(1), item="city-penalty", by=other_department).state == "filed"


def test_what_is_outside_the_catalogue_cannot_be_entered(
    department: Department, clerk: User, hand_in: HandIn
) -> None:
    with pytest.raises(NotFound):
        hand_in(content=b"a,b\n1,2\n", item="blacklist")
    key = create_api_key(department=department, label="业务系统")
    program = Client(headers={"authorization": f"Bearer {key}"})
    answer = program.post("/api/v1/submissions", {"item": "blacklist", "file": file()})
    assert answer.status_code == 404
    desk = Client()
    desk.force_login(clerk)
    page = desk.post("/office/submit/", {"item": "blacklist", "file": file()})
    assert 400 <= page.status_code < 500
    assert not Submission.objects.exists()


def test_a_column_outside_the_catalogue_is_not_kept(hand_in: HandIn, home: Path) -> None:
    done = hand_in({**penalty(1), "黑名单评语": "多次违法不可信"})
    assert done.state == "filed"
    (record,) = Record.objects.all()
    assert "多次违法不可信" not in str(record.fields)
    kept = [path for path in home.rglob("*") if path.is_file()]
    assert kept
    assert [path for path in kept if "多次违法不可信".encode() in path.read_bytes()] == []


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({", window: penalty": ""}, "window"),
        ({"effective: 2018-07-25\nsubmitters": "submitters"}, "effective"),
        ({"window: penalty": "window: commitment"}, "commitment"),
    ],
    ids=["no window", "no effective date", "window without end"],
)
def test_a_negative_item_without_end_or_date_does_not_load(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, changed: dict[str, str], told: str
) -> None:
    monkeypatch.setenv("GONGXIN_PACKS", pack_with(tmp_path, changed))
    with pytest.raises(LawError) as refused:
        load_catalogue()
    assert "city-penalty.yaml:" in str(refused.value)
    assert told in str(refused.value)
