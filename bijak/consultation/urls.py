from django.urls import path

from bijak.consultation.views import public, stakeholders, work

app_name = "consultation"

urlpatterns = [
    # /dialog/
    path("", public.index, name="index"),
    path("aturan/", public.rules, name="rules"),
    path("konfirmasi/<str:link>/", public.confirm, name="confirm"),
    path("ikuti/<str:link>/", public.follow, name="follow"),
    # /dialog/pemangku/
    path("pemangku/", stakeholders.stakeholders, name="stakeholders"),
    path("pemangku/baru/", stakeholders.register, name="register"),
    path("pemangku/<uuid:uuid>/", stakeholders.stakeholder, name="stakeholder"),
    # /dialog/tanggapan/
    path("tanggapan/<uuid:uuid>/", work.comment, name="comment"),
    # /dialog/<uuid of the draft>/
    path("<uuid:uuid>/", public.draft, name="draft"),
    path("<uuid:uuid>/umum/", public.clause, name="whole"),
    path("<uuid:uuid>/ketentuan/<uuid:provision>/", public.clause, name="clause"),
    path("<uuid:uuid>/terkirim/", public.sent, name="sent"),
    path("<uuid:uuid>/daftar/", work.comments, name="comments"),
    path("<uuid:uuid>/jawab/", work.answer, name="answer"),
    path("<uuid:uuid>/undangan/", stakeholders.invitations, name="invitations"),
    path("<uuid:uuid>/matriks/", work.matrix, name="matrix"),
]
