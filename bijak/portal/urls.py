from django.urls import path

from bijak.portal import views

app_name = "portal"

urlpatterns = [
    # /publik/
    path("publik/", views.home, name="home"),
    path("publik/peraturan/<uuid:uuid>/", views.decree, name="decree"),
    path("publik/peraturan/<uuid:uuid>/jdih.json", views.jdih_decree, name="jdih_decree"),
    path("publik/jdih/", views.jdih, name="jdih"),
    path("publik/jdih.json", views.jdih_register, name="jdih_register"),
    path("publik/jdih.csv", views.jdih_table, name="jdih_table"),
    # /verifikasi/: a QR code on paper leads here
    path("verifikasi/", views.verify, name="verify"),
    path("verifikasi/<slug:code>/", views.verify_paper, name="verify_paper"),
    path("verifikasi/<slug:code>/bukti/", views.proof, name="proof"),
    # for programs that read the web
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", views.sitemap, name="sitemap"),
]
