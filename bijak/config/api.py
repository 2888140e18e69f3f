"""The API as a whole: each context brings its own addresses."""

from django.utils.translation import gettext_lazy as _

from bijak.endpoints.api import Api

v1 = Api(title=_("API Bijak"), version="1", urls_namespace="api")
v1.add_router("/instansi", "bijak.organization.api.agency_router")
v1.add_router("/unit", "bijak.organization.api.router")
v1.add_router("/pegawai", "bijak.people.api.router")
v1.add_router("/pegawai", "bijak.competency.api.router")
v1.add_router("/pegawai", "bijak.performance.api.router")
v1.add_router("/rujukan", "bijak.siasn.api.router")
