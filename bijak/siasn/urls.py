from django.urls import path

from bijak.siasn import views

app_name = "siasn"

urlpatterns = [
    # /siasn/
    path("pegawai/<uuid:uuid>/", views.person, name="person"),
]
