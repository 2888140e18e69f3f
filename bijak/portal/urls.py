from django.urls import path

from bijak.portal import views

app_name = "portal"

urlpatterns = [
    # /publik/
    path("publik/", views.home, name="home"),
    path("publik/peraturan/<uuid:uuid>/", views.decree, name="decree"),
    # for programs that read the web
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", views.sitemap, name="sitemap"),
]
