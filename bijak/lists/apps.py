from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ListsConfig(AppConfig):
    name = "bijak.lists"
    verbose_name = _("Daftar")

    def ready(self) -> None:
        from bijak.documents.registries import purposes
        from bijak.kernel import packs
        from bijak.ledger.registries import verbs
        from bijak.lists import access, queries, rules, services, tasks, texts  # noqa: F401 -- tasks registers with the clock
        from bijak.lists.queries.packs import RULES
        from bijak.lists.registries import lists
        from bijak.policy.registries import term_books
        from bijak.shell.registries import NavItem, Section, navigation

        term_books.add("lists", rules.TERMS)
        for rule in RULES:
            packs.rules.add(rule)
        for kind in queries.STANDING:
            lists.add(kind)
        verbs.register("lists.taken", _("Daftar pegawai diunduh atau dicetak"))
        # Opened only from the page of the file, where it is asked again who may take the list along.
        purposes.register(
            services.PURPOSE,
            _("Berkas daftar pegawai"),
            keep_for=services.KEPT_FOR,
            may_open=lambda *_: False,
        )
        navigation.add(
            NavItem(
                url_name="lists:all", label=_("Daftar"), icon="list-details", section=Section.WORKFORCE, order=12,
                permissions=(access.VIEW,),
            )
        )  # fmt: skip
