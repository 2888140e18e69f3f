from django.urls import path

from bijak.organization.views import agency, grants, picture, posts, units

app_name = "organization"

urlpatterns = [
    path("", units.tree, name="tree"),
    path("unduh/", units.download, name="download"),
    path("unit/baru/", units.create, name="create"),
    path("unit/<uuid:uuid>/", units.unit, name="unit"),
    path("unit/<uuid:uuid>/ubah/", units.rename, name="rename"),
    path("unit/<uuid:uuid>/pindah/", units.move, name="move"),
    path("unit/<uuid:uuid>/tutup/", units.close, name="close"),
    path("unit/<uuid:uuid>/koreksi/", units.correct, name="correct"),
    path("unit/<uuid:uuid>/formasi/baru/", posts.create, name="create_post"),
    path("peta/", picture.chart, name="chart"),
    path("formasi/", posts.establishment, name="establishment"),
    path("formasi/unduh/", posts.download, name="download_establishment"),
    path("formasi/<uuid:uuid>/", posts.post, name="post"),
    path("formasi/<uuid:uuid>/ubah/", posts.change, name="change_post"),
    path("formasi/<uuid:uuid>/koreksi/", posts.correct, name="correct_post"),
    path("formasi/<uuid:uuid>/hapus/", posts.close, name="close_post"),
    path("peran/", grants.grants, name="grants"),
    path("peran/beri/", grants.grant, name="grant"),
    path("peran/saya/", grants.mine, name="mine"),
    path("peran/hak/", grants.matrix, name="matrix"),
    path("peran/<uuid:uuid>/akhiri/", grants.end, name="end"),
    path("peran/<uuid:uuid>/pengganti/", grants.deputy, name="deputy"),
    path("peran/<uuid:uuid>/cukup/", grants.dismiss, name="dismiss"),
    path("profil/", agency.profile, name="profile"),
    path("lambang/", agency.emblem, name="emblem"),
    path("kalender/", agency.calendar, name="calendar"),
    path("kalender/<uuid:uuid>/hapus/", agency.unmark, name="unmark"),
    path("tanggal-demo/", agency.pretend, name="pretend"),
]
