"""Pages about tokens, in the account's own area. The API itself is composed in config."""

from django.urls import path

from bijak.endpoints import views

app_name = "endpoints"

urlpatterns = [
    path("", views.tokens, name="tokens"),
    path("baru/", views.make, name="make"),
    path("semua/", views.all_tokens, name="all"),
    path("semua/<uuid:uuid>/akhiri/", views.end, name="end"),
    path("<uuid:uuid>/cabut/", views.revoke, name="revoke"),
]
