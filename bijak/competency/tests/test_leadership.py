"""Who is trained for leadership stands higher in the DUK, among those alike in rank, position and service."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from bijak.accounts.models import Account
from bijak.competency import rules
from bijak.competency.models import TrainingKind
from bijak.competency.tests.factories import employ, train
from bijak.organization.models import Unit

ClientOf = Callable[..., Client]


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("sepada", 1),
        ("sepala adum diklat pim tk iv", 2),
        ("diklat pim tk iv", 2),
        ("pelatihan kepemimpinan pengawas", 2),
        ("sepadya spama diklat pim tk iii", 3),
        ("diklatpim tingkat iii", 3),
        ("pka angkatan xii", 3),
        ("spamen sespa sespanas diklat pim tk ii", 4),
        ("pelatihan kepemimpinan nasional tingkat ii", 4),
        ("sepati diklat pim tk i", 5),
        ("pkn tk i", 5),
        ("diklat struktural lainnya", 0),
        ("pelatihan dasar cpns", 0),
        ("pelatihan kepemimpinan perempuan", 0),
    ],
)
def test_a_programme_tells_its_level_by_its_name(name: str, level: int) -> None:
    assert rules.leadership_level(name) == level


@pytest.mark.django_db
def test_the_duk_goes_by_training_for_leadership(
    education: Unit, citra: Account, today: date, client_of: ClientOf
) -> None:
    untrained, later, earlier, ahead = employ(education, 4, by=citra, today=today)
    programme = {"kind": TrainingKind.PROGRAMME, "name": "SEPADYA/SPAMA/DIKLAT PIM TK. III"}
    train(untrained, 100, kind=TrainingKind.PROGRAMME, name="Diklat Struktural Lainnya")
    train(later, 900, year=2019, **programme)
    train(earlier, 900, year=2015, ended_on=None, **programme)
    train(ahead, 900, year=today.year + 1, **programme)  # not finished by the day
    page = client_of(citra).get("/daftar/duk/").content.decode()
    names = re.findall(r'href="/pegawai/[0-9a-f-]{36}/">(Pegawai \d+)</a>', page)
    assert names[:2] == [earlier.name, later.name]
    assert "lebih dahulu lulus latihan jabatan setingkat: 31 Desember 2015, bukan 1 Juni 2019" in page
    assert "latihan jabatannya lebih tinggi: SEPADYA/SPAMA/DIKLAT PIM TK. III, bukan tidak tercatat" in page
