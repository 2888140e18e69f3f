from django.urls import path

from bijak.welfare.views import (
    allowance,
    allowance_months,
    fairness,
    objections,
    provisions,
    recognition,
    service,
)

app_name = "welfare"

urlpatterns = [
    # /kesejahteraan/
    path("saya/", service.my_service, name="my_service"),
    path("pegawai/<uuid:uuid>/", service.person_service, name="service"),
    path("kgb/", service.due_raises, name="raises"),
    path("pensiun/", service.retirements, name="retirements"),
    path("pensiun/<uuid:uuid>/", service.retirement_file, name="retirement"),
    # /kesejahteraan/penghargaan/
    path("penghargaan/", recognition.rounds, name="rounds"),
    path("penghargaan/penerima/", recognition.honoured, name="honoured"),
    path("penghargaan/baru/", recognition.start_round, name="start_round"),
    path("penghargaan/<uuid:uuid>/", recognition.round_page, name="round"),
    path("penghargaan/<uuid:uuid>/kriteria/", recognition.criteria, name="criteria"),
    path("penghargaan/<uuid:uuid>/langkah/", recognition.advance, name="advance"),
    path("penghargaan/<uuid:uuid>/calonkan/", recognition.nominate, name="nominate"),
    path("penghargaan/<uuid:uuid>/pilih/", recognition.choose, name="choose"),
    path("penghargaan/<uuid:uuid>/tetapkan/", recognition.decide, name="decide"),
    path("penghargaan/calon/<uuid:uuid>/nilai/", recognition.score, name="score"),
    path("penghargaan/calon/<uuid:uuid>/setuju/", recognition.consent, name="consent"),
    # /kesejahteraan/tpp/
    path("tpp/", fairness.fairness, name="fairness"),
    path("tpp/ketentuan/", provisions.provisions, name="provisions"),
    path("tpp/ketentuan/baru/", provisions.enter, name="enter_provision"),
    path("tpp/ketentuan/<uuid:uuid>/", provisions.provision, name="provision"),
    path("tpp/ketentuan/<uuid:uuid>/langkah/", provisions.settle, name="settle_provision"),
    path("tpp/saya/", allowance.mine, name="mine"),
    path("tpp/saya/coba/", allowance.simulate, name="simulate"),
    path("tpp/saya/<uuid:uuid>/keberatan/", allowance.object_to, name="object_to"),
    path("tpp/pegawai/<uuid:uuid>/", allowance.person, name="person"),
    path("tpp/pegawai/<uuid:uuid>/ringkas/", allowance.card, name="card"),
    path("tpp/bulan/", allowance_months.months, name="months"),
    path("tpp/bulan/<str:month>/", allowance_months.month, name="month"),
    path("tpp/bulan/<str:month>/daftar/", allowance_months.listing, name="listing"),
    path("tpp/bulan/<str:month>/hitung/", allowance_months.reckon, name="reckon"),
    path("tpp/bulan/<str:month>/unduh/", allowance_months.download, name="download"),
    path("tpp/bulan/<str:month>/serahkan/", allowance_months.hand_over_all, name="hand_over_all"),
    path("tpp/bulan/<str:month>/serahkan/<uuid:uuid>/", allowance_months.hand_over, name="hand_over"),
    path("tpp/keberatan/", objections.objections, name="objections"),
    path("tpp/keberatan/<uuid:uuid>/", objections.objection, name="objection"),
]
