"""``bijak load-reference``: the national code tables come in whole, and no code is lost."""

import json
import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from django.test import Client
from django.urls import reverse

from bijak.accounts.models import Account
from bijak.competency.tests.factories import employ
from bijak.ledger.models import Entry
from bijak.organization import queries as organization
from bijak.organization.models import ReferenceCode, Unit
from bijak.people import queries as people
from bijak.people.forms import StandingForm
from bijak.people.models import EmployeeToday, StandingSpell
from bijak.siasn.commands import load_reference
from bijak.siasn.engine import words
from bijak.siasn.engine.workforce import generate
from bijak.siasn.services.workforce import write_reference

SAMPLES = os.environ.get("BIJAK_SAMPLES")

pytestmark = pytest.mark.django_db

AWARDS = [{"id": "201", "nama": "Satyalancana Karya Satya 10"}, {"id": "400", "nama": "Lainnya"}]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path, "penghargaan", AWARDS)
    return tmp_path


def write(folder: Path, stem: str, content: object) -> None:
    (folder / f"{stem}.json").write_text(json.dumps(content), "utf-8")


def run(folder: Path, *options: str) -> Result:
    return CliRunner().invoke(load_reference, [str(folder), *options])


def loads() -> int:
    return Entry.objects.filter(verb="organization.reference_loaded").count()


def awards() -> dict[str, str]:
    return organization.codes("award", builtin={})


def test_a_folder_is_loaded_once_and_the_same_folder_changes_nothing(folder: Path) -> None:
    assert "award: 2 new, 0 changed, 0 ended, 0 as before" in run(folder).output
    before = list(ReferenceCode.objects.order_by("pk").values())
    assert "1 tables read, 1 as before." in run(folder).output
    assert list(ReferenceCode.objects.order_by("pk").values()) == before
    assert loads() == 1


def test_a_dry_run_shows_each_code_and_changes_none(folder: Path) -> None:
    run(folder)
    write(folder, "penghargaan", [{"id": "400", "nama": "Lain-lain"}, {"id": "401", "nama": "Baru"}])
    shown = run(folder, "--dry-run").output
    assert "+ 401  Baru" in shown
    assert "~ 400  Lainnya -> Lain-lain" in shown
    assert "- 201  Satyalancana Karya Satya 10" in shown
    assert awards() == {"201": "Satyalancana Karya Satya 10", "400": "Lainnya"}
    assert loads() == 1


def test_a_code_that_no_longer_comes_is_ended_keeps_its_name_and_may_come_back(folder: Path) -> None:
    run(folder)
    write(folder, "penghargaan", AWARDS[1:])
    run(folder)
    assert awards() == {"400": "Lainnya"}
    assert organization.code_names("award", ["201", "?"], builtin={}) == {
        "201": "Satyalancana Karya Satya 10",
        "?": "?",
    }
    write(folder, "penghargaan", AWARDS)
    run(folder)
    assert list(awards()) == ["201", "400"]


def test_a_table_whose_file_is_absent_is_left_alone(folder: Path) -> None:
    run(folder)
    (folder / "penghargaan.json").unlink()
    write(folder, "agama", [{"id": "1", "nama": "Islam"}])
    run(folder)
    assert list(awards()) == ["201", "400"]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ('[{"id": "1", "nama": "Menik', "not JSON"),
        ("[" * 100_000, "not JSON"),
        ('"kawin"', "no list"),
        ('{"code": 0, "data": "x"}', "no list"),
        ("[]", "no row"),
        ('[{"kode": "1"}, 7, null]', "no row"),
    ],
)
def test_half_a_table_loads_nothing_of_the_folder(folder: Path, content: str, why: str) -> None:
    (folder / "kawin.json").write_text(content, "utf-8")
    result = run(folder)
    assert result.exit_code == 1
    assert why in result.output
    assert not ReferenceCode.objects.exists()


def test_what_cannot_be_opened_or_is_no_text_is_told_by_name(folder: Path) -> None:
    (folder / "kawin.json").mkdir()
    assert "Error: kawin.json cannot be opened: Is a directory." in run(folder).output
    (folder / "kawin.json").rmdir()
    (folder / "kawin.json").write_bytes(b"\xff\xfe\x00\x01")
    assert "Error: kawin.json is not text in UTF-8." in run(folder).output
    assert not ReferenceCode.objects.exists()


def test_rows_that_say_nothing_are_left_out_by_name(folder: Path) -> None:
    rows = [
        {"id": "00", "nama": None},
        {"id": 11, "nama": "  I.a\0 "},
        {"id": "11", "nama": "I.b"},
        {"id": "x" * 65, "nama": "panjang"},
    ]
    write(folder, "eselon", {"code": 1, "data": rows})
    write(folder, "entah", [])
    shown = run(folder).output
    assert "eselon.json, row 1: nama is empty." in shown
    assert "eselon.json, row 3: code 11 is already 'I.a', so 'I.b' is left out." in shown
    assert "eselon.json, row 4: code or name is longer" in shown
    assert "entah.json" in shown
    assert organization.codes("echelon", builtin={}) == {"11": "I.a"}


