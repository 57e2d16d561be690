"""How many rows of a submission still wait for correction, as part of a query of submissions."""

from django.db.models import Case, Count, F, IntegerField, OuterRef, Subquery, When
from django.db.models.functions import Coalesce

from gongxin.apps.quality.models import RejectedRow


def rows_to_correct() -> Case:
    """For ``annotate``: the rows sent back that no later file brought; all of them until counted."""
    waiting = (
        RejectedRow.objects.filter(submission=OuterRef("pk"), state=RejectedRow.State.OPEN)
        .order_by()
        .values("submission")
        .annotate(n=Count("pk"))
        .values("n")
    )
    return Case(
        When(submissioncount=None, then=F("rejected")),
        default=Coalesce(Subquery(waiting), 0),
        output_field=IntegerField(),
    )
