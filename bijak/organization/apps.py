from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrganizationConfig(AppConfig):
    name = "bijak.organization"
    verbose_name = _("Organisasi")

    def ready(self) -> None:
        from bijak.accounts.access import register_grant_source
        from bijak.documents.registries import purposes
        from bijak.interchange.registries import import_kinds
        from bijak.ledger.registries import verbs
        from bijak.notifications.registries import kinds
        from bijak.organization import queries, tasks  # noqa: F401 -- tasks register with the clock
        from bijak.organization.access import Permission
        from bijak.organization.importing import UNITS
        from bijak.organization.registries import Role, roles

        register_grant_source(queries.held)
        roles.allow(Role.EMPLOYEE, Permission.VIEW)
        roles.allow(Role.OFFICER, Permission.CHANGE, Permission.CALENDAR, Permission.VIEW_GRANTS)
        roles.allow(Role.LEADER, Permission.VIEW_GRANTS)
        roles.allow(Role.OVERSIGHT, Permission.VIEW_GRANTS)
        roles.allow(
            Role.ADMIN, Permission.CALENDAR, Permission.VIEW_GRANTS, Permission.GRANT, Permission.PROFILE
        )

        for code, label in {
            "unit_created": _("Unit dibentuk"),
            "unit_changed": _("Unit diubah"),
            "unit_corrected": _("Riwayat unit dikoreksi"),
            "unit_closed": _("Unit ditutup"),
            "units_imported": _("Susunan organisasi diimpor"),
            "import_undone": _("Impor susunan organisasi dibatalkan"),
            "titles_loaded": _("Daftar nama jabatan dimuat"),
            "role_granted": _("Peran diberikan"),
            "role_ended": _("Peran diakhiri"),
            "deputy_named": _("Pengganti ditunjuk"),
            "agency_changed": _("Profil instansi diubah"),
            "day_marked": _("Hari khusus ditetapkan"),
            "day_unmarked": _("Hari khusus dihapus"),
            "day_pretended": _("Tanggal demo diubah"),
        }.items():
            verbs.register(f"organization.{code}", label)
        kinds.register(
            "organization.role_granted", _("Peran diberikan kepada saya"), channels=("app", "email")
        )
        purposes.register("organization.emblem", _("Lambang instansi"), may_open=lambda *_: True)
        import_kinds.add(UNITS)
