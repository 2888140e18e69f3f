from django.urls import URLPattern, URLResolver, path

from bijak.interchange.views import batches, files, profiles, rows

app_name = "interchange"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", batches.batches, name="list"),
    path("baru/", batches.upload, name="upload"),
    path("templat/<str:code>/", files.template, name="template"),
    path("ekspor/", files.exports, name="exports"),
    path("ekspor/<str:code>/", files.export, name="export"),
    path("profil/", profiles.profiles, name="profiles"),
    path("profil/<uuid:uuid>/", profiles.profile, name="profile"),
    path("profil/<uuid:uuid>/hapus/", profiles.forget, name="forget_profile"),
    path("<uuid:uuid>/", batches.batch, name="batch"),
    path("<uuid:uuid>/kolom/", batches.columns, name="columns"),
    path("<uuid:uuid>/lembar/", batches.sheet, name="sheet"),
    path("<uuid:uuid>/terima/", batches.accept, name="accept"),
    path("<uuid:uuid>/hentikan/", batches.cancel, name="cancel"),
    path("<uuid:uuid>/batalkan/", batches.undo, name="undo"),
    path("<uuid:uuid>/perbaikan/", batches.correct, name="correct"),
    path("<uuid:uuid>/baris/", rows.faulty, name="faulty"),
    path("<uuid:uuid>/baris/unduh/", rows.download_faulty, name="download_faulty"),
    path("<uuid:uuid>/baris/ganti/", rows.replace, name="replace"),
    path("<uuid:uuid>/baris/lewati/", rows.leave_out, name="leave_out"),
    path("<uuid:uuid>/baris/<int:number>/", rows.row, name="row"),
]
