"""The city's organisations: made from their numbers, and written as the register of the lake."""

import duckdb

from gongxin.batch.engine import literal
from gongxin.batch.lake import Lake, whole
from gongxin.batch.plans import compiled_plan
from gongxin.core.identifiers.checksums import orgcode_check, uscc_check
from gongxin.core.identifiers.constants import ORGCODE_CHECKS
from gongxin.demo.kinds import KINDS
from gongxin.demo.names import FIRST, SECOND, THIRD
from gongxin.demo.nantong.codes import make_macros
from gongxin.demo.places import REGIONS, place_name
from gongxin.law.load import load_catalogue

AT_SCALE_ONE = 1_200_000
FEWEST = 300
_MULTIPLIER = 7_368_787  # prime, so that steps of it visit every number once


def make_organisations(connection: duckdb.DuckDBPyConnection, size: int, seed: int) -> None:
    """Make the table ``orgs``, one row an organisation, numbered from 0 in ``o``.

    Columns: ``o, code, name, former, regno, orgcode, region, industry, status``; ``former`` and
    ``regno`` are null where there is none. No two names are equal.
    """
    make_macros(connection)
    _make_lines(connection)
    trades = len(FIRST) * len(SECOND) * len(THIRD) * len(REGIONS)
    connection.execute(
        "CREATE OR REPLACE TABLE orgs AS WITH seeds AS ("
        f" SELECT range AS o, hash(range, {seed}) AS h,"
        f" (range * {_MULTIPLIER} + {seed} * 977) % {trades} AS t,"
        f" (range * {_MULTIPLIER} + {seed} * 7919) % 10000000 AS serial FROM range({size})),"
        f" parts AS (SELECT o, h, serial, t % {len(REGIONS)} AS place,"
        f" {_trade('t // ' + str(len(REGIONS)))} AS trade,"
        f" {_trade('(t * 31 + 17) % ' + str(trades) + ' // ' + str(len(REGIONS)))} AS old_trade,"
        " (h % 1000)::INT AS share FROM seeds),"
        " turned AS (SELECT p.*, (s.first + p.h // 1000 % s.lines)::INT AS line"
        " FROM parts p JOIN shares s USING (share)),"
        " lined AS (SELECT t.*, l.kind, l.industry, l.word, l.ending"
        " FROM turned t JOIN lines l USING (line)),"
        f" placed AS (SELECT *, {_listed(REGIONS, 'place')} AS region,"
        f" {_listed(tuple(map(place_name, REGIONS)), 'place')} AS seat,"
        " 'Y' || lpad(serial::VARCHAR, 7, '0') AS body FROM lined),"
        " coded AS (SELECT *, body || orgcode_check(body) AS orgcode FROM placed),"
        " made AS (SELECT *, kind || region || orgcode AS bare FROM coded)"
        " SELECT o, bare || uscc_check(bare) AS code, seat || trade || word || ending AS name,"
        " CASE WHEN h // 7 % 100 < 6 THEN seat || old_trade || '老' || word || ending END AS former,"
        f" CASE WHEN h // 11 % 100 < 30 THEN {_regno()} END AS regno, orgcode, region, industry,"
        f" {_listed(('存续',) * 47 + ('注销', '吊销', '歇业'), '(h // 13 % 50)')} AS status"
        " FROM made ORDER BY o"
    )


def write_register(connection: duckdb.DuckDBPyConnection, lake: Lake) -> None:
    """Write the register's files from ``orgs`` and the odd organisations."""
    name_form = compiled_plan(load_catalogue().item("registration")).name_form
    normalised = name_form.replace('"v"', "name")
    odd = ", ".join(f"({literal(code)}, {literal(name)})" for code, name in odd_organisations())
    queries = {
        "subjects": "SELECT code, name, region, industry, status, true AS in_register FROM orgs"
        " UNION ALL SELECT code, name, substr(code, 3, 6), '', '存续', true FROM odd",
        "names": f"SELECT code, name, {normalised} AS normalised, region, kind FROM ("
        " SELECT code, name, region, 'current' AS kind FROM orgs UNION ALL"
        " SELECT code, former, region, 'former' FROM orgs WHERE former IS NOT NULL UNION ALL"
        " SELECT code, name, substr(code, 3, 6), 'current' FROM odd)",
        "identifiers": "SELECT code, 'orgcode' AS scheme, orgcode AS value FROM orgs UNION ALL"
        " SELECT code, 'regno', regno FROM orgs WHERE regno IS NOT NULL UNION ALL"
        " SELECT code, 'orgcode', substr(code, 9, 9) FROM odd",
    }
    for name, query in queries.items():
        with whole(lake.register(name)) as path:
            connection.execute(
                f"COPY (WITH odd (code, name) AS (VALUES {odd}) {query})"
                f" TO {literal(str(path))} (FORMAT parquet, COMPRESSION zstd)"
            )


def odd_organisations() -> list[tuple[str, str]]:
    """Codes and names of the few whose valid codes are doubtful: first the inner check, then the region."""
    inner = orgcode_check("NT900001")
    wrong = ORGCODE_CHECKS[(ORGCODE_CHECKS.index(inner) + 1) % 10]
    bodies = (f"91329901NT900001{wrong}", f"91329999NT900002{orgcode_check('NT900002')}")
    names = ("公信市东城新区旧码机械有限公司", "公信市旧区物流有限公司")
    return [(body + uscc_check(body), name) for body, name in zip(bodies, names, strict=True)]


def _make_lines(connection: duckdb.DuckDBPyConnection) -> None:
    """``lines``: the lines of business and legal forms; ``shares``: by thousandths, which of them."""
    lines: list[tuple[str, str, str, str]] = []
    shares: list[tuple[int, int]] = []
    for kind in KINDS:
        own = [
            (kind.department_kind, line.industry, line.word, form[1])
            for line in kind.lines
            for form in kind.forms
        ]
        shares += [(len(lines), len(own))] * round(kind.share * 1000)
        lines += own
    shares += [(0, 1)] * (1000 - len(shares))
    connection.execute(
        "CREATE OR REPLACE TABLE lines AS SELECT * FROM (VALUES "
        + ", ".join(f"({place}, {', '.join(map(literal, one))})" for place, one in enumerate(lines))
        + ") AS l (line, kind, industry, word, ending)"
    )
    connection.execute(
        "CREATE OR REPLACE TABLE shares AS SELECT * FROM (VALUES "
        + ", ".join(f"({place}, {first}, {of})" for place, (first, of) in enumerate(shares[:1000]))
        + ") AS s (share, first, lines)"
    )


def _trade(number: str) -> str:
    """A trade name of three characters from a number; a bijection."""
    f, s, t = len(FIRST), len(SECOND), len(THIRD)
    return (
        f"substr({literal(FIRST)}, (({number}) % {f} + 1)::INT, 1)"
        f" || substr({literal(SECOND)}, (({number}) // {f} % {s} + 1)::INT, 1)"
        f" || substr({literal(THIRD)}, (({number}) // {f * s} % {t} + 1)::INT, 1)"
    )


def _listed(values: tuple[str, ...], place: str) -> str:
    return f"list_extract([{', '.join(map(literal, values))}], ({place} + 1)::INT)"


def _regno() -> str:
    """Registration numbers; the 9 keeps places 9-12 from looking like a birthday."""
    digits = "lpad(o::VARCHAR, 7, '0')"
    body = f"region || substr({digits}, 1, 2) || '9' || substr({digits}, 3)"
    return f"({body}) || regno_check({body})"
