"""Components as a page uses them."""

import re
import tomllib
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import TemplateSyntaxError, engines
from django.test import RequestFactory
from django.utils import translation
from django.utils.html import escape

import bijak
from bijak.shell.templatetags import components
from bijak.shell.widgets import DayInput


def draw(source: str, **context: object) -> str:
    return engines["django"].from_string(source).render(context)


class Person(forms.Form):
    name = forms.CharField(label="Nama", help_text="Tanpa gelar.", max_length=5)
    kind = forms.ChoiceField(
        label="Jenis", choices=[("pns", "PNS"), ("pppk", "PPPK")], widget=forms.RadioSelect
    )
    born_on = forms.DateField(label="Lahir", widget=DayInput())


def test_content_of_a_component_is_escaped_by_its_page() -> None:
    drawn = draw("{% card title=title %}{{ name }}{% endcard %}", name="<b>", title="<i>")
    assert "&lt;b&gt;" in drawn
    assert "&lt;i&gt;" in drawn
    assert "<b>" not in drawn


def test_a_field_ties_label_help_and_errors_to_its_control() -> None:
    drawn = draw("{% field form.name %}", form=Person({"name": "Sulistyowati"}))
    assert 'for="id_name"' in drawn
    assert 'aria-describedby="id_name_helptext id_name_error"' in drawn
    assert 'id="id_name_helptext"' in drawn
    assert 'id="id_name_error"' in drawn
    assert 'aria-invalid="true"' in drawn


def test_a_table_is_taken_home_as_it_was_chosen() -> None:
    drawn = draw('{% downloads "/pegawai/unduh/" query %}', query="jenis=pns&urut=nip")
    assert 'href="/pegawai/unduh/?bentuk=csv&amp;jenis=pns&amp;urut=nip"' in drawn
    assert 'href="/pegawai/unduh/?bentuk=xlsx"' in draw('{% downloads "/pegawai/unduh/" %}')


def test_choices_stand_in_a_fieldset_with_a_legend() -> None:
    drawn = draw("{% field form.kind %}", form=Person())
    assert "<fieldset" in drawn
    assert "<legend" in drawn
    assert drawn.count('class="form-check-input"') == 2


def test_a_day_is_given_to_the_date_picker_in_iso_form() -> None:
    drawn = draw("{% field form.born_on %}", form=Person(initial={"born_on": date(1990, 2, 1)}))
    assert 'type="date"' in drawn
    assert 'value="1990-02-01"' in drawn


def test_htmx_attributes_reach_the_control() -> None:
    assert 'hx-get="/cari/"' in draw('{% field form.name hx_get="/cari/" %}', form=Person())


def test_the_summary_of_errors_links_to_every_refused_field() -> None:
    form = Person({"name": "Ani", "born_on": "2026-02-31"})
    drawn = draw("{% form_errors form %}", form=form)
    assert 'href="#id_born_on"' in drawn
    assert 'href="#id_kind"' in drawn
    assert 'href="#id_name"' not in drawn


def test_a_form_without_errors_has_no_summary() -> None:
    assert draw("{% form_errors form %}", form=Person()).strip() == ""


def test_pagination_keeps_filter_and_sorting() -> None:
    request = RequestFactory().get("/pegawai/", {"unit": "7", "urut": "-nama", "hal": "2"})
    page = Paginator(range(100), 20).get_page(2)
    drawn = draw("{% pagination page %}", page=page, request=request)
    assert "/pegawai/?unit=7&amp;urut=-nama&amp;hal=3" in drawn
    assert "21 sampai 40 dari 100" in drawn
    assert 'aria-current="page"' in drawn


def test_progress_of_unknown_length_has_no_value() -> None:
    assert "value=" not in draw("{% progress nothing %}", nothing=None)
    assert 'value="1234.5" max="6500"' in draw("{% progress 1234.5 6500 %}")


