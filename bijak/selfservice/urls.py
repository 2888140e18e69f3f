from django.urls import path

from bijak.selfservice import views

app_name = "selfservice"

urlpatterns = [
    # /data-saya/
    path("", views.mine, name="mine"),
    path("unduh/", views.take_data, name="take_data"),
    path("unduh/drh/", views.take_form, name="take_form"),
    path("usul/<slug:part>/", views.propose, name="propose"),
    path("usul/<slug:part>/<int:line>/", views.propose_correction, name="propose_correction"),
    path("usul/<slug:part>/<int:line>/hapus/", views.propose_removal, name="propose_removal"),
    path("usulan/", views.proposals, name="proposals"),
    path("usulan/jalur/", views.ways, name="ways"),
    # /data-saya/usulan/<uuid>/
    path("usulan/<uuid:uuid>/", views.proposal, name="proposal"),
    path("usulan/<uuid:uuid>/putus/", views.decide, name="decide"),
    path("usulan/<uuid:uuid>/tarik/", views.withdraw, name="withdraw"),
    path("usulan/<uuid:uuid>/jawab/", views.answer, name="answer"),
    path("usulan/<uuid:uuid>/berkas/<uuid:document>/", views.evidence, name="evidence"),
]
