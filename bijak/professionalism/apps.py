from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProfessionalismConfig(AppConfig):
    name = "bijak.professionalism"
    verbose_name = _("Profesionalitas")
