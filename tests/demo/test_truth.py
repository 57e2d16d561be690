"""What was planted in the city's files is what the checks find: all of it, and nothing else."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from gongxin.batch.check import check_file
from gongxin.batch.issues import Issue
from gongxin.batch.readers.errors import FileRefused
from gongxin.demo.faults import EFFECTS, FAULTS
from gongxin.demo.manifest import FileEntry, Truth, read_manifest, read_truth
from gongxin.law.load import load_catalogue

RULES = {
    "missing_required": {"required"},
    "too_long": {"length"},
    "bad_choice": {"enumeration"},
    "date_unreadable": {"date-unreadable"},
    "date_impossible": {"date-impossible"},
    "date_future": {"date-future"},
    "end_before_start": {"date-order"},
    "amount_missing": {"required-if"},
    "amount_alone": {"only-if"},
    "amount_in_yuan": {"money-unit"},
    "amount_in_words": {"money-unreadable"},
    "amount_negative": {"money-negative"},
    "amount_decimals": {"money-decimals"},
    "licence_missing": {"required-if"},
    "number_unreadable": {"integer"},
    "code_check_digit": {"uscc-check-digit"},
    "code_characters": {"uscc-characters"},
    "code_length": {"uscc-length"},
    "code_scientific": {"uscc-length"},
    "code_placeholder": {"uscc-placeholder"},
    "code_is_id_number": {"uscc-id-card"},
    "natural_person": {"natural-person"},
    "code_lower_case": {"code-normalised"},
    "code_full_width": {"code-normalised"},
    "code_spaced": {"code-normalised"},
    "code_inner_digit": {"uscc-inner-check-digit"},
    "code_unknown_region": {"uscc-unknown-region"},
    "id_number_in_text": {"id-number-in-text"},
    "only_name": {"party-unidentified"},
    "unknown_name": {"party-unidentified"},
    "misspelt_name": {"party-unidentified"},
    "doubled_row": {"duplicate"},
    "late": {"late"},
}
SEVERITIES = {"reject": {"reject"}, "person": {"refuse"}, "warn": {"warn"}, "late": {"warn"}}
"""What each effect shows as; ``accept`` shows as nothing or as a warning."""


class Checked:
    """The faults found in one file, by row."""

    def __init__(self, folder: Path, entry: FileEntry) -> None:
        self.entry = entry
        self.issues: dict[int, list[Issue]] = defaultdict(list)
        item = load_catalogue().item(entry.item)
        with check_file(item, folder / entry.file, received_on=entry.received_on) as outcome:
            self.counts = (outcome.rows, outcome.accepted, outcome.rejected)
            self.refused_persons = outcome.refused_persons
            for issue in outcome.issues():
                self.issues[issue.row].append(issue)


@pytest.fixture(scope="module")
def truths(city: Path) -> list[Truth]:
    """What was planted in the files that are checked here."""
    names = {entry.file for entry in chosen(city)}
    return [truth for truth in read_truth(city) if truth.file in names]


@pytest.fixture(scope="module")
def checked(city: Path) -> dict[str, Checked]:
    return {entry.file: Checked(city, entry) for entry in chosen(city)}


def chosen(city: Path) -> list[FileEntry]:
    """Of every item, format and manner the file with the most faults; and the corrected one."""
    planted = Counter(truth.file for truth in read_truth(city) if truth.fault != "late")
    best: dict[tuple[object, ...], FileEntry] = {}
    for entry in sorted(read_manifest(city), key=lambda entry: planted[entry.file]):
        corrected = "更正" in entry.file
        if not entry.note:
            best[entry.item, Path(entry.file).suffix, entry.first_row, corrected] = entry
    return list(best.values())


def found(truth: Truth, checked: dict[str, Checked]) -> Iterator[Issue]:
    """What was found in the planted row, lateness apart unless that is what was planted."""
    for issue in checked[truth.file].issues[truth.row]:
        if (issue.rule == "late") == (truth.fault == "late"):
            yield issue


def test_every_planted_fault_is_found(checked: dict[str, Checked], truths: list[Truth]) -> None:
    for truth in truths:
        issues = list(found(truth, checked))
        rules = {issue.rule for issue in issues}
        assert RULES.get(truth.fault, set()) <= rules, (truth, rules)
        severities = {issue.severity for issue in issues}
        expected = SEVERITIES.get(truth.effect)
        assert severities == expected if expected else severities <= {"warn"}, (truth, severities)


def test_faults_are_found_at_the_right_cell(
    checked: dict[str, Checked], truths: list[Truth]
) -> None:
    for truth in truths:
        if truth.fault in RULES:
            rules = RULES[truth.fault]
            at = {issue.field for issue in found(truth, checked) if issue.rule in rules}
            assert truth.field in at, truth


def test_nothing_else_is_found(checked: dict[str, Checked], truths: list[Truth]) -> None:
    planted = {(truth.file, truth.row) for truth in truths}
    for name, file in checked.items():
        for row, issues in file.issues.items():
            assert (name, row) in planted, (name, row, issues)


def test_rows_are_counted_as_they_were_written(
    checked: dict[str, Checked], truths: list[Truth]
) -> None:
    for name, file in checked.items():
        own = [truth for truth in truths if truth.file == name]
        rejected = {truth.row for truth in own if truth.effect == "reject"}
        persons = {truth.row for truth in own if truth.effect == "person"}
        accepted = file.entry.rows - len(rejected) - len(persons)
        assert file.counts == (file.entry.rows, accepted, len(rejected)), name
        assert file.refused_persons == len(persons), name


def test_every_kind_of_fault_is_planted(city: Path) -> None:
    planted = {truth.fault for truth in read_truth(city)}
    rare = {"licence_missing", "number_unreadable"}  # few rows can have them
    assert {fault.id for fault in FAULTS} - planted <= rare
    assert planted <= set(EFFECTS)


def test_a_file_of_another_item_is_refused(city: Path) -> None:
    mistaken = [entry for entry in read_manifest(city) if entry.note]
    assert len(mistaken) == 1
    with (
        pytest.raises(FileRefused),
        check_file(
            load_catalogue().item(mistaken[0].item),
            city / mistaken[0].file,
            received_on=mistaken[0].received_on,
        ),
    ):
        pass


def test_late_rows_are_the_lesser_part(checked: dict[str, Checked], truths: list[Truth]) -> None:
    late = sum(1 for truth in truths if truth.fault == "late")
    timed = sum(f.entry.rows for f in checked.values() if f.entry.item in ("permit", "penalty"))
    assert 0 < late < timed * 0.2
