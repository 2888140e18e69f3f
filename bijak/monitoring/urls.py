from django.urls import path

from bijak.monitoring import views

app_name = "monitoring"

urlpatterns = [
    # /pemantauan/
    path("", views.overview, name="overview"),
    path("kebijakan/<uuid:uuid>/", views.policy, name="policy"),
    path("kebijakan/<uuid:uuid>/indikator/", views.add, name="add"),
    path("indikator/<uuid:uuid>/", views.indicator, name="indicator"),
    path("indikator/<uuid:uuid>/ubah/", views.change, name="change"),
    path("indikator/<uuid:uuid>/akhiri/", views.end, name="end"),
    path("evaluasi/<uuid:uuid>/", views.evaluation, name="evaluation"),
    path("evaluasi/<uuid:uuid>/jadwal/", views.reschedule, name="reschedule"),
    path("evaluasi/<uuid:uuid>/jalankan/", views.run, name="run"),
    path("evaluasi/<uuid:uuid>/kesimpulan/", views.conclude, name="conclude"),
    path("evaluasi/<uuid:uuid>/perubahan/", views.revise, name="revise"),
]
