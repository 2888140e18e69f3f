from django.urls import path

from bijak.competency import views

app_name = "competency"

urlpatterns = [
    # /pelatihan/
    path("", views.overview, name="overview"),
    path("kurang/", views.short, name="short"),
    path("kurang/unduh/", views.download, name="download"),
    # /pelatihan/pegawai/<uuid>/
    path("pegawai/<uuid:uuid>/", views.person, name="person"),
    path("pegawai/<uuid:uuid>/catat/", views.record, name="record"),
    path("pegawai/<uuid:uuid>/asesmen/", views.assessments, name="assessments"),
    # /pelatihan/catatan/<uuid>/
    path("catatan/<uuid:uuid>/perbaiki/", views.correct, name="correct"),
    path("catatan/<uuid:uuid>/tarik/", views.withdraw, name="withdraw"),
    path("catatan/<uuid:uuid>/pulihkan/", views.restore, name="restore"),
]
