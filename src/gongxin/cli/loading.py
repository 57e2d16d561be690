"""Loading the demo city beside the running service, and telling how far it has come."""

import sys

from gongxin.core.text import Text


def main() -> int:
    """Load the city: departments, users and their files."""
    from gongxin.config.setup import setup_django

    setup_django(migrate=False)
    from gongxin.demo.load import load_demo

    load_demo()
    return 0


def progress(*, finished: bool) -> Text | None:
    """How many files are processed; None when nothing is left to wait for."""
    from gongxin.apps.intake.models import Submission

    total = Submission.objects.count()
    waiting = Submission.objects.exclude(state__in=Submission.FINISHED).count()
    if finished and not waiting:
        return None
    return Text(
        f"示范城市：已处理 {total - waiting} / {total} 份文件",
        f"Demo city: {total - waiting} of {total} files processed",
    )


def logins() -> Text:
    """Who can sign in to the demo city."""
    from gongxin.demo.load import demo_logins

    people = demo_logins()
    return Text(f"可用这些账号登录 /office/：\n{people}", "These accounts sign in at /office/.")


if __name__ == "__main__":
    sys.exit(main())
