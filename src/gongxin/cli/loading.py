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


def progress() -> tuple[int, int]:
    """How many of the files that were handed in are processed, and how many there are."""
    from django.db.models import Count, Q

    from gongxin.apps.intake.models import Submission

    done = Count("pk", filter=Q(state__in=Submission.FINISHED))
    counts = Submission.objects.aggregate(done=done, total=Count("pk"))
    return counts["done"], counts["total"]


def logins() -> Text:
    """Who can sign in to the demo city."""
    from gongxin.demo.load import demo_logins

    people = demo_logins()
    return Text(f"可用这些账号登录 /office/：\n{people}", "These accounts sign in at /office/.")


if __name__ == "__main__":
    sys.exit(main())
