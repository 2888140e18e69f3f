from django.urls import path

from bijak.monitoring.views import merit, watching

app_name = "monitoring"

urlpatterns = [
    # /pemantauan/
    path("", watching.overview, name="overview"),
    path("kebijakan/<uuid:uuid>/", watching.policy, name="policy"),
    path("kebijakan/<uuid:uuid>/indikator/", watching.add, name="add"),
    path("indikator/<uuid:uuid>/", watching.indicator, name="indicator"),
    path("indikator/<uuid:uuid>/ubah/", watching.change, name="change"),
    path("indikator/<uuid:uuid>/akhiri/", watching.end, name="end"),
    path("evaluasi/<uuid:uuid>/", watching.evaluation, name="evaluation"),
    path("evaluasi/<uuid:uuid>/jadwal/", watching.reschedule, name="reschedule"),
    path("evaluasi/<uuid:uuid>/jalankan/", watching.run, name="run"),
    path("evaluasi/<uuid:uuid>/kesimpulan/", watching.conclude, name="conclude"),
    path("evaluasi/<uuid:uuid>/perubahan/", watching.revise, name="revise"),
    # /pemantauan/merit/
    path("merit/", merit.newest, name="merits"),
    path("merit/buka/", merit.open_year, name="merit_open"),
    path("merit/<int:year>/", merit.year, name="merit"),
    path("merit/<int:year>/survei/", merit.survey, name="merit_survey"),
    path("merit/<int:year>/bekukan/", merit.freeze, name="merit_freeze"),
    path("merit/<int:year>/unduh/", merit.table, name="merit_table"),
    path("merit/butir/<uuid:uuid>/", merit.point, name="merit_point"),
    path("merit/butir/<uuid:uuid>/bukti/", merit.prove, name="merit_prove"),
    path("merit/bukti/<uuid:uuid>/", merit.proof, name="merit_proof"),
    path("merit/bukti/<uuid:uuid>/ambil/", merit.unprove, name="merit_unprove"),
]
