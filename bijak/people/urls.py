from django.urls import path

from bijak.people import views

app_name = "people"

urlpatterns = [
    # /pegawai/
    path("", views.people, name="list"),
    path("unduh/", views.download, name="download"),
    path("saya/", views.me, name="me"),
    path("gambaran/", views.portrait, name="portrait"),
    path("gambaran/unduh/", views.download_portrait, name="download_portrait"),
    path("gambaran/daftar/", views.portrayed, name="portrayed"),
    path("gambaran/daftar/unduh/", views.download_portrayed, name="download_portrayed"),
    # /pegawai/<uuid>/
    path("<uuid:uuid>/", views.person, name="person"),
    path("<uuid:uuid>/perbaiki/", views.edit_identity, name="edit_identity"),
    path("<uuid:uuid>/riwayat/<slug:topic>/", views.record, name="record"),
    path("<uuid:uuid>/riwayat/<slug:topic>/<int:line>/", views.correct, name="correct"),
    path("<uuid:uuid>/riwayat/<slug:topic>/<int:line>/hapus/", views.remove, name="remove"),
    path("<uuid:uuid>/riwayat/<slug:topic>/<int:line>/berkas/", views.attach_decree, name="attach_decree"),
    path("<uuid:uuid>/berkas/<uuid:document>/", views.decree, name="decree"),
    path("<uuid:uuid>/foto/", views.photo, name="photo"),
    path("<uuid:uuid>/foto/ganti/", views.edit_photo, name="edit_photo"),
    path("<uuid:uuid>/perubahan/", views.changes, name="changes"),
]
