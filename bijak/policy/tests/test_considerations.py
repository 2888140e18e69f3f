"""What an amending regulation weighs ends by naming itself."""

import pytest

from bijak.policy import queries, services
from bijak.policy.models import Draft
from bijak.policy.tests.test_amending import LATER, raise_hours, revision

pytestmark = pytest.mark.django_db
__all__ = ["revision"]


@pytest.mark.parametrize(
    ("said", "reads", "warned"),
    [
        (
            "perlu menetapkan Peraturan Wali Kota tentang Pengembangan Kompetensi Pegawai;",
            "perlu menetapkan Peraturan Wali Kota tentang Perubahan atas Peraturan Wali Kota Contoh Nomor 12 Tahun "
            "2026 tentang Pengembangan Kompetensi",
            False,
        ),
        ("perlu menambah jam pelajaran;", "perlu menambah jam pelajaran;", True),
    ],
)
def test_the_last_consideration_leads_to_the_amendment(
    revision: Draft, said: str, reads: str, warned: bool
) -> None:
    raise_hours(revision)
    version = queries.working_version(revision)
    passage = queries.passages(version).filter(parent__kind="menimbang").last()
    services.edit_passage(
        passage=passage, heading=passage.heading, text=f"bahwa jamnya kurang, {said}",
        edition=passage.edition, by=None, today=LATER,
    )  # fmt: skip
    amendment = queries.amendment_of(revision)
    assert f"bahwa jamnya kurang, {reads}" in amendment.text
    assert any("Pertimbangan terakhir" in note for note in amendment.notes) is warned
