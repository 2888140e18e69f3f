from django.urls import path

from bijak.talent import views

app_name = "talent"

urlpatterns = [
    # /talenta/
    path("", views.mappings, name="mappings"),
    path("baru/", views.begin, name="begin"),
    path("saya/", views.mine, name="mine"),
    path("metode/", views.method, name="method"),
    path("pegawai/<uuid:uuid>/", views.person, name="person"),
    path("terlambat/", views.late, name="late"),
    # /talenta/pemetaan/<uuid>/
    path("pemetaan/<uuid:uuid>/", views.mapping, name="mapping"),
    path("pemetaan/<uuid:uuid>/unduh/", views.download, name="download"),
    path("pemetaan/<uuid:uuid>/kemajuan/", views.progress, name="progress"),
    path("pemetaan/<uuid:uuid>/hitung/", views.reckon, name="reckon"),
    path("pemetaan/<uuid:uuid>/buang/", views.discard, name="discard"),
    path("pemetaan/<uuid:uuid>/batas/", views.cuts, name="cuts"),
    path("pemetaan/<uuid:uuid>/bekukan/", views.freeze, name="freeze"),
    path("pemetaan/<uuid:uuid>/periksa/", views.verify, name="verify"),
    path("pemetaan/<uuid:uuid>/kelompok/", views.pool, name="pool"),
    # /talenta/penempatan/<uuid>/
    path("penempatan/<uuid:uuid>/", views.placement, name="placement"),
    path("penempatan/<uuid:uuid>/kembalikan/", views.put_back, name="put_back"),
    # /talenta/jabatan-kritikal/
    path("jabatan-kritikal/", views.critical_posts, name="critical_posts"),
    path("jabatan-kritikal/baru/", views.mark, name="mark"),
    path("jabatan-kritikal/<uuid:uuid>/", views.critical_post, name="critical_post"),
    path("jabatan-kritikal/<uuid:uuid>/cabut/", views.unmark, name="unmark"),
    path("jabatan-kritikal/<uuid:uuid>/rencana/<uuid:person>/", views.begin_plan, name="begin_plan"),
    # /talenta/rencana/<uuid>/
    path("rencana/<uuid:uuid>/", views.plan, name="plan"),
    path("rencana/<uuid:uuid>/langkah/<uuid:action>/", views.settle, name="settle"),
]
