from django.urls import path

from bijak.letters import views

app_name = "letters"

urlpatterns = [
    # /surat/
    path("", views.letters, name="list"),
    path("unduh/", views.download, name="download"),
    path("pegawai/<uuid:person>/", views.of_person, name="of_person"),
    path("pegawai/<uuid:person>/tulis/", views.choose, name="choose"),
    path("pegawai/<uuid:person>/kartu/", views.issue_card, name="issue_card"),
    path("pegawai/<uuid:person>/<slug:code>/", views.write, name="write"),
    path("perihal/<slug:code>/<uuid:uuid>/", views.write_about, name="write_about"),
    path("banyak/<slug:code>/", views.write_many, name="write_many"),
    path("kartu/<uuid:uuid>/", views.card_file, name="card_file"),
    path("kartu/<uuid:uuid>/tarik/", views.end_card, name="end_card"),
    # /surat/templat/, /surat/buku/
    path("templat/", views.templates, name="templates"),
    path("templat/baru/", views.new_template, name="new_template"),
    path("templat/<slug:code>/", views.template, name="template"),
    path("buku/", views.books, name="books"),
    path("buku/baru/", views.new_book, name="new_book"),
    path("buku/<uuid:uuid>/", views.book, name="book"),
    # /surat/<uuid>/
    path("<uuid:uuid>/", views.letter, name="letter"),
    path("<uuid:uuid>/berkas/", views.letter_file, name="letter_file"),
    path("<uuid:uuid>/batalkan/", views.void, name="void"),
    path("<uuid:uuid>/ganti/", views.replace, name="replace"),
    path("<uuid:uuid>/tanda-tangan/", views.signing, name="signing"),
    path("<uuid:uuid>/tanda-tangan/sertifikat/", views.sign_here, name="sign_here"),
    path("<uuid:uuid>/tanda-tangan/bsre/", views.sign_by_esign, name="sign_by_esign"),
    path("<uuid:uuid>/tanda-tangan/unggah/", views.take_in_signed, name="take_in_signed"),
    path("<uuid:uuid>/tanda-tangan/basah/", views.record_ink, name="record_ink"),
]
