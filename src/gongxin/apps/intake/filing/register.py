"""What the register of organisations says of them: names, numbers, status, that they exist."""

from pathlib import Path

import duckdb

from gongxin.apps.intake.filing.transfer import execute, send
from gongxin.batch.engine import quoted
from gongxin.law.catalogue import Item

_SUBJECTS = """
UPDATE subjects_subject s SET name = r.name, status = coalesce(r.status, ''),
    industry = coalesce(r.industry, ''), in_register = true
FROM filing_register r WHERE s.code = r.code
"""
_FORMER = """
UPDATE subjects_subjectname n SET kind = 'former'
FROM filing_register r JOIN subjects_subject s ON s.code = r.code
WHERE n.subject_id = s.id AND n.normalised <> r.normalised AND n.kind = 'current'
"""
_NAMES = """
INSERT INTO subjects_subjectname (subject_id, name, normalised, region, kind)
SELECT s.id, r.name, r.normalised, s.region, 'current'
FROM filing_register r JOIN subjects_subject s ON s.code = r.code
ON CONFLICT (subject_id, normalised) DO UPDATE SET name = excluded.name, kind = 'current'
WHERE subjects_subjectname.kind <> 'current' OR subjects_subjectname.name <> excluded.name
"""
_OLD_NAMES = """
INSERT INTO subjects_subjectname (subject_id, name, normalised, region, kind)
SELECT s.id, f.name, f.normalised, s.region, 'former'
FROM filing_former f JOIN subjects_subject s ON s.code = f.code
ON CONFLICT (subject_id, normalised) DO NOTHING
"""
_NUMBERS = """
INSERT INTO subjects_subjectidentifier (subject_id, scheme, value)
SELECT s.id, v.scheme, v.value
FROM filing_register r JOIN subjects_subject s ON s.code = r.code,
LATERAL (VALUES ('regno', r.regno), ('orgcode', r.orgcode), ('orgcode', substr(r.code, 9, 9)))
    AS v (scheme, value)
WHERE v.value IS NOT NULL
ON CONFLICT DO NOTHING
"""
_SEPARATORS = "'[;；、,，|/\\n]'"


def enter_register(
    engine: duckdb.DuckDBPyConnection, item: Item, name_form: str, workdir: Path
) -> None:
    """Bring the organisations up to date with the register rows in the engine's ``canonical``.

    Needs an open transaction in which the organisations exist already.
    """
    says = item.subject
    normalised = name_form.replace('"v"', "name")
    execute(
        "CREATE TEMP TABLE filing_register (code text, name text, normalised text, status text,"
        " industry text, regno text, orgcode text) ON COMMIT DROP"
    )
    execute(
        "CREATE TEMP TABLE filing_former (code text, name text, normalised text) ON COMMIT DROP"
    )
    parts = ", ".join(
        f"{_column(code)} AS {name}"
        for name, code in (
            ("status", says.status),
            ("industry", says.industry),
            ("regno", says.regno),
            ("orgcode", says.orgcode),
        )
    )
    send(
        engine,
        f"SELECT code, name, {normalised}, status, industry, regno, orgcode FROM"
        f" (SELECT {quoted(says.code)} AS code, {quoted(says.name)} AS name, {parts} FROM canonical)",
        "filing_register",
        workdir,
    )
    send(
        engine,
        f"SELECT code, name, {normalised} FROM (SELECT {quoted(says.code)} AS code,"
        f" trim(unnest(regexp_split_to_array({_column(says.former_names)}, {_SEPARATORS}))) AS name"
        " FROM canonical) WHERE name <> ''",
        "filing_former",
        workdir,
    )
    for statement in (_SUBJECTS, _FORMER, _NAMES, _OLD_NAMES, _NUMBERS):
        execute(statement)


def _column(code: str | None) -> str:
    return "NULL::VARCHAR" if code is None else quoted(code)
