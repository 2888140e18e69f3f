from django.urls import URLPattern, URLResolver, path

from bijak.operations import views

app_name = "operations"

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", views.health, name="health"),
]
