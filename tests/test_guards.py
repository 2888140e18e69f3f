"""The guards themselves: each is turned on a small wreck, and must go red there and nowhere else."""

import shutil
import socket
import subprocess
import sys
import textwrap
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.template import Context, Origin, Template
from django.test.utils import isolate_apps
from django.urls import include, path

from tools import guards

ROOT = Path(__file__).resolve().parents[1]

BUILT = tuple(
    """config operations organization policy people letters lists quality selfservice survey consultation outreach
    competency performance career professionalism talent welfare simulation monitoring siasn desk portal kernel
    legaltext""".split()
)

type Wreck = Callable[[dict[str, str]], str]


# Floors, rooms, doors, pure, root: the linter on a doll's house -------------------------------------


@pytest.fixture
def doll_house(tmp_path: Path) -> Wreck:
    """Build a package of these files under our contracts; says what the linter says, or nothing."""

    def build(files: dict[str, str]) -> str:
        shutil.copy(ROOT / "pyproject.toml", tmp_path)
        empty = {f"{context}/__init__.py": "" for context in BUILT}
        for name, source in {"__init__.py": "", "__main__.py": "", **empty, **files}.items():
            file = tmp_path / "bijak" / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(source, encoding="utf-8")
            (file.parent / "__init__.py").touch()
        linter = Path(sys.executable).with_name("lint-imports")
        run = subprocess.run(
            [linter, "--no-cache"],
            cwd=tmp_path,
            env={"PYTHONPATH": str(tmp_path), "PATH": ""},
            capture_output=True,
            text=True,
            check=False,
        )
        return "" if run.returncode == 0 else run.stdout

    return build


def test_an_orderly_house_passes(doll_house: Wreck) -> None:
    assert not doll_house(
        {
            "organization/services.py": "from bijak.kernel import days",
            "kernel/days.py": "",
            "people/models.py": "from bijak.organization import models",
            "organization/models.py": "from django.db import models",
            "people/services.py": "from bijak.organization import services\nfrom bijak.people import models",
            "people/views.py": "from bijak.people import exporting, services",
            "people/exporting.py": "from bijak.people import queries",
            "people/queries.py": "from bijak.people import access, models",
            "people/access.py": "",
            "people/tests/test_x.py": "from bijak.organization.models import Unit",
            "siasn/mapping.py": "",
        }
    )


@pytest.mark.parametrize(
    ("files", "complaint"),
    [
        pytest.param(
            {"organization/services.py": "from bijak.people import services", "people/services.py": ""},
            "bijak.organization.services -> bijak.people",
            id="an import upstairs",
        ),
        pytest.param(
            {"competency/rules.py": "from bijak.performance import rules", "performance/rules.py": ""},
            "bijak.competency.rules -> bijak.performance.rules",
            id="a neighbour on the same floor",
        ),
        pytest.param({"newcomer/models.py": ""}, "newcomer", id="a context without a floor"),
        pytest.param({"people/utils.py": ""}, "utils", id="a utils.py"),
        pytest.param(
            {"people/services.py": "from bijak.people import views", "people/views.py": ""},
            "bijak.people.services -> bijak.people.views",
            id="a service that knows a view",
        ),
        pytest.param(
            {"people/rules.py": "from bijak.people import models", "people/models.py": ""},
            "bijak.people.rules -> bijak.people.models",
            id="a rule that knows a table",
        ),
        pytest.param(
            {"people/rules.py": "import django.utils.timezone"}, "django", id="a rule that knows Django"
        ),
        pytest.param(
            {"kernel/days.py": "from django.conf import settings"}, "django", id="a kernel that knows Django"
        ),
        pytest.param(
            {"siasn/importing.py": "from bijak.people import forms", "people/forms.py": ""},
            "bijak.siasn.importing -> bijak.people.forms",
            id="in by the window",
        ),
        pytest.param(
            {
                "siasn/services.py": "from bijak.people.models import Employee",
                "people/models.py": "Employee = 1",
            },
            "bijak.siasn.services -> bijak.people.models",
            id="a neighbour's table from a service",
        ),
        pytest.param(
            {"people/services.py": "from bijak.config import settings", "config/settings.py": ""},
            "bijak.config",
            id="settings by import",
        ),
    ],
)
def test_the_linter_goes_red(doll_house: Wreck, files: dict[str, str], complaint: str) -> None:
    assert complaint in doll_house(files)


# Names and papers -----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["utils.py", "helpers.py", "util", "common.py", "misc.py"])
def test_a_file_named_for_nothing_is_found(tmp_path: Path, name: str) -> None:
    (tmp_path / "people").mkdir()
    (tmp_path / "people" / name).touch()
    assert guards.names_that_say_nothing(tmp_path)


def test_a_file_named_for_its_purpose_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "handling.py").touch()
    assert not guards.names_that_say_nothing(tmp_path)


