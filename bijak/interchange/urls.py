from django.urls import URLPattern, URLResolver, path

from bijak.interchange import views

app_name = "interchange"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.batches, name="list"),
    path("baru/", views.upload, name="upload"),
    path("templat/<str:code>/", views.template, name="template"),
    path("ekspor/", views.exports, name="exports"),
    path("ekspor/<str:code>/", views.export, name="export"),
    path("<uuid:uuid>/", views.batch, name="batch"),
    path("<uuid:uuid>/kolom/", views.columns, name="columns"),
    path("<uuid:uuid>/lembar/", views.sheet, name="sheet"),
    path("<uuid:uuid>/terima/", views.accept, name="accept"),
    path("<uuid:uuid>/hentikan/", views.cancel, name="cancel"),
    path("<uuid:uuid>/batalkan/", views.undo, name="undo"),
    path("<uuid:uuid>/perbaikan/", views.correct, name="correct"),
    path("<uuid:uuid>/baris/", views.faulty, name="faulty"),
    path("<uuid:uuid>/baris/unduh/", views.download_faulty, name="download_faulty"),
    path("<uuid:uuid>/baris/ganti/", views.replace, name="replace"),
    path("<uuid:uuid>/baris/lewati/", views.leave_out, name="leave_out"),
    path("<uuid:uuid>/baris/<int:number>/", views.row, name="row"),
]
