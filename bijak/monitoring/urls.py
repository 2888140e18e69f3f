from django.urls import path

from bijak.monitoring.views import watching

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
]
