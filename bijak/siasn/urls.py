from django.urls import path

from bijak.siasn import views

app_name = "siasn"

urlpatterns = [
    # /siasn/
    path("pegawai/<uuid:uuid>/", views.person, name="person"),
    path("pegawai/<uuid:uuid>/ambil/", views.take, name="take"),
    path("pegawai/<uuid:uuid>/ambil/foto/", views.take_photo, name="take_photo"),
    path("pegawai/<uuid:uuid>/kirim/", views.rows, name="rows"),
    path("kiriman/", views.sendings, name="sendings"),
    path("kiriman/<uuid:uuid>/", views.sending, name="sending"),
    path("kiriman/<uuid:uuid>/<slug:deed>/", views.act, name="act"),
    path("rujukan/", views.tables, name="tables"),
    path("rujukan/<slug:name>/", views.table, name="table"),
]
