"""The one part that is compiled; all else about the package is in ``pyproject.toml``."""

from pathlib import Path

from setuptools import Extension, setup

FOLDER = Path("src/gongxin/batch/sieve/kernel")
KERNEL = Extension(
    "gongxin.batch.sieve._kernel",
    [str(FOLDER / "module.c")],
    depends=[str(header) for header in sorted(FOLDER.glob("*.h"))],
    py_limited_api=True,
    optional=True,  # where there is no compiler, files are checked the slower way
)

setup(ext_modules=[KERNEL])
