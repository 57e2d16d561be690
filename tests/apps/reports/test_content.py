"""A report says what the public file says, and nothing else."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from tests.apps.reports.conftest import FileRecord

from gongxin.apps.records.models import Record
from gongxin.apps.records.queries import as_of, credit_file
from gongxin.apps.reports.content import canonical, content_of, digest, digests
from gongxin.apps.subjects.models import Subject
from gongxin.core.dates import legal_today


def test_content_is_the_public_file(subject: Subject, filed: dict[str, Record]) -> None:
    file = credit_file(subject, as_of=as_of())
    content = content_of(subject)
    reported = [record for section in content.sections for record in section.records]
    assert content.register == file.register
    assert reported == [r for r in file.records if r.item.id != "registration"]
    assert {item: n for item, n in content.counts.items() if n} == {
        item: n for item, n in file.counts.items() if item != "registration"
    }
    fields = canonical(content)["penalty"][0]["fields"]
    [penalty] = file.of_item("penalty")
    assert fields == {field.code: value for field, value in penalty.fields}
    assert fields["CF_WSH"] == "公市监罚〔2026〕17号"


def test_empty_sections_are_there(subject: Subject, filed: dict[str, Record]) -> None:
    counts = content_of(subject).counts
    assert counts["serious-list"] == 0
    assert list(counts) == [i for i in counts if i != "registration"]
    assert "serious-list" not in canonical(content_of(subject))


def test_persons_are_masked_and_internal_fields_left_out(
    subject: Subject, file_record: FileRecord
) -> None:
    file_record(
        subject, "penalty", {"CF_FRDB": "欧阳晨光", "BZ": "内部备注", "CF_XDR_SWDJ": "32990"}
    )
    text = json.dumps(canonical(content_of(subject)), ensure_ascii=False)
    assert "欧*" in text
    assert not [secret for secret in ("欧阳晨光", "内部备注", '32990"') if secret in text]


def test_what_is_not_public_today_is_not_in_it(subject: Subject, file_record: FileRecord) -> None:
    today = legal_today()
    day = timedelta(days=1)
    file_record(subject, public_until=today - day)
    file_record(subject, public_from=today + day)
    file_record(subject, public_from=None, public_until=None)
    file_record(subject, known_until=datetime.now(UTC))
    assert content_of(subject).counts["penalty"] == 0
    last_day = file_record(subject, public_until=today)
    [section] = [s for s in content_of(subject).sections if s.records]
    assert [record.id for record in section.records] == [last_day.uid]


def test_digest_holds_still_until_something_public_changes(
    subject: Subject, filed: dict[str, Record], file_record: FileRecord
) -> None:
    before, parts = digest(content_of(subject)), digests(content_of(subject))
    file_record(subject, public_from=None, public_until=None)
    assert digest(content_of(subject)) == before
    file_record(subject, "honour")
    after = digests(content_of(subject))
    assert digest(content_of(subject)) != before
    assert [part for part in after if after[part] != parts.get(part)] == ["honour"]


def test_a_correction_of_an_internal_field_changes_no_public_file(
    subject: Subject, filed: dict[str, Record], correct: Callable[..., Record]
) -> None:
    before = digest(content_of(subject))
    corrected = correct(filed["penalty"], BZ="另一条内部备注")
    assert digest(content_of(subject)) == before
    correct(corrected, CF_WSH="公市监罚〔2026〕18号")
    assert digest(content_of(subject)) != before
