from django.apps import AppConfig
from django.conf import settings
from django.utils.translation import gettext_lazy as _


class NotificationsConfig(AppConfig):
    name = "bijak.notifications"
    verbose_name = _("Pemberitahuan")

    def ready(self) -> None:
        from bijak.notifications import panels as ours
        from bijak.notifications import subscribers, tasks  # noqa: F401 - register themselves
        from bijak.notifications.registries import kinds
        from bijak.shell.registries import NavItem, Section, navigation, panels

        # Accounts lies below, so its notices are ours to register.
        kinds.register(
            "accounts.changed", _("Perubahan pada akun saya oleh administrator"), channels=("app",)
        )
        panels.add("shell.bell", ours.bell)
        navigation.add(
            NavItem(
                url_name="notifications:index",
                label=_("Pemberitahuan"),
                icon="bell",
                section=Section.SELF,
                order=80,
            )
        )
        navigation.add(
            NavItem(
                url_name="notifications:outbox",
                label=_("Kotak keluar demo"),
                icon="mail",
                section=Section.SETTINGS,
                order=90,
                visible=lambda request: settings.IS_DEMO,
            )
        )