def test_a_context_without_readme_is_found(tmp_path: Path) -> None:
    for name in ("people", "desk"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").touch()
    (tmp_path / "desk" / "README.md").touch()
    assert guards.missing_readmes(tmp_path) == ["people has no README.md"]


ADR = "# {}. Title\n\n## Context\n\n## Decision\n\n## Rejected alternatives\n\n## Consequences\n"


def test_decisions_that_are_numbered_right_pass(tmp_path: Path) -> None:
    (tmp_path / "0001-floors.md").write_text(ADR.format(1))
    (tmp_path / "0002-doors.md").write_text(ADR.format(2))
    assert not guards.misnumbered_decisions(tmp_path)


@pytest.mark.parametrize(
    ("name", "text", "finding"),
    [
        ("0003-gap.md", ADR.format(3), "should be number 0002"),
        ("0002-doors.md", ADR.format(3), "should begin with '# 2. '"),
        (
            "0002-doors.md",
            ADR.format(2).replace("Rejected", "Other"),
            "lacks the section 'Rejected alternatives'",
        ),
    ],
)
def test_a_decision_that_is_not_is_found(tmp_path: Path, name: str, text: str, finding: str) -> None:
    (tmp_path / "0001-floors.md").write_text(ADR.format(1))
    (tmp_path / name).write_text(text)
    assert any(finding in each for each in guards.misnumbered_decisions(tmp_path))


def test_a_context_that_the_contracts_forget_is_found(tmp_path: Path) -> None:
    (tmp_path / "recruitment").mkdir()
    (tmp_path / "recruitment" / "__init__.py").touch()
    findings = guards.unroomed_contexts(ROOT / "pyproject.toml", tmp_path)
    assert findings == ["recruitment is not in 'rooms'", "recruitment has no contract 'doors-recruitment'"]


# Tables ---------------------------------------------------------------------------------------------


@isolate_apps()
def test_a_relation_that_climbs_or_looks_back_is_found() -> None:
    class Upper(models.Model):
        class Meta:
            app_label = "people"

    Upper.__module__ = "bijak.people.models"

    class Lower(models.Model):
        above = models.ForeignKey(Upper, on_delete=models.CASCADE, related_name="+")
        parent = models.ForeignKey("self", on_delete=models.CASCADE)

        class Meta:
            app_label = "organization"

    Lower.__module__ = "bijak.organization.models"
    assert guards.upward_relations([Upper, Lower]) == [
        "organization.Lower.above points from organization up or across to people",
        'organization.Lower.parent needs related_name="+"',
    ]


@isolate_apps()
def test_an_undeclared_or_falsely_public_field_is_found() -> None:
    class Person(models.Model):
        nip = models.CharField(max_length=18)
        name = models.TextField()
        hobby = models.TextField()

        class Meta:
            app_label = "people"

        class Privacy:
            public = ("nip", "gone")
            personal = {"name": "shout"}

    class Silent(models.Model):
        class Meta:
            app_label = "people"

    assert guards.undeclared_privacy([Person, Silent]) == [
        "people.Person.hobby is not declared in class Privacy",
        "people.Person.gone is declared but does not exist",
        "people.Person.nip is declared public",
        "people.Person.name: no rule is called shout",
        "people.Silent has no class Privacy",
    ]


# Access ---------------------------------------------------------------------------------------------


def test_an_undeclared_url_is_found_however_deep_it_lies() -> None:
    def open_to_all(request: HttpRequest) -> HttpResponse:
        return HttpResponse()

    def forgotten(request: HttpRequest) -> HttpResponse:
        return HttpResponse()

    deep = [path("dalam/", forgotten, name="forgotten"), path("", open_to_all, name="open")]
    patterns = [path("a/", include([path("b/", include(deep))]))]
    findings = guards.undeclared_urls(patterns, lambda view: view is open_to_all or None)
    assert findings == ["/a/b/dalam/ (forgotten) declares no access"]


# Migrations -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("files", "finding"),
    [
        (
            {"0001_initial.py": "", "0003_gap.py": 'dependencies = [("x", "0001_initial")]'},
            "should be number 0002",
        ),
        ({"0001_initial.py": "", "0002_fork.py": "dependencies = []"}, "does not stand on 0001_initial"),
        ({"0001_initial.py": "from bijak.people.services import give"}, "imports bijak.people.services"),
        ({"0001_initial.py": "import bijak.people.models"}, "imports bijak.people.models"),
        ({"0001_initial.py": "migrations.RunPython(fill)"}, "cannot be undone"),
    ],
)
def test_a_crooked_migration_is_found(tmp_path: Path, files: dict[str, str], finding: str) -> None:
    for name, source in files.items():
        (tmp_path / name).write_text(source)
    assert any(finding in each for each in guards.crooked_migrations(tmp_path))


def test_a_straight_line_of_migrations_passes(tmp_path: Path) -> None:
    (tmp_path / "0001_initial.py").write_text("import bijak.kernel.uuid7")
    (tmp_path / "0002_fill.py").write_text(
        'dependencies = [("people", "0001_initial")]\nmigrations.RunPython(fill, empty)'
    )
    assert not guards.crooked_migrations(tmp_path)


