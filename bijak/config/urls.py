"""The site map: each context brings its own list."""

from django.urls import include, path

from bijak.config.api import v1
from bijak.endpoints.views import describe, guide, unknown

handler400 = "bijak.shell.errors.bad_request"
handler500 = "bijak.shell.errors.server_error"

urlpatterns = [
    path("", include("bijak.desk.urls")),
    path("api/v1/openapi.json", describe, {"api": v1}, name="openapi"),
    path("api/v1/", v1.urls),
    path("api/<path:address>", unknown, name="unknown"),
    path("akun/token/panduan/", guide, {"api": v1}, name="api_guide"),
    path("akun/token/", include("bijak.endpoints.urls")),
    path("akun/", include("bijak.accounts.urls")),
    path("pemberitahuan/", include("bijak.notifications.urls")),
    path("dokumen/", include("bijak.documents.urls")),
    path("impor/", include("bijak.interchange.urls")),
    path("organisasi/", include("bijak.organization.urls")),
    path("pegawai/", include("bijak.people.urls")),
    path("surat/", include("bijak.letters.urls")),
    path("daftar/", include("bijak.lists.urls")),
    path("mutu-data/", include("bijak.quality.urls")),
    path("data-saya/", include("bijak.selfservice.urls")),
    path("karier/", include("bijak.career.urls")),
    path("profesionalitas/", include("bijak.professionalism.urls")),
    path("talenta/", include("bijak.talent.urls")),
    path("kesejahteraan/", include("bijak.welfare.urls")),
    path("siasn/", include("bijak.siasn.urls")),
    path("pelatihan/", include("bijak.competency.urls")),
    path("kinerja/", include("bijak.performance.urls")),
    path("kebijakan/", include("bijak.policy.urls")),
    path("survei/", include("bijak.survey.urls")),
    path("dialog/", include("bijak.consultation.urls")),
    path("sosialisasi/", include("bijak.outreach.urls")),
    path("simulasi/", include("bijak.simulation.urls")),
    path("pemantauan/", include("bijak.monitoring.urls")),
    path("", include("bijak.portal.urls")),
    path("", include("bijak.operations.urls")),
]
