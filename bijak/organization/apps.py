from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrganizationConfig(AppConfig):
    name = "bijak.organization"
    verbose_name = _("Organisasi")

    def ready(self) -> None:
        from bijak.organization import tasks  # noqa: F401 -- registers with the clock

        _allow()
        _record()
        _show()
        _exchange()


def _allow() -> None:
    from bijak.accounts.access import AccountPermission, register_grant_source
    from bijak.accounts.registries import roles as account_roles
    from bijak.endpoints.registries import scopes
    from bijak.interchange.access import Permission as InterchangePermission
    from bijak.organization import queries
    from bijak.organization.access import Permission
    from bijak.organization.registries import Role, roles

    register_grant_source(queries.held)
    account_roles.register(queries.roles_at)
    scopes.add(Permission.VIEW)
    roles.allow(Role.EMPLOYEE, Permission.VIEW)
    roles.allow(Role.OFFICER, Permission.CHANGE, Permission.CALENDAR, Permission.VIEW_GRANTS)
    roles.allow(Role.LEADER, Permission.VIEW_GRANTS)
    roles.allow(Role.OVERSIGHT, Permission.VIEW_GRANTS)
    roles.allow(Role.ADMIN, Permission.CALENDAR, Permission.VIEW_GRANTS, Permission.GRANT, Permission.PROFILE)
    # The floors below have permissions but no roles.
    roles.allow(Role.ADMIN, AccountPermission.MANAGE)
    roles.allow(Role.OVERSIGHT, InterchangePermission.VIEW_ALL)


def _record() -> None:
    from bijak.ledger.registries import verbs
    from bijak.notifications.registries import kinds

    for code, label in {
        "unit_created": _("Unit dibentuk"),
        "unit_changed": _("Unit diubah"),
        "unit_corrected": _("Riwayat unit dikoreksi"),
        "unit_closed": _("Unit ditutup"),
        "units_imported": _("Susunan organisasi diimpor"),
        "import_undone": _("Impor susunan organisasi dibatalkan"),
        "post_created": _("Formasi jabatan ditetapkan"),
        "post_changed": _("Formasi jabatan diubah"),
        "post_corrected": _("Riwayat formasi dikoreksi"),
        "post_closed": _("Formasi jabatan dihapus"),
        "posts_imported": _("Formasi jabatan diimpor"),
        "posts_undone": _("Impor formasi jabatan dibatalkan"),
        "role_granted": _("Peran diberikan"),
        "role_ended": _("Peran diakhiri"),
        "deputy_named": _("Pengganti ditunjuk"),
        "agency_changed": _("Profil instansi diubah"),
        "day_marked": _("Hari khusus ditetapkan"),
        "day_unmarked": _("Hari khusus dihapus"),
        "day_pretended": _("Tanggal demo diubah"),
        "reference_loaded": _("Tabel rujukan dimuat"),
    }.items():
        verbs.register(f"organization.{code}", label)
    kinds.register("organization.role_granted", _("Peran diberikan kepada saya"), channels=("app", "email"))


def _show() -> None:
    from bijak.organization import panels
    from bijak.organization.access import Permission
    from bijak.shell import registries as shell
    from bijak.shell.registries import NavItem, Section

    pages = (
        ("tree", _("Susunan organisasi"), "sitemap", Section.AGENCY, 10, Permission.VIEW),
        ("establishment", _("Formasi jabatan"), "list-details", Section.AGENCY, 12, Permission.VIEW),
        ("chart", _("Peta jabatan"), "sitemap", Section.AGENCY, 14, Permission.VIEW),
        ("calendar", _("Kalender kerja"), "calendar", Section.AGENCY, 20, Permission.VIEW),
        ("grants", _("Pemegang peran"), "user-shield", Section.AGENCY, 30, Permission.VIEW_GRANTS),
        ("matrix", _("Peran dan hak"), "list-check", Section.OVERSIGHT, 50, Permission.VIEW_GRANTS),
        ("profile", _("Profil instansi"), "building-community", Section.SETTINGS, 10, Permission.PROFILE),
    )
    for name, label, icon, section, order, permission in pages:
        shell.navigation.add(
            NavItem(
                url_name=f"organization:{name}",
                label=label,
                icon=icon,
                section=section,
                order=order,
                permissions=(permission,),
            )
        )
    shell.person_menu.add(NavItem(url_name="organization:mine", label=_("Peran saya"), icon="id-badge-2"))
    shell.brand.register(panels.brand)
    shell.panels.add("shell.banner", panels.demo_banner, order=10)


def _exchange() -> None:
    from bijak.documents.registries import purposes
    from bijak.interchange.registries import export_kinds, import_kinds
    from bijak.organization import exporting, importing

    purposes.register("organization.emblem", _("Lambang instansi"), may_open=lambda *_: True)
    import_kinds.add(importing.UNITS)
    import_kinds.add(importing.POSTS)
    export_kinds.add(exporting.UNITS)
