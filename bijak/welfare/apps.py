from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WelfareConfig(AppConfig):
    name = "bijak.welfare"
    verbose_name = _("Kesejahteraan")

    def ready(self) -> None:
        from bijak.policy.registries import term_books
        from bijak.welfare import rules, tasks  # noqa: F401 -- the tasks register themselves

        term_books.add("welfare", rules.TERMS)
        _allowance()
        _service()
        _recognition()


def _allowance() -> None:
    from bijak.accounts.access import is_employee
    from bijak.interchange.registries import import_kinds
    from bijak.kernel.packs import rules
    from bijak.ledger.registries import verbs
    from bijak.notifications.registries import kinds
    from bijak.organization.registries import Role, roles
    from bijak.people.registries import holders, holdings
    from bijak.shell.registries import NavItem, Section, navigation, tiles
    from bijak.shell.registries import panels as slots
    from bijak.welfare import panels
    from bijak.welfare.access import Permission
    from bijak.welfare.importing import allowance as importing
    from bijak.welfare.models import (
        Allowance,
        AllowanceCorrection,
        AllowanceObjection,
        AttendanceDay,
        AttendanceRecap,
        Productivity,
    )
    from bijak.welfare.queries import allowance as queries
    from bijak.welfare.queries import allowance_packs
    from bijak.welfare.queries.allowance_facts import RECAP_COUNTS

    verbs.register("welfare.allowance_handed_over", _("Daftar TPP diserahkan"))
    verbs.register("welfare.provision_entered", _("Ketentuan TPP daerah dicatat"))
    verbs.register("welfare.provision_withdrawn", _("Ketentuan TPP daerah ditarik"))
    verbs.register("welfare.provision_brought_back", _("Ketentuan TPP daerah dipulihkan"))
    verbs.register("welfare.allowance_downloaded", _("Daftar TPP diunduh"))
    verbs.register("welfare.allowance_objected", _("Keberatan TPP diajukan"))
    verbs.register("welfare.allowance_answered", _("Keberatan TPP dijawab"))
    kinds.register("welfare.objection", _("Keberatan atas TPP"), channels=("app", "email"))

    roles.allow(Role.OFFICER, Permission.VIEW, Permission.HAND_OVER, Permission.ANSWER, Permission.IMPORT)
    roles.allow(Role.OPERATOR, Permission.VIEW, Permission.ANSWER)
    roles.allow(Role.OVERSIGHT, Permission.VIEW)

    for rule in allowance_packs.RULES:
        rules.add(rule)
    for kind in importing.KINDS:
        import_kinds.add(kind)
    holders.add(queries.holders)
    holdings.add(
        AttendanceDay, "day presence late early missed_in missed_out batch__uuid replaced_by__uuid created_at"
    )
    holdings.add(
        AttendanceRecap, " ".join(("month", *RECAP_COUNTS, "batch__uuid", "replaced_by__uuid", "created_at"))
    )
    holdings.add(Productivity, "month minutes target predicate batch__uuid replaced_by__uuid created_at")
    holdings.add(Allowance, "month kind facts lines net handover__at")
    holdings.add(AllowanceCorrection, "month of_month amount handover__at")
    holdings.add(AllowanceObjection, "month line text asked_at due_on answer answered_by__name answered_at")

    slots.add("people.person", panels.of_person, order=40)
    tiles.add(panels.to_answer, order=30)
    navigation.add(
        NavItem(
            url_name="welfare:mine", label=_("TPP saya"), icon="report", section=Section.CAREER, order=40,
            visible=is_employee,
        )
    )  # fmt: skip
    navigation.add(
        NavItem(
            url_name="welfare:months", label=_("TPP"), icon="report", section=Section.WORKFORCE, order=40,
            permissions=(Permission.VIEW,),
        )
    )  # fmt: skip


