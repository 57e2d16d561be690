"""One organisation of the fictional city that can sign in, beside the departments' users."""

from django.db.models import Count

from gongxin.apps.accounts.actions.create_user import create_user
from gongxin.apps.accounts.models import User
from gongxin.apps.records.models import Record
from gongxin.apps.records.timeline import as_of
from gongxin.apps.records.visibility import PUBLIC, visible
from gongxin.apps.subjects.models import Subject
from gongxin.core.text import Text
from gongxin.demo.load import PASSWORD
from gongxin.demo.organisations import STATES

USERNAME = "qiye"
WHO = Text("一家企业（载入完成后可用）", "a company (once the city is loaded)")


def admit_organisation() -> User | None:
    """The organisation's user, made where it is missing; None while no organisation fits.

    It is the registered organisation in business with the most penalties that are public today, the first by
    code among equals: one that has something to contest and to repair. In a city without any it is
    the one with the most public records.
    """
    existing = User.objects.filter(username=USERNAME).first()
    subject = None if existing else _most_recorded()
    if subject is None:
        return existing
    return create_user(username=USERNAME, password=PASSWORD, subject=subject, known_password=True)


def _most_recorded() -> Subject | None:
    public = Record.objects.filter(
        visible(PUBLIC, as_of()), subject__in_register=True, subject__status__in=("", STATES[0])
    )
    for records in (public.filter(item="penalty"), public):
        ranked = records.values("subject").annotate(n=Count("pk")).order_by("-n", "subject__code")
        if first := ranked.first():
            return Subject.objects.get(pk=first["subject"])
    return None
