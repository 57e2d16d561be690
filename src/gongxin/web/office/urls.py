"""The addresses of the office."""

from django.urls import path

from gongxin.web.office.views import (
    keys,
    queue,
    queue_actions,
    records,
    signin,
    subjects,
)

app_name = "office"

urlpatterns = [
    path("", queue.returned, name="home"),
    path("login/", signin.SignIn.as_view(), name="login"),
    path("logout/", signin.sign_out, name="logout"),
    path("submit/", queue.returned, name="submit"),
    path("templates/<slug:item_id>.xlsx", queue.returned, name="template"),
    path("submissions/", queue.returned, name="submissions"),
    path("submissions/<int:number>/", queue.returned, name="submission"),
    path("submissions/<int:number>/progress/", queue.returned, name="progress"),
    path("submissions/<int:number>/records/", queue.returned, name="filed"),
    path("submissions/<int:number>/faults.csv", queue.returned, name="faults-csv"),
    path("submissions/<int:number>/workbook.xlsx", queue.returned, name="workbook"),
    path("records/<uuid:uid>/", records.record, name="record"),
    path("records/<uuid:uid>/withdraw/", records.withdraw, name="withdraw"),
    path("queue/", queue.queue, name="queue"),
    path("queue/returned/", queue.returned, name="returned"),
    path("queue/<uuid:uid>/", queue.row, name="queue-row"),
    path("queue/<uuid:uid>/link/", queue_actions.link, name="queue-link"),
    path("queue/<uuid:uid>/create/", queue_actions.create, name="queue-create"),
    path("queue/<uuid:uid>/send-back/", queue_actions.send_back, name="queue-send-back"),
    path("keys/", keys.keys, name="keys"),
    path("keys/<int:number>/revoke/", keys.revoke, name="key-revoke"),
    path("subjects/", subjects.search, name="subjects"),
    path("subjects/<str:code>", subjects.subject, name="subject"),
]
