"""The fictional city 公信市: its region code and those of its districts."""

from gongxin.core import regions

CITY = "公信市"
CITY_REGION = "329900"
REGIONS = (
    CITY_REGION,
    *sorted(code for code in regions.all_codes() if code[:4] == "3299" and code != CITY_REGION),
)


def place_name(region: str) -> str:
    """The place as organisations carry it in their names.

    >>> place_name("329900")
    '公信市'
    """
    if region == CITY_REGION:
        return CITY
    found = regions.lookup(region)
    return CITY + (found.name.removesuffix("市") if found else "")
