from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "bijak.accounts"
    verbose_name = _("Akun")

    def ready(self) -> None:
        from bijak.accounts import access, panels, subscribers, tasks  # noqa: F401 -- tasks registers its job
        from bijak.ledger.registries import verbs
        from bijak.shell import registries as shell
        from bijak.shell.registries import NavItem, Section

        for verb, label in {
            "accounts.account_created": _("Akun dibuat"),
            "accounts.account_corrected": _("Data akun dibetulkan"),
            "accounts.account_deactivated": _("Akun dinonaktifkan"),
            "accounts.account_reactivated": _("Akun diaktifkan kembali"),
            "accounts.link_issued": _("Tautan masuk dibuat"),
            "accounts.link_used": _("Masuk dengan tautan"),
            "accounts.second_factor_added": _("Faktor kedua dipasang"),
            "accounts.second_factor_renewed": _("Faktor kedua diperbarui"),
            "accounts.second_factor_removed": _("Faktor kedua dilepas"),
            "accounts.session_ended": _("Sesi diakhiri"),
            "accounts.sso_bound": _("Layanan masuk instansi terhubung"),
        }.items():
            verbs.register(verb, label)

        subscribers.connect()
        shell.permissions.register(
            lambda request, codes: (
                not access.grants(request.user, today=request.today).keys().isdisjoint(codes)
            )
        )
        shell.panels.add("shell.banner", panels.second_factor_waived, order=20)
        shell.tiles.add(panels.password_due, order=90)
        for order, (url_name, label, icon) in enumerate(
            [
                ("accounts:me", _("Akun saya"), "user-circle"),
                ("mfa_index", _("Keamanan"), "shield-lock"),
                ("accounts:views", _("Siapa melihat data saya"), "eye"),
            ]
        ):
            shell.person_menu.add(NavItem(url_name=url_name, label=label, icon=icon, order=order))
        shell.navigation.add(
            NavItem(
                url_name="accounts:list",
                label=_("Akun"),
                icon="user-cog",
                section=Section.SETTINGS,
                order=10,
                permissions=(access.AccountPermission.MANAGE,),
            )
        )
