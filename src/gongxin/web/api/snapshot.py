"""``python -m gongxin.web.api.snapshot``: write ``tests/web/api/openapi.json`` again.

The file is the API's description as it was last agreed to. A test fails when the code's differs, so
that no change to the API goes unnoticed: look at the difference, then write the file again.
"""

import json
import os
import sys
from pathlib import Path
from typing import Any, Final

KEPT: Final = Path("tests", "web", "api", "openapi.json")


def description() -> dict[str, Any]:
    """The description as the running API gives it out."""
    from gongxin.web.api.urls import api

    schema: dict[str, Any] = json.loads(json.dumps(api.get_openapi_schema()))
    return schema


def written(schema: dict[str, Any]) -> str:
    """The description as it stands in the file: indented, keys in order."""
    return json.dumps(schema, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def main() -> int:
    """Write the file below the current folder, the root of the working copy."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongxin.config.settings")
    import django

    django.setup()
    if not KEPT.parent.is_dir():
        sys.stderr.write("请在代码库根目录运行 / run this in the root of the working copy\n")
        return 2
    KEPT.write_text(written(description()), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
