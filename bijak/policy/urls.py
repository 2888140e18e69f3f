from django.urls import path

from bijak.policy import views

app_name = "policy"

urlpatterns = [
    path("", views.policies, name="list"),
    path("unduh/", views.export, name="export"),
    path("baru/", views.open_policy, name="open"),
    path("angka/<str:code>/", views.figure, name="figure"),
    path("naskah/<uuid:uuid>/", views.text, name="text"),
    path("naskah/<uuid:uuid>/masukkan/", views.take_text, name="take_text"),
    path("naskah/<uuid:uuid>/unduh/", views.download_text, name="download_text"),
    path("naskah/<uuid:uuid>/periksa/", views.check, name="check"),
    path("naskah/<uuid:uuid>/versi/", views.versions, name="versions"),
    path("naskah/<uuid:uuid>/banding/", views.compare, name="compare"),
    path("naskah/<uuid:uuid>/angka/", views.terms, name="terms"),
    path("naskah/<uuid:uuid>/tambah/", views.add_passage, name="add_passage"),
    path("naskah/<uuid:uuid>/ketentuan/<uuid:provision>/", views.edit_passage, name="edit_passage"),
    path("naskah/<uuid:uuid>/ketentuan/<uuid:provision>/periksa/", views.check_passage, name="check_passage"),
    path("naskah/<uuid:uuid>/ketentuan/<uuid:provision>/pindah/", views.move_passage, name="move_passage"),
    path("naskah/<uuid:uuid>/ketentuan/<uuid:provision>/hapus/", views.remove_passage, name="remove_passage"),
    path("penetapan/<uuid:uuid>/", views.decide, name="decide"),
    path("penetapan/<uuid:uuid>/dialog/", views.open_dialogue, name="open_dialogue"),
    path("penetapan/<uuid:uuid>/tutup-dialog/", views.close_dialogue, name="close_dialogue"),
    path("penetapan/<uuid:uuid>/gerbang/<slug:gate>/", views.pass_gate, name="pass_gate"),
    path("penetapan/<uuid:uuid>/tetapkan/", views.enact, name="enact"),
    path("penetapan/<uuid:uuid>/kembalikan/", views.send_back, name="send_back"),
    path("penetapan/<uuid:uuid>/hentikan/", views.withdraw, name="withdraw"),
    path("<uuid:uuid>/", views.policy, name="policy"),
    path("<uuid:uuid>/keterangan/", views.describe, name="describe"),
    path("<uuid:uuid>/bukti/", views.attach, name="attach"),
    path("bukti/<uuid:uuid>/lepas/", views.detach, name="detach"),
    path("<uuid:uuid>/perubahan/", views.revise, name="revise"),
]
