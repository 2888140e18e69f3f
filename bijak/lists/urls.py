from django.urls import path

from bijak.lists import views

app_name = "lists"

urlpatterns = [
    # /daftar/
    path("", views.all_lists, name="all"),
    path("berkas/<uuid:uuid>/", views.extract, name="extract"),
    path("berkas/<uuid:uuid>/unduh/", views.download_extract, name="download_extract"),
    path("tampilan/<uuid:uuid>/", views.view, name="view"),
    path("tampilan/<uuid:uuid>/ubah/", views.edit_view, name="edit_view"),
    path("tampilan/<uuid:uuid>/hapus/", views.remove_view, name="remove_view"),
    path("tampilan/<uuid:uuid>/pulihkan/", views.restore_view, name="restore_view"),
    # /daftar/<code>/
    path("<slug:code>/", views.sheet, name="sheet"),
    path("<slug:code>/unduh/", views.take_along, name="take_along"),
    path("<slug:code>/simpan/", views.save_view, name="save_view"),
]