def test_our_words_stay_and_what_the_table_ended_is_not_offered(folder: Path) -> None:
    builtin = {"201": "Satya 10 tahun", "999": "Hanya kami"}
    run(folder)
    assert organization.codes("award", builtin=builtin) == builtin | {"400": "Lainnya"}
    write(folder, "penghargaan", AWARDS[1:])
    run(folder)
    assert organization.codes("award", builtin=builtin) == {"999": "Hanya kami", "400": "Lainnya"}


def test_a_code_ends_no_earlier_than_it_came(folder: Path) -> None:
    run(folder)
    ReferenceCode.objects.update(loaded_on=date(2099, 1, 1))
    write(folder, "penghargaan", AWARDS[1:])
    assert run(folder).exit_code == 0


def test_a_new_standing_is_offered_in_the_form_and_named_on_the_persons_page(
    folder: Path, education: Unit, citra: Account, today: date
) -> None:
    row = employ(education, 1, by=citra, today=today)[0]
    StandingSpell.objects.update(standing_code="102")
    assert standing_of(row, today) == "102"
    write(folder, "kedudukanHukum", [{"id": "102", "nama": "Tugas khusus"}])
    run(folder)
    assert ("102", "Tugas khusus") in list(
        StandingForm(born_on=row.born_on, today=today).fields["standing_code"].choices
    )
    assert standing_of(row, today) == "Tugas khusus"


def standing_of(row: EmployeeToday, today: date) -> str:
    standing = people.person(row, on=today, with_sensitive=False).at(people.Topic.STANDING)
    assert standing is not None
    return standing.title


def test_a_made_up_workforce_brings_the_retirement_age_of_every_functional_position(tmp_path: Path) -> None:
    made = generate("mamuju", people=400, seed=1, on=date(2026, 11, 1))
    held = words.titles(made, made.present)
    functional = {
        title for title, kind in zip(held.title, held.kind, strict=True) if kind == words.FUNCTIONAL
    }
    write_reference(tmp_path)
    run(tmp_path)
    ages = organization.retirement_ages(functional | {"Auditor Ahli Utama"})
    assert ages.keys() == {title.casefold() for title in functional} | {"auditor ahli utama"}
    assert (ages["guru ahli muda"], ages["perawat ahli muda"], ages["auditor ahli utama"]) == (60, 58, 65)


@pytest.mark.skipif(
    not SAMPLES, reason="BIJAK_SAMPLES does not name a folder with the reference tables (siasn/*.json)."
)
def test_the_tables_of_the_reference_service_load_whole() -> None:
    folder = Path(SAMPLES or "") / "siasn"
    shown = run(folder)
    assert shown.exit_code == 0
    left_out = [line for line in shown.output.splitlines() if line.startswith("Left out")]
    assert [line.partition(", row")[0] for line in left_out] == [
        "Left out: eselon.json",
        "Left out: instansi.json",
    ]
    assert "Not a table" not in shown.output
    files = {path.stem for path in folder.glob("*.json")}
    assert ReferenceCode.objects.values("table").distinct().order_by("table").count() == len(files)
    assert len(organization.codes("standing", builtin={})) == 31
    assert len(organization.codes("award", builtin={})) == 29
    # PP 11/2017 Pasal 239 and 240: an Ahli Utama stays until 65, an Ahli Muda until 58.
    assert organization.retirement_ages(
        ["POLISI KEHUTANAN AHLI UTAMA", "Analis Kebijakan Ahli Muda", "?"]
    ) == {
        "polisi kehutanan ahli utama": 65,
        "analis kebijakan ahli muda": 58,
    }
    assert f"{len(files)} tables read, {len(files)} as before." in run(folder).output


def test_dewi_looks_a_code_up_and_sees_which_ended_and_which_table_lacks(
    folder: Path, client_of: Callable[..., Client], dewi: Account, ani: Account
) -> None:
    run(folder)
    write(folder, "penghargaan", AWARDS[1:])
    run(folder)
    browser = client_of(dewi)
    listed = browser.get(reverse("siasn:tables")).content.decode()
    assert reverse("siasn:table", args=["award"]) in listed
    assert reverse("siasn:table", args=["standing"]) not in listed
    found = browser.get(reverse("siasn:table", args=["award"]), {"cari": "satya"})
    assert [code.code for code in found.context["page"]] == ["201"]
    assert "berakhir" in found.content.decode()
    assert browser.get(reverse("siasn:table", args=["entah"])).status_code == 404
    assert client_of(ani).get(reverse("siasn:tables")).status_code == 403
