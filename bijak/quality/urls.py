from django.urls import path

from bijak.quality import views

app_name = "quality"

urlpatterns = [
    # /mutu-data/
    path("", views.worklist, name="worklist"),
    path("unduh/", views.download, name="download"),
    path("nilai/", views.scores, name="scores"),
    path("aturan/", views.rules, name="rules"),
    # /mutu-data/temuan/<uuid>/
    path("temuan/<uuid:uuid>/", views.finding, name="finding"),
    path("temuan/<uuid:uuid>/tangani/", views.claim, name="claim"),
    path("temuan/<uuid:uuid>/tunda/", views.snooze, name="snooze"),
    path("temuan/<uuid:uuid>/benar/", views.accept, name="accept"),
    path("temuan/<uuid:uuid>/buka/", views.reopen, name="reopen"),
]
