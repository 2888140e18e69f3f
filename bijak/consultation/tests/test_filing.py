"""What people said goes along with a draft that is sent to be harmonised."""

import json
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest

from bijak.accounts.models import Account
from bijak.consultation import services
from bijak.policy import testing as policy
from bijak.policy.exporting import package

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 2)
MATRIX = "40-matriks-tanggapan.pdf"


def test_the_matrix_is_in_the_package_once_somebody_commented(ani: Account) -> None:
    draft = policy.in_dialogue(policy.make_policy(today=TODAY), TODAY)
    archive = ZipFile(BytesIO(package(draft, TODAY)))
    assert MATRIX not in archive.namelist()
    missing = {
        each["isi"]: each["sebab"] for each in json.loads(archive.read("daftar-isi.json"))["tidak_ada"]
    }
    assert missing["Matriks tanggapan"] == "Tidak ada tanggapan yang masuk."
    services.comment(
        draft=draft,
        version=draft.dialogue_version.uuid,
        provision_id=None,
        text="Kurang.",
        by=ani,
        today=TODAY,
    )
    archive = ZipFile(BytesIO(package(draft, TODAY)))
    assert archive.read(MATRIX).startswith(b"%PDF")
