"""Finding the department that a command is given for."""

from gongxin.apps.accounts.models import Department
from gongxin.apps.accounts.queries import department_by_code
from gongxin.apps.errors import NotFound
from gongxin.core.text import Text


def required_department(code: str) -> Department:
    """The department with this code.

    Raises:
        NotFound: there is none; the text says how to add it.
    """
    department = department_by_code(code)
    if department is None:
        add = f"gongxin department add {code} NAME --sector SECTOR --region REGION"
        raise NotFound(
            "unknown_department",
            Text(
                f"没有代码为“{code}”的部门。用 gongxin department list 查看已有部门；新增：{add}",
                f"There is no department with the code '{code}'. "
                f"gongxin department list shows those there are; to add one: {add}",
            ),
        )
    return department
