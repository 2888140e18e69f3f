from django.urls import path

from bijak.talent import views

app_name = "talent"

urlpatterns = [
    # /talenta/
    path("", views.mappings, name="mappings"),
    path("baru/", views.begin, name="begin"),
    path("saya/", views.mine, name="mine"),
    # /talenta/pemetaan/<uuid>/
    path("pemetaan/<uuid:uuid>/", views.mapping, name="mapping"),
    path("pemetaan/<uuid:uuid>/unduh/", views.download, name="download"),
    path("pemetaan/<uuid:uuid>/hitung/", views.reckon, name="reckon"),
    path("pemetaan/<uuid:uuid>/buang/", views.discard, name="discard"),
    path("pemetaan/<uuid:uuid>/batas/", views.cuts, name="cuts"),
    path("pemetaan/<uuid:uuid>/bekukan/", views.freeze, name="freeze"),
    path("pemetaan/<uuid:uuid>/kelompok/", views.pool, name="pool"),
    # /talenta/penempatan/<uuid>/
    path("penempatan/<uuid:uuid>/", views.placement, name="placement"),
    path("penempatan/<uuid:uuid>/kembalikan/", views.put_back, name="put_back"),
]
