"""From parties to organisations: known ones are found, ones with a valid unknown code are entered."""

from pathlib import Path

import duckdb
import ibis

from gongxin.apps.intake.filing.transfer import bring, execute, send
from gongxin.batch.compile import sql
from gongxin.batch.link import CANDIDATES, decide_links
from gongxin.core.identifiers.constants import DEPARTMENT_KINDS

_KINDS = ", ".join(f"('{prefix}', '{kind}')" for prefix, kind in DEPARTMENT_KINDS.items())

_ENTER = f"""
WITH found AS (
    SELECT DISTINCT ON (p.code) p.code, p.name FROM filing_party p
    WHERE p.code IS NOT NULL AND p.name IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM subjects_subject s WHERE s.code = p.code)
    ORDER BY p.code, p.name
), kinds (prefix, kind) AS (VALUES {_KINDS})
INSERT INTO subjects_subject (code, name, kind, region, industry, status, in_register, created_at)
SELECT f.code, f.name, coalesce(k.kind, 'other'), substr(f.code, 3, 6), '', '', false, now()
FROM found f LEFT JOIN kinds k ON k.prefix = left(f.code, 2)
ON CONFLICT (code) DO NOTHING
"""
_NAME = """
INSERT INTO subjects_subjectname (subject_id, name, normalised, region, kind)
SELECT DISTINCT ON (s.id) s.id, s.name, p.normalised, s.region, 'current'
FROM subjects_subject s JOIN filing_party p ON p.code = s.code AND p.name = s.name
WHERE NOT EXISTS (SELECT 1 FROM subjects_subjectname n WHERE n.subject_id = s.id)
ON CONFLICT (subject_id, normalised) DO NOTHING
"""
_NUMBERS = """
INSERT INTO subjects_subjectidentifier (subject_id, scheme, value)
SELECT DISTINCT s.id, 'orgcode', substr(s.code, 9, 9)
FROM subjects_subject s JOIN filing_party p ON p.code = s.code
ON CONFLICT DO NOTHING
"""
_DENIED = """(p.signature, {subject}) IN (
    SELECT signature, subject_id FROM subjects_judgement WHERE verdict = 'not_same')"""
_CANDIDATES = f"""
SELECT p.party, s.id, 'uscc', {_DENIED.format(subject="s.id")}
FROM filing_party p JOIN subjects_subject s ON s.code = p.code
UNION ALL
SELECT p.party, j.subject_id, 'officer', false
FROM filing_party p JOIN (
    SELECT DISTINCT ON (signature, subject_id) signature, subject_id, verdict
    FROM subjects_judgement ORDER BY signature, subject_id, id DESC
) j ON j.signature = p.signature AND j.verdict = 'same'
UNION ALL
SELECT p.party, i.subject_id, 'regno', {_DENIED.format(subject="i.subject_id")}
FROM filing_party p JOIN subjects_subjectidentifier i
  ON i.scheme = 'regno' AND i.value = p.regno
WHERE p.code IS NULL
UNION ALL
SELECT p.party, i.subject_id, 'orgcode', {_DENIED.format(subject="i.subject_id")}
FROM filing_party p JOIN subjects_subjectidentifier i
  ON i.scheme = 'orgcode' AND i.value = p.orgcode
WHERE p.code IS NULL
UNION ALL
SELECT p.party, n.subject_id, 'name', {_DENIED.format(subject="n.subject_id")}
FROM filing_party p JOIN subjects_subjectname n
  ON n.normalised = p.normalised AND left(n.region, 4) = left(coalesce(p.region, %(city)s), 4)
WHERE p.code IS NULL AND p.regno IS NULL AND p.orgcode IS NULL
"""


def link_parties(engine: duckdb.DuckDBPyConnection, region: str, workdir: Path) -> int:
    """Make the table ``links`` (party, subject, linked_by); how many organisations were entered.

    ``region`` is the submitting department's: a name counts within its city. Parties without a
    link stay out of the table; their records wait in the queue.
    """
    execute(
        "CREATE TEMP TABLE filing_party (party bigint, code text, regno text, orgcode text,"
        " name text, normalised text, region text, signature text) ON COMMIT DROP"
    )
    send(engine, _SAID, "filing_party", workdir)
    execute("ANALYZE filing_party")
    entered = execute(_ENTER)
    if entered:
        execute(_NAME)
        execute(_NUMBERS)
    city = "'" + region[:6] + "'"
    columns = {"party": "BIGINT", "subject": "BIGINT", "evidence": "VARCHAR", "denied": "BOOLEAN"}
    bring(engine, _CANDIDATES.replace("%(city)s", city), "candidates", columns, workdir)
    decided = decide_links(ibis.table(CANDIDATES, name="candidates"))
    engine.execute(f"CREATE OR REPLACE TEMP TABLE links AS {sql(decided)}")
    return entered


# the same digest as apps.subjects.signature.signature_of makes
_SAID = (
    "SELECT party, code, regno, orgcode, name, normalised, region,"
    " sha256(concat_ws(chr(9), coalesce(code, ''), coalesce(regno, ''), coalesce(orgcode, ''),"
    " coalesce(normalised, ''), coalesce(region, ''))) FROM parties"
)
