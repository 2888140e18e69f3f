from django.urls import path

from bijak.simulation import views

app_name = "simulation"

urlpatterns = [
    # /simulasi/
    path("<uuid:uuid>/", views.what_if, name="what_if"),
    path("<uuid:uuid>/simpan/", views.keep, name="keep"),
    path("hasil/<uuid:uuid>/", views.run, name="run"),
]
