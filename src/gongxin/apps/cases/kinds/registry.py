"""Every kind of case, in the order they are shown."""

from typing import Final

from gongxin.apps.cases.kinds.kind import Kind
from gongxin.apps.cases.kinds.objection import OBJECTION
from gongxin.apps.cases.kinds.repair import REPAIR

KINDS: Final[dict[str, Kind]] = {kind.id: kind for kind in (REPAIR, OBJECTION)}
