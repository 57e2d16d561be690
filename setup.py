"""The one part that is compiled; all else about the package is in ``pyproject.toml``."""

from setuptools import Extension, setup

KERNEL = Extension(
    "gongxin.batch.sieve._kernel",
    ["src/gongxin/batch/sieve/kernel.c"],
    py_limited_api=True,
    optional=True,  # where there is no compiler, files are checked the slower way
)

setup(ext_modules=[KERNEL])