def test_an_unknown_badge_colour_is_an_error() -> None:
    with pytest.raises(TemplateSyntaxError, match="not a badge colour"):
        draw('{% badge "gold" %}x{% endbadge %}')


HOUSE = Path(bijak.__file__).parent
MANIFEST = tomllib.loads((HOUSE / "shell/static/vendor/vendor.toml").read_text())
ICONS = {name for package in MANIFEST["package"] for name in package.get("icons", [])}
SOURCES = [
    path
    for pattern in ("*.html", "*.py")
    for path in HOUSE.rglob(pattern)
    if "tests" not in path.relative_to(HOUSE).parts
]


def test_every_icon_that_pages_use_is_in_the_sprite() -> None:
    used = {
        (name, path.relative_to(HOUSE).as_posix())
        for path in SOURCES
        for name in re.findall(r'(?:\{% icon |\bicon=)"([a-z0-9-]+)"', path.read_text())
    }
    missing = {(name, where) for name, where in used if name not in ICONS}
    assert not missing, "Add them to vendor.toml and run tools/vendor.py --pin."


def test_the_sprite_has_no_icon_that_nobody_uses() -> None:
    written = "".join(path.read_text() for path in SOURCES)
    assert {name for name in ICONS if f'"{name}"' not in written} == set()


class Row(NamedTuple):
    name: str
    size: int


def test_rows_are_escaped_wherever_they_hold_something(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        components, "_row", lambda template, language: "<td title='{name}'>{name}: {size}</td>"
    )
    nasty = ["<script>", "\"'&", "{size}", "{0}", "", "é\N{REPLACEMENT CHARACTER}"]
    drawn = components.rows("", (Row(name, n) for n, name in enumerate(nasty)))
    assert drawn == "".join(
        f"<td title='{escape(name)}'>{escape(name)}: {n}</td>" for n, name in enumerate(nasty)
    )
    assert components.rows("", []) == ""


ONCE = "{% load i18n %}{% once name=name %}{{ name }}|{{ other }}|{% translate 'Cari' %}|{% csrf_token %}{% endonce %}"


def test_what_is_drawn_once_holds_only_what_is_named() -> None:
    request = RequestFactory().get("/")
    template = engines["django"].from_string(ONCE)
    drawn = template.render({"name": "<Ani>", "other": "secret"}, request)
    assert drawn.startswith("&lt;Ani&gt;||")
    assert drawn.endswith("|"), "A token belongs to one session."


def test_what_is_drawn_once_is_drawn_for_each_value_and_language() -> None:
    template = engines["django"].from_string(ONCE)
    drawn = set()
    for _again in range(2):
        for language in ("id", "en"):
            with translation.override(language):
                drawn |= {template.render({"name": name}) for name in ("Ani", "Budi")}
    assert len(drawn) == 4


def test_a_form_is_drawn_once_for_the_same_input() -> None:
    class Wanted(forms.Form):
        name = forms.CharField()

        @property
        def drawn_by(self) -> object:
            return self.data.get("name")

    template = engines["django"].from_string("{% once form=form %}{% field form.name %}{% endonce %}")
    first, again, other = (
        template.render({"form": Wanted({"name": name})}) for name in ("Ani", "Ani", "Budi")
    )
    assert first == again
    assert 'value="Budi"' in other
    (once,) = template.template.nodelist.get_nodes_by_type(components.Once)
    assert len(once.drawn) == 2


def test_not_everything_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(components, "KEPT", 3)
    template = engines["django"].from_string("{% once n=n %}{{ n }}{% endonce %}")
    (once,) = template.template.nodelist.get_nodes_by_type(components.Once)
    for n in range(10):
        assert template.render({"n": n}) == str(n)
        assert len(once.drawn) <= 3


def test_once_takes_names_only() -> None:
    with pytest.raises(TemplateSyntaxError, match="by name"):
        draw("{% once form %}{% endonce %}")
