"""The walls of the house that import-linter cannot see. ``tools/guards.py`` says what each one means."""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models
from django.urls import get_resolver

from bijak.accounts import access
from bijak.kernel import terms
from bijak.kernel.floors import FLOORS
from bijak.organization.registries import roles
from tools import events_page, guards, life_page, reference_page

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "bijak"
PYPROJECT = ROOT / "pyproject.toml"

TRUSTED_HTML = {
    # Panels are joined from parts that their own templates have escaped.
    "shell/registries.py": "mark_safe() trusts",
    # Help texts are written in our code and in Django's, some as lists.
    "shell/templates/shell/components/field.html": "|safe trusts",
}
"""Files that may trust a text as HTML, and why that text is ours."""

OPEN_TO_ANYONE = {
    "the front page, and how one wants to see it": "home preference",
    "anyone may verify the record": "ledger ledger_growth",
    "the gallery of components, without data": "ui",
    "the agency's emblem stands on every page": "emblem",
    "everyone may read what holds and what is being talked about": "home decree draft clause whole rules",
    "and take it along as a paper": "download_text download_amendment download_held",
    "what amends a regulation, what held on a day, and how a provision came to read so": "amendment held wordings",
    "programs read the register of what became law": "jdih jdih_register jdih_table jdih_decree",
    "numbers of law are public, and the rules that decide by them": "term_list term_export term rule_list rule",
    "a QR code on paper leads to what verifies it": "verify verify_paper proof",
    "comments by people without an account: written, confirmed by mail, followed": "sent confirm follow",
    "whether allowances treat alike who are alike: medians, no small group": "fairness",
    "how professional the agency is, and how that is reckoned: means of groups that are large enough": "published",
    "how talent is mapped, and how many stand in a box that is large enough": "method",
    "who waits for promotion, how long, by which rules, without a name": "public_queue",
    "who was honoured, and agreed to be named": "honoured",
    "programs that read the web": "robots sitemap",
    "programs are written by the API's description, before they have a token": "openapi",
    "a monitor has no account": "health",
    "signing in": "account_login mfa_authenticate mfa_login_webauthn account_logout account_inactive link",
    "forgotten passwords": "account_reset_password account_reset_password_done "
    "account_reset_password_from_key account_reset_password_from_key_done",
    "links out of mails": "account_confirm_email",
    "says that one cannot sign oneself up": "account_signup",
    "sign-in at the agency's own server": "openid_connect_login openid_connect_callback "
    "socialaccount_login_cancelled socialaccount_login_error",
}
"""What opens without an account, and why. A new name here is a decision."""


def house() -> list[type[models.Model]]:
    """Our own tables, as people declared them."""
    return [
        model
        for config in apps.get_app_configs()
        if config.name.startswith("bijak.")
        for model in config.get_models()
        if model._meta.managed
    ]


def ours(*patterns: str) -> list[Path]:
    return [
        path
        for pattern in patterns
        for path in sorted(PACKAGE.rglob(pattern))
        if not {"migrations", "tests", "static", "__pycache__"} & set(path.parts)
    ]


def untrusted(path: Path, findings: list[str]) -> list[str]:
    allowed = TRUSTED_HTML.get(str(path.relative_to(PACKAGE)))
    return [finding for finding in findings if allowed is None or allowed not in finding]


def told(findings: list[str]) -> None:
    assert not findings, "\n" + "\n".join(findings)


def test_the_floors_of_the_linter_and_of_the_kernel_are_the_same() -> None:
    assert guards.floors_of_the_linter(PYPROJECT) == list(FLOORS)


def test_every_context_has_its_rooms_and_doors_guarded() -> None:
    told(guards.unroomed_contexts(PYPROJECT, PACKAGE))


def test_relations_point_down_and_leave_no_accessor() -> None:
    told(guards.upward_relations(house()))


def test_every_url_declares_who_may_open_it() -> None:
    told(guards.undeclared_urls(get_resolver().url_patterns, access.declared))


