from django.urls import path

from bijak.performance import views

app_name = "performance"

urlpatterns = [
    path("angka-kredit/<uuid:uuid>/", views.credits_of, name="credits"),
    path("periodik/<uuid:uuid>/", views.periods_of, name="periods"),
]
