from django.urls import path

from bijak.survey import views

app_name = "survey"

urlpatterns = [
    # /survei/
    path("", views.surveys, name="list"),
    path("baru/", views.create, name="create"),
    # /survei/<uuid>/
    path("<uuid:uuid>/", views.survey, name="survey"),
    path("<uuid:uuid>/ubah/", views.edit, name="edit"),
    path("<uuid:uuid>/hapus/", views.discard, name="discard"),
    path("<uuid:uuid>/pertanyaan/", views.add_question, name="add_question"),
    path("<uuid:uuid>/pertanyaan/<uuid:question>/", views.edit_question, name="edit_question"),
    path("<uuid:uuid>/pertanyaan/<uuid:question>/atur/", views.arrange_question, name="arrange_question"),
    path("<uuid:uuid>/terbitkan/", views.publish, name="publish"),
    path("<uuid:uuid>/perpanjang/", views.extend, name="extend"),
    path("<uuid:uuid>/tutup/", views.close, name="close"),
    path("<uuid:uuid>/ulangi/", views.repeat, name="repeat"),
    path("<uuid:uuid>/isi/", views.answer, name="answer"),
    path("<uuid:uuid>/hasil/", views.results, name="results"),
    path("<uuid:uuid>/hasil/unduh/", views.download, name="download"),
    path("<uuid:uuid>/hasil/isian/<uuid:question>/", views.remarks, name="remarks"),
]
