from django.urls import path

from bijak.quality import views

app_name = "quality"

urlpatterns = [
    # /mutu-data/
    path("", views.worklist, name="worklist"),
    path("unduh/", views.download, name="download"),
    path("nilai/", views.scores, name="scores"),
    path("aturan/", views.rules, name="rules"),
    path("pegawai/<uuid:person>/", views.of_person, name="of_person"),
    # /mutu-data/temuan/<uuid>/
    path("temuan/<uuid:uuid>/", views.finding, name="finding"),
    path("temuan/<uuid:uuid>/tangani/", views.claim, name="claim"),
    path("temuan/<uuid:uuid>/tunda/", views.snooze, name="snooze"),
    path("temuan/<uuid:uuid>/benar/", views.accept, name="accept"),
    path("temuan/<uuid:uuid>/buka/", views.reopen, name="reopen"),
    # /mutu-data/perbedaan/
    path("perbedaan/", views.desk, name="desk"),
    path("perbedaan/unduh/", views.download_desk, name="download_desk"),
    path("perbedaan/pertahankan/", views.keep_all, name="keep_all"),
    path("perbedaan/<uuid:uuid>/", views.difference, name="difference"),
    path("perbedaan/<uuid:uuid>/putuskan/", views.decide, name="decide"),
    path("perbedaan/<uuid:uuid>/tanya/", views.ask, name="ask"),
    path("perbedaan/<uuid:uuid>/batal/", views.undo, name="undo"),
    path("perbedaan/<uuid:uuid>/jawab/", views.answer, name="answer"),
]
