from django.urls import path

from bijak.outreach import views

app_name = "outreach"

urlpatterns = [
    # /sosialisasi/
    path("", views.campaigns, name="list"),
    # /sosialisasi/<uuid>/
    path("<uuid:uuid>/", views.read, name="read"),
    path("<uuid:uuid>/siapkan/", views.prepare, name="prepare"),
    path("<uuid:uuid>/pertanyaan/", views.add_question, name="add_question"),
    path("<uuid:uuid>/pertanyaan/<uuid:question>/", views.edit_question, name="edit_question"),
    path("<uuid:uuid>/pertanyaan/<uuid:question>/hapus/", views.remove_question, name="remove_question"),
    path("<uuid:uuid>/pertanyaan/<uuid:question>/penjelasan/", views.clarify, name="clarify"),
    path("<uuid:uuid>/mulai/", views.start, name="start"),
    path("<uuid:uuid>/capaian/", views.progress, name="progress"),
    path("<uuid:uuid>/capaian/unduh/", views.download, name="download"),
    path("<uuid:uuid>/daftar-hadir/", views.attendance, name="attendance"),
    path("<uuid:uuid>/belum/", views.names, name="names"),
]