def _service() -> None:
    """Raises, retirement and leave."""
    from pathlib import Path

    from bijak.accounts.access import is_employee
    from bijak.interchange.registries import import_kinds
    from bijak.kernel.packs import rules
    from bijak.ledger.registries import verbs
    from bijak.letters.registries import fields, shipped
    from bijak.lists.registries import lists
    from bijak.notifications.registries import kinds
    from bijak.organization.registries import Role, roles
    from bijak.people.registries import holders, holdings
    from bijak.shell.registries import NavItem, Section, navigation, tiles
    from bijak.shell.registries import panels as slots
    from bijak.welfare import panels, subscribers  # noqa: F401 -- one registers itself
    from bijak.welfare.access import Permission
    from bijak.welfare.importing import service as importing
    from bijak.welfare.models import LeaveTaken, RaiseGiven, RaiseOutlook, Retirement
    from bijak.welfare.queries import letter_fields, listing, packs
    from bijak.welfare.queries import service as queries

    verbs.register("welfare.raise_given", _("Kenaikan gaji berkala diberikan"))
    verbs.register("welfare.retirement_file", _("Berkas pensiun dicatat"))
    kinds.register("welfare.retirement", _("Pensiun saya"), channels=("app", "email"))

    roles.allow(Role.OFFICER, Permission.VIEW_SERVICE, Permission.KEEP_SERVICE)
    roles.allow(Role.OPERATOR, Permission.VIEW_SERVICE)
    roles.allow(Role.OVERSIGHT, Permission.VIEW_SERVICE)

    for rule in packs.RULES:
        rules.add(rule)
    import_kinds.add(importing.RAISES)
    import_kinds.add(importing.LEAVE)
    fields.add(*letter_fields.FIELDS)
    shipped.add(Path(__file__).parent / "shipped.toml")
    lists.add(listing.RAISES)
    lists.add(listing.LEAVE)
    lists.add_column("pensiun", listing.RETIREMENT_FILE)
    holders.add(queries.holders)
    holdings.add(
        RaiseGiven,
        "from_on service_months salary decree_no decree_on batch__uuid replaced_by__uuid created_at",
    )
    holdings.add(RaiseOutlook, "due_on from_on state because facts")
    holdings.add(Retirement, "retires_on stage warned papers preparation_from note")
    holdings.add(
        LeaveTaken, "kind year from_on until_on days decree_no batch__uuid replaced_by__uuid created_at"
    )

    slots.add("people.person", panels.service_of, order=42)
    tiles.add(panels.due_raises, order=32)
    navigation.add(
        NavItem(
            url_name="welfare:my_service", label=_("KGB, pensiun, cuti"), icon="calendar", section=Section.CAREER,
            order=42, visible=is_employee,
        )
    )  # fmt: skip
    for order, (name, label) in enumerate(
        {"raises": _("KGB"), "retirements": _("Menjelang pensiun")}.items(), 42
    ):
        navigation.add(
            NavItem(
                url_name=f"welfare:{name}", label=label, icon="calendar", section=Section.WORKFORCE, order=order,
                permissions=(Permission.VIEW_SERVICE,),
            )
        )  # fmt: skip


def _recognition() -> None:
    """Awards."""
    from bijak.ledger.registries import verbs
    from bijak.notifications.registries import kinds
    from bijak.organization.registries import Role, roles
    from bijak.people.registries import holdings
    from bijak.shell.registries import NavItem, Section, navigation
    from bijak.welfare.access import Permission
    from bijak.welfare.models import Nomination

    for code, label in {
        "round_started": _("Putaran penghargaan disiapkan"),
        "round_opened": _("Putaran penghargaan dibuka"),
        "nominations_closed": _("Pencalonan penghargaan ditutup"),
        "scored": _("Panitia menilai calon penghargaan"),
        "round_decided": _("Penghargaan ditetapkan"),
        "nominated": _("Pegawai dicalonkan untuk penghargaan"),
        "consented": _("Penerima menyatakan boleh tidaknya namanya diumumkan"),
    }.items():
        verbs.register(f"welfare.{code}", label)
    kinds.register("welfare.honoured", _("Penghargaan saya"), channels=("app", "email"))

    roles.allow(Role.OFFICER, Permission.RECOGNISE, Permission.NOMINATE)
    for role in (Role.OPERATOR, Role.SUPERIOR, Role.LEADER):
        roles.allow(role, Permission.NOMINATE)
    # A round is of the whole agency.
    roles.keep_whole(Permission.RECOGNISE)
    holdings.add(Nomination, "uuid round__name round__year reason is_honoured verdict consent consented_at")
    navigation.add(
        NavItem(
            url_name="welfare:rounds", label=_("Penghargaan"), icon="checks", section=Section.CAREER, order=44
        )
    )
