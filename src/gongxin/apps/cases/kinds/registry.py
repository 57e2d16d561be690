"""Every kind of case, in the order they are shown."""

from typing import Final

from gongxin.apps.cases.kinds.commitment import COMMITMENT
from gongxin.apps.cases.kinds.declaration import DECLARATION
from gongxin.apps.cases.kinds.kind import Kind
from gongxin.apps.cases.kinds.objection import OBJECTION
from gongxin.apps.cases.kinds.rectification import RECTIFICATION
from gongxin.apps.cases.kinds.repair import REPAIR
from gongxin.apps.cases.kinds.shielding import SHIELDING

_ALL = (REPAIR, OBJECTION, COMMITMENT, RECTIFICATION, DECLARATION, SHIELDING)
KINDS: Final[dict[str, Kind]] = {kind.id: kind for kind in _ALL}
