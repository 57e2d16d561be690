"""Every form that shares the common template, by the name that its address has."""

from typing import Final

from gongxin.web.office.starting.asked import StartForm
from gongxin.web.office.starting.commitment import REQUEST, SIGN
from gongxin.web.office.starting.declaration import DECLARE
from gongxin.web.office.starting.rectification import ORDER
from gongxin.web.office.starting.shielding import SHIELD

FORMS: Final[dict[str, StartForm]] = {
    "commitment": SIGN,
    "commitment-request": REQUEST,
    "rectification": ORDER,
    "declaration": DECLARE,
    "shielding": SHIELD,
}
