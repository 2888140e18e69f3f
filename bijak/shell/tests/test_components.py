"""Components as a page uses them."""

import re
import tomllib
from datetime import date
from pathlib import Path

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import TemplateSyntaxError, engines
from django.test import RequestFactory

import bijak
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
