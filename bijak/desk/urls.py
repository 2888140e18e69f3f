from django.urls import path

from bijak.desk import views

app_name = "desk"

urlpatterns = [
    path("", views.home, name="home"),
    path("cari/", views.search, name="search"),
    path("pintasan/", views.shortcuts, name="shortcuts"),
    path("preferensi/", views.preference, name="preference"),
    path("catatan/", views.ledger, name="ledger"),
    path("catatan/unduh/", views.ledger_export, name="ledger_export"),
    path("catatan/bukti/<int:size>/", views.ledger_growth, name="ledger_growth"),
    path("catatan/lihat/", views.seen, name="views"),
    path("ui/", views.gallery, name="ui"),
]
