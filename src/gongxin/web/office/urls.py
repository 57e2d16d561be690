"""The addresses of the office."""

from django.urls import path

from gongxin.web.office.views import (
    filed,
    files,
    home,
    keys,
    queue,
    queue_actions,
    records,
    signin,
    subjects,
    submission,
    submissions,
    submit,
)

app_name = "office"

urlpatterns = [
    path("", home.home, name="home"),
    path("login/", signin.SignIn.as_view(), name="login"),
    path("logout/", signin.sign_out, name="logout"),
    path("submit/", submit.submit, name="submit"),
    path("templates/<slug:item_id>.xlsx", files.template, name="template"),
    path("submissions/", submissions.submissions, name="submissions"),
    path("submissions/<int:number>/", submission.submission, name="submission"),
    path("submissions/<int:number>/progress/", submission.progress, name="progress"),
    path("submissions/<int:number>/records/", filed.filed, name="filed"),
    path("submissions/<int:number>/faults.csv", files.faults_csv, name="faults-csv"),
    path("submissions/<int:number>/workbook.xlsx", files.workbook, name="workbook"),
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
