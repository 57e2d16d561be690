"""What identifies "the same statement about a subject", so that a judgement outlives a row."""

from hashlib import sha256

from gongxin.core.identifiers.normalise import normalise as normalise_number
from gongxin.core.names import normalise as normalise_name


def signature_of(
    *, code: str = "", regno: str = "", orgcode: str = "", name: str = "", region: str = ""
) -> str:
    """The digest (64 hex digits) of what a row says about its subject.

    Numbers and name are normalised first, so that two spellings of the same statement have one
    signature; the five parts are joined by a tab and hashed with SHA-256.
    """
    numbers = [normalise_number(part or "") for part in (code, regno, orgcode)]
    parts = [*numbers, normalise_name(name or ""), (region or "").strip()]
    return sha256("\t".join(parts).encode()).hexdigest()