def test_what_opens_without_an_account_is_listed_with_the_reason() -> None:
    declared = [(name, access.declared(view)) for _, name, view in guards.walk(get_resolver().url_patterns)]
    open_names = {name for name, mark in declared if mark and mark.who == "anyone"}
    assert open_names == {name for names in OPEN_TO_ANYONE.values() for name in names.split()}


def test_every_context_says_in_a_readme_what_it_is_for() -> None:
    told(guards.missing_readmes(PACKAGE))


def test_decisions_are_numbered_as_their_headings_are() -> None:
    assert (ROOT / "docs" / "adr").is_dir()
    told(guards.misnumbered_decisions(ROOT / "docs" / "adr"))


def test_the_page_of_events_is_current() -> None:
    current = events_page.PAGE.read_text(encoding="utf-8") == events_page.render()
    assert current, "Run: python -m tools.events_page"


def test_the_page_of_a_drafts_life_is_current() -> None:
    current = life_page.PAGE.read_text(encoding="utf-8") == life_page.render()
    assert current, "Run: python -m tools.life_page"


def test_the_page_of_what_is_registered_is_current() -> None:
    current = reference_page.PAGE.read_text(encoding="utf-8") == reference_page.render()
    assert current, "Run: python -m tools.reference_page"


def test_every_permission_is_in_some_role() -> None:
    declared = reference_page.product_permissions()
    told([f"{code} is in no role" for code in declared if not list(roles.roles_with(code.value))])


def test_every_setting_is_explained_to_the_operator() -> None:
    explained = (ROOT / "docs" / "how-to" / "deploy.md").read_text(encoding="utf-8")
    asked = re.findall(r'"(BIJAK_[A-Z_]+)"', (PACKAGE / "config" / "settings.py").read_text(encoding="utf-8"))
    told([f"{name} is not in docs/how-to/deploy.md" for name in sorted(set(asked)) if name not in explained])


@pytest.mark.parametrize("path", ours("events.py"), ids=lambda path: path.parent.name)
def test_events_are_frozen_facts(path: Path) -> None:
    if path.parent.name != "kernel":
        told(guards.soft_events(path.read_text(encoding="utf-8")))


def test_every_field_says_what_it_tells_about_a_person() -> None:
    told(guards.undeclared_privacy(house()))


def test_every_term_names_its_law() -> None:
    for path in ours("terms.toml"):
        assert terms.load(path)


@pytest.mark.parametrize("folder", sorted(PACKAGE.glob("*/migrations")), ids=lambda path: path.parent.name)
def test_migrations_are_a_straight_line_without_our_code(folder: Path) -> None:
    told(guards.crooked_migrations(folder))


def test_no_file_is_named_for_nothing() -> None:
    told(guards.names_that_say_nothing(PACKAGE))


@pytest.mark.parametrize("path", ours("*.py"), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_text_is_trusted_or_glued(path: Path) -> None:
    told(untrusted(path, guards.unsafe_python(path.read_text(encoding="utf-8"))))


@pytest.mark.parametrize("path", ours("*.html"), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_templates_escape_and_keep_the_content_security_policy(path: Path) -> None:
    told(untrusted(path, guards.unsafe_template(path.read_text(encoding="utf-8"))))


@pytest.mark.parametrize("path", ours("*.html"), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_every_word_of_a_template_can_be_translated(path: Path) -> None:
    told(guards.untranslated_template(path.read_text(encoding="utf-8")))


def test_only_siasn_speaks_the_wire_names() -> None:
    assert [path.parent.name for path in PACKAGE.glob("*/mapping*")] in ([], ["siasn"])


def test_the_glossary_knows_every_table() -> None:
    glossary = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8").casefold()
    cells = {cell.strip(" `*") for line in glossary.split("\n") for cell in re.split(r"[|,]", line)}
    told(
        [
            f"{model._meta.label}: '{model._meta.verbose_name}' is not in docs/glossary.md"
            for model in house()
            if str(model._meta.verbose_name).casefold() not in cells
        ]
    )
