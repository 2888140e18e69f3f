from django.urls import path

from bijak.notifications import views

app_name = "notifications"

urlpatterns = [
    path("", views.index, name="index"),
    path("baca-semua/", views.read_all, name="read_all"),
    path("pilihan/", views.preferences, name="preferences"),
    path("kotak-keluar/", views.outbox, name="outbox"),
    path("<uuid:uuid>/", views.read, name="read"),
]
