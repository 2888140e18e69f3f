from django.urls import path

from bijak.professionalism import views

app_name = "professionalism"

urlpatterns = [
    # /profesionalitas/
    path("", views.overview, name="overview"),
    path("daftar/", views.listing, name="list"),
    path("daftar/unduh/", views.download, name="download"),
    path("saya/", views.mine, name="mine"),
    path("pegawai/<uuid:uuid>/", views.person, name="person"),
    path("publik/", views.published, name="published"),
]
