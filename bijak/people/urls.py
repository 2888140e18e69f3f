from django.urls import path

from bijak.people import views

app_name = "people"

urlpatterns = [
    # /pegawai/
    path("", views.people, name="list"),
    path("unduh/", views.download, name="download"),
    path("saya/", views.me, name="me"),
    # /pegawai/<uuid>/
    path("<uuid:uuid>/", views.person, name="person"),
    path("<uuid:uuid>/perbaiki/", views.edit_identity, name="edit_identity"),
    path("<uuid:uuid>/golongan/", views.record_rank, name="record_rank"),
    path("<uuid:uuid>/jabatan/", views.record_position, name="record_position"),
    path("<uuid:uuid>/kedudukan/", views.record_standing, name="record_standing"),
    path("<uuid:uuid>/riwayat/<slug:topic>/<int:line>/berkas/", views.attach_decree, name="attach_decree"),
    path("<uuid:uuid>/berkas/<uuid:document>/", views.decree, name="decree"),
    path("<uuid:uuid>/perubahan/", views.changes, name="changes"),
]