# What people read -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "source",
    [
        "mark_safe(name)",
        "SafeString(name)",
        "html.mark_safe(f'<b>{name}</b>')",
        "Person.objects.raw(sql)",
        "people.extra(where=[sql])",
        "RawSQL(sql, [])",
        "cursor.execute(f'SELECT {name}')",
        "cursor.execute('SELECT %s' % name)",
        "cursor.execute('SELECT ' + name)",
        "cursor.execute('SELECT {}'.format(name))",
        "_(f'Halo {name}.')",
        "_('Halo ' + name)",
        "_(name)",
        "gettext('Halo %s.' % name)",
    ],
)
def test_trusted_or_glued_text_is_found(source: str) -> None:
    assert guards.unsafe_python(source)


@pytest.mark.parametrize(
    "source",
    [
        "format_html('<b>{}</b>', name)",
        "mark_safe('<hr>')",
        "cursor.execute('SELECT %s', [name])",
        "cursor.execute(sql.SQL('LOCK {}').format(sql.Identifier(name)))",
        "_('Halo %(name)s.') % {'name': name}",
        "ngettext('%(n)s orang', '%(n)s orang', n)",
    ],
)
def test_the_right_ways_pass(source: str) -> None:
    assert not guards.unsafe_python(source)


@pytest.mark.parametrize(
    "text",
    [
        "{{ name|safe }}",
        "{% autoescape off %}{{ name }}{% endautoescape %}",
        '<p style="color: red">',
        "<style>p { color: red }</style>",
        "<script>alert(1)</script>",
        '<button onclick="go()">',
        '<a href="javascript:go()">',
        '<img src="https://elsewhere.example/x.png">',
        '<link rel="stylesheet" href="https://elsewhere.example/x.css">',
    ],
)
def test_an_unsafe_template_is_found(text: str) -> None:
    assert guards.unsafe_template(text)


def test_a_plain_template_passes() -> None:
    assert not guards.unsafe_template(
        '<script src="{% static "x.js" %}" defer></script><script type="application/json">{}</script>'
        '<a href="https://jdih.example/">{{ name }}</a><p class="text-danger" data-onset="1">'
    )


@pytest.mark.parametrize(
    "text",
    [
        "<h1>Pegawai</h1>",
        '{% card title="Pegawai" %}{% endcard %}',
        '<img alt="Lambang kota">',
        "{% if x %}Belum ada{% endif %}",
    ],
)
def test_a_word_that_cannot_be_translated_is_found(text: str) -> None:
    assert guards.untranslated_template(text)


def test_words_that_can_be_translated_and_words_that_need_not_pass() -> None:
    assert not guards.untranslated_template(
        textwrap.dedent("""
        {# Catatan untuk pembuat #}
        {% load i18n %}<!doctype html><meta name="viewport" content="width=device-width">
        <h1>{% translate "Pegawai" %}</h1>{% card title=_("Pegawai") %}{{ name }} · PNS &nbsp; 12{% endcard %}
        {% blocktranslate count n=n %}{{ n }} orang{% plural %}{{ n }} orang{% endblocktranslate %}
        <pre><code>bijak ledger verify</code></pre><ul hx-target="closest ul > li" hx-swap="outerHTML"></ul>
        """)
    )


# Events ---------------------------------------------------------------------------------------------


def test_an_event_that_can_change_or_holds_a_table_is_found() -> None:
    source = "from bijak.people.models import Employee\n@dataclass\nclass Hired:\n    employee: Employee\n"
    assert guards.soft_events(source) == [
        "Hired must be @dataclass(frozen=True)",
        "imports bijak.people.models",
    ]
    assert not guards.soft_events("@dataclass(frozen=True)\nclass Hired:\n    employee_uuid: UUID\n")


# Strictness of tests ----------------------------------------------------------------------------------


def test_a_test_that_calls_home_fails() -> None:
    with pytest.raises(OSError, match="reached out to elsewhere"):
        socket.create_connection(("elsewhere.invalid", 443))
    with socket.socket() as plug, pytest.raises(OSError, match=r"reached out to 192\.0\.2\.1"):
        plug.connect(("192.0.2.1", 80))


def test_what_a_query_does_not_order_comes_back_to_front(db: None) -> None:
    from bijak.organization.models import SpecialDay

    first, second = (SpecialDay.objects.create(day=date(2026, 1, day), name="Libur") for day in (1, 2))
    assert list(SpecialDay.objects.order_by("pk")) == [first, second]
    assert list(SpecialDay.objects.order_by()) == [second, first]


@pytest.mark.parametrize("text", ["{{ nothing }}", "{{ name.nothing }}", "{{ nothing|upper }}"])
def test_a_variable_that_nobody_gave_fails(text: str) -> None:
    with pytest.raises(pytest.fail.Exception, match="nobody gave it"):
        house_template(text).render(Context({"name": "Ani"}))


def test_a_variable_with_a_default_or_in_a_question_may_be_missing() -> None:
    text = '{{ nothing|default:"–" }}{% if nothing %}x{% endif %}{{ name }}'
    assert house_template(text).render(Context({"name": "Ani"})) == "–Ani"


def house_template(text: str) -> Template:
    return Template(text, origin=Origin(str(ROOT / "bijak" / "people" / "templates" / "x.html")))
