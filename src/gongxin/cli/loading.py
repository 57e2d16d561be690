"""Loading the demo city beside the running service, and telling how far it has come."""

import sys
import time

from gongxin.core.text import Text

WORKED_ON_WITHIN = 3600.0  # seconds; what is not by then is left to the worker


def main() -> int:
    """Load the city: departments, users, their files, and once those are in an organisation's user."""
    from gongxin.config.setup import setup_django

    setup_django(migrate=False)
    from gongxin.demo.load import load_demo
    from gongxin.demo.organisation_user import admit_organisation

    load_demo()
    until = time.monotonic() + WORKED_ON_WITHIN
    while time.monotonic() < until and len(set(progress())) > 1:
        time.sleep(0.5)
    admit_organisation()
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
    from gongxin.demo.load import PASSWORD, demo_logins
    from gongxin.demo.organisation_user import USERNAME, WHO

    people = f"{demo_logins()}\n  {USERNAME:<10} {PASSWORD}   {WHO.zh}"
    return Text(f"可用这些账号登录 /office/：\n{people}", "These accounts sign in at /office/.")


if __name__ == "__main__":
    sys.exit(main())
