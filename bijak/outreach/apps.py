from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OutreachConfig(AppConfig):
    name = "bijak.outreach"
    verbose_name = _("Sosialisasi")

    def ready(self) -> None:
        from bijak.outreach import subscribers  # noqa: F401 -- registers itself

        _allow()
        _record()
        _show()


def _allow() -> None:
    from bijak.organization.registries import Role, roles
    from bijak.outreach.access import Permission

    roles.allow(Role.ANALYST, Permission.MANAGE, Permission.VIEW)
    roles.allow(Role.LEADER, Permission.VIEW)
    for role in (Role.OFFICER, Role.OPERATOR, Role.SUPERIOR, Role.OVERSIGHT):
        roles.allow(role, Permission.VIEW, Permission.NAMES)
    # A campaign reaches everyone whom its policy touches; only what came of it is looked at office by office.
    roles.keep_whole(Permission.MANAGE)


def _record() -> None:
    from bijak.ledger.registries import verbs
    from bijak.notifications.registries import kinds
    from bijak.outreach import queries
    from bijak.outreach.models import Assignment
    from bijak.people.registries import holders, holdings

    for code, label in {
        "prepared": _("Sosialisasi disiapkan"),
        "changed": _("Sosialisasi diubah"),
        "opened": _("Sosialisasi dimulai"),
        "closed": _("Sosialisasi berakhir"),
        "superseded": _("Sosialisasi digantikan"),
        "revoked": _("Sosialisasi dihentikan karena peraturannya dicabut"),
        "followed": _("Sasaran sosialisasi disesuaikan"),
        "acknowledged": _("Pernyataan telah membaca"),
        "answered": _("Pertanyaan pemahaman dijawab"),
        "clarified": _("Penjelasan tambahan dikirim"),
    }.items():
        verbs.register(f"outreach.{code}", label)
    kinds.register("outreach.assigned", _("Peraturan yang menyangkut saya"), channels=("app", "email"))
    kinds.register("outreach.clarified", _("Penjelasan tambahan tentang peraturan"), channels=("app",))
    holders.add(queries.holders)
    holdings.add(
        Assignment,
        "uuid campaign__uuid assigned_on left_on opened_on acknowledged_on taken_in_by__name answered_on first_right",
    )


def _show() -> None:
    from bijak.outreach import panels
    from bijak.policy.registries import threads
    from bijak.shell.registries import NavItem, Section, navigation, tiles
    from bijak.shell.registries import panels as slots

    navigation.add(
        NavItem(
            url_name="outreach:list", label=_("Sosialisasi"), icon="school", section=Section.SELF, order=50
        )
    )
    tiles.add(panels.to_read, order=25)
    tiles.add(panels.to_prepare, order=45)
    slots.add("policy.policy", panels.of_policy, order=50)
    slots.add("policy.clause", panels.of_clause, order=70)
    threads.add(panels.steps_of)
