from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SurveyConfig(AppConfig):
    name = "bijak.survey"
    verbose_name = _("Survei")

    def ready(self) -> None:
        from bijak.survey import subscribers  # noqa: F401 -- registers itself

        _allow()
        _record()
        _show()


def _allow() -> None:
    from bijak.organization.registries import Role, roles
    from bijak.survey.access import Permission

    roles.allow(Role.ANALYST, *Permission)
    for role in (Role.LEADER, Role.OFFICER, Role.OVERSIGHT):
        roles.allow(role, Permission.READ)


def _record() -> None:
    from bijak.ledger.registries import verbs
    from bijak.notifications.registries import kinds
    from bijak.people.registries import holders
    from bijak.survey import queries

    for code, label in {
        "written": _("Survei disusun"),
        "discarded": _("Survei dihapus"),
        "published": _("Survei diterbitkan"),
        "extended": _("Hari terakhir survei diubah"),
        "closed": _("Survei ditutup"),
    }.items():
        verbs.register(f"survey.{code}", label)
    kinds.register("survey.opened", _("Survei untuk saya"), channels=("app",))
    holders.add(queries.holders)


def _show() -> None:
    from bijak.policy.registries import EvidenceKind, evidence_kinds, threads
    from bijak.shell.registries import NavItem, Section, navigation, tiles
    from bijak.shell.registries import panels as slots
    from bijak.survey import panels

    navigation.add(
        NavItem(
            url_name="survey:list", label=_("Survei"), icon="clipboard-check", section=Section.SELF, order=60
        )
    )
    tiles.add(panels.to_answer, order=30)
    slots.add("policy.policy", panels.of_policy, order=60)
    threads.add(panels.steps_of)
    evidence_kinds.add(
        EvidenceKind(
            code="survey", label=_("Hasil survei"), icon="clipboard-check", choices=panels.choices,
            take=panels.take, template="survey/evidence.html", order=30,
        )
    )  # fmt: skip
