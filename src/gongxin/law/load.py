"""Load the catalogue from rule packs, or say everything that is wrong with them."""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from gongxin.law.catalogue import Catalogue
from gongxin.law.kept_rules import Rules, kept_rules
from gongxin.law.roots import added_packs, default_roots
from gongxin.law.window_set import Sector, WindowSet


def load_catalogue(roots: Sequence[Path] | None = None) -> Catalogue:
    """Every item of the packs under ``roots``, in their order of display.

    Without ``roots``: the packs that come with Gongxin, those that ``GONGXIN_PACKS`` names and
    those in the folder ``GONGXIN_HOME``, kept after the first load. Raises
    :class:`~gongxin.law.yaml_source.LawError` with all faults, each with file and line.
    """
    return load_rules(roots)[0]


def load_catalogue_of(home: Path) -> Catalogue:
    """The same as without roots, but with the packs of ``home`` for those of ``GONGXIN_HOME``."""
    return _kept(added_packs(home))[0]


def load_windows(roots: Sequence[Path] | None = None) -> dict[str, WindowSet]:
    """Every publicity window rule by its id; roots and errors as for :func:`load_catalogue`."""
    return load_rules(roots)[1]


def load_sectors(roots: Sequence[Path] | None = None) -> dict[str, Sector]:
    """Every sector by its id; roots and errors as for :func:`load_catalogue`."""
    return (_kept(added_packs()) if roots is None else _read(roots))[2]


def load_rules(roots: Sequence[Path] | None = None) -> tuple[Catalogue, dict[str, WindowSet]]:
    """The catalogue and the window rules, which are checked against each other."""
    return (_kept(added_packs()) if roots is None else _read(roots))[:2]


@lru_cache(maxsize=8)
def _kept(added: str) -> Rules:
    return kept_rules(default_roots(added), _read)


def _read(roots: Sequence[Path]) -> Rules:
    # what reads YAML takes longer to import than kept rules take to load
    from gongxin.law.read_rules import read_rules

    return read_rules(roots)
