"""The pages about talent: who sees whom, and what somebody is told of herself."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from bijak.accounts import queries as accounts
from bijak.accounts.models import Account
from bijak.organization.models import Unit
from bijak.organization.testing import give_role
from bijak.shell.testing import assert_swap_equals_reload
from bijak.talent import services
from bijak.talent.models import Mapping, Placement
from bijak.talent.tests.conftest import worked

pytestmark = pytest.mark.django_db
ClientOf = Callable[..., Client]
Begin = Callable[..., Mapping]


CUTS = {
    "performance_high": "95", "performance_medium": "70", "potential_high": "90", "potential_medium": "60",
    "reason": "Tiga pita nyata.",
}  # fmt: skip


def at(mapping: Mapping, more: str = "") -> str:
    return f"/talenta/pemetaan/{mapping.uuid}/{more}"


def test_an_officer_begins_a_mapping_and_reads_the_nine_boxes(
    crowd: list[Any], citra: Account, client_of: ClientOf, django_assert_max_num_queries: Any
) -> None:
    browser = client_of(citra)
    sent = {"name": "Pemetaan 2026", "unit": "", "on": "2026-11-02"}
    begun = browser.post("/talenta/baru/", sent, follow=True)
    assert "Sedang dihitung" in begun.content.decode()
    browser.post("/talenta/baru/", sent)
    mapping = worked(Mapping.objects.get())
    page = browser.get(at(mapping)).content.decode()
    assert "Sembilan kotak" in page
    assert "6 orang berkotak; 2 orang belum dapat ditempatkan." in page
    with django_assert_max_num_queries(20):
        browser.get(at(mapping))
    assert_swap_equals_reload(browser, at(mapping, "?kotak=9"), "daftar")
    assert "Pegawai 001" in browser.get(at(mapping, "?kotak=9")).content.decode()
    sheet = b"".join(browser.get(at(mapping, "unduh/?bentuk=csv")).streaming_content).decode()
    assert "Kotak keputusan tim" in sheet
    assert sheet.count("\n") == 9


def test_an_officer_follows_the_worker_on_a_page_that_leads_to_the_mapping_once_it_is_done(
    begin: Begin, citra: Account, client_of: ClientOf
) -> None:
    mapping, browser = begin(), client_of(citra)
    for _pressed in range(2):
        pressed = browser.post(at(mapping, "hitung/"))
        assert pressed.headers["Location"] == at(mapping, "kemajuan/")
    page = browser.get(at(mapping, "kemajuan/")).content.decode()
    assert "Sedang dihitung" in page
    assert 'hx-trigger="every 2s"' in page
    assert_swap_equals_reload(browser, at(mapping, "kemajuan/"), "keadaan")
    meanwhile = browser.get(at(mapping)).content.decode()
    assert "Yang terlihat di bawah ialah keadaan sebelumnya." in meanwhile
    assert "Hitung ulang" not in meanwhile
    assert browser.post(at(mapping, "batas/"), CUTS).status_code == 409
    worked(mapping)
    asked = browser.get(at(mapping, "kemajuan/"), headers={"HX-Request": "true"})
    assert asked.headers["HX-Redirect"] == at(mapping)
    assert "Dihitung terakhir" in browser.get(at(mapping)).content.decode()


def test_whoever_looks_after_one_office_finds_nobody_of_another(
    begin: Begin,
    crowd: list[Any],
    dewi: Account,
    ani: Account,
    health: Unit,
    client_of: ClientOf,
    today: date,
) -> None:
    mapping = begin()
    give_role(account=dewi, role="oversight", unit=health, since=today)
    browser = client_of(dewi)
    page = browser.get(at(mapping)).content.decode()
    assert "2 orang berkotak; 0 orang belum dapat ditempatkan." in page
    assert "Pegawai 001" not in page
    ours = Placement.objects.get(mapping=mapping, employee=crowd[6].pk)
    theirs = Placement.objects.get(mapping=mapping, employee=crowd[0].pk)
    assert browser.get(f"/talenta/penempatan/{ours.uuid}/").status_code == 200
    assert browser.get(f"/talenta/penempatan/{theirs.uuid}/").status_code == 404
    assert browser.post(at(mapping, "hitung/")).status_code == 403
    assert client_of(ani).get(at(mapping)).status_code == 403


def test_the_committee_moves_somebody_with_a_reason_that_stays_beside_the_reckoned_box(
    begin: Begin, crowd: list[Any], citra: Account, client_of: ClientOf
) -> None:
    mapping = begin()
    place = Placement.objects.get(mapping=mapping, employee=crowd[3].pk)
    browser, url = client_of(citra), f"/talenta/penempatan/{place.uuid}/"
    assert browser.post(url, {"to": "8", "reason": ""}).status_code == 422
    assert browser.post(url, {"to": "5", "reason": "Tetap."}).status_code == 409
    page = browser.post(url, {"to": "8", "reason": "Memimpin darurat banjir."}, follow=True).content.decode()
    assert "Hitungan: kotak 5. Keputusan tim manajemen talenta: kotak 8." in page
    assert "Memimpin darurat banjir." in page
    browser.post(at(mapping, "bekukan/"), {"minutes_no": "BA/1", "disclosure": "box"})
    worked(mapping)
    assert "Sidik cocok" in browser.post(at(mapping, "periksa/"), follow=True).content.decode()
    page = browser.get(url).content.decode()
    assert "Hitungan: kotak 5" in page
    assert "Catat keputusan tim" not in page


def test_ani_reads_who_looked_at_her_place(
    begin: Begin, crowd: list[Any], ani: Account, citra: Account, client_of: ClientOf
) -> None:
    place = Placement.objects.get(mapping=begin(), employee=crowd[0].pk)
    client_of(citra).get(f"/talenta/penempatan/{place.uuid}/")
    assert [str(view.page) for view in accounts.views_of(ani)] == ["Penempatan talenta"]


def test_cut_offs_are_laid_side_by_side_before_they_are_taken(
    begin: Begin, citra: Account, client_of: ClientOf
) -> None:
    mapping, browser = begin(), client_of(citra)
    page = browser.get(at(mapping, "batas/"), CUTS).content.decode()
    assert "Pembanding" in page
    assert "Dicoba" in page
    assert browser.post(at(mapping, "batas/"), CUTS).status_code == 302
    mapping = worked(mapping)
    assert (mapping.performance_high, mapping.cuts_reason) == (95, "Tiga pita nyata.")


@pytest.mark.parametrize(
    ("disclosure", "sees_box", "sees_scores"),
    [("nothing", False, False), ("box", True, False), ("scores", True, True)],
)
def test_ani_is_told_her_own_place_only_after_the_freezing_and_as_far_as_decided(
    disclosure: str,
    sees_box: bool,
    sees_scores: bool,
    begin: Begin,
    ani: Account,
    citra: Account,
    client_of: ClientOf,
    today: date,
) -> None:
    mapping, browser = begin(), client_of(ani)
    assert "Kotak 9" not in browser.get("/talenta/saya/").content.decode()
    worked(services.freeze(mapping=mapping, minutes_no="BA/1", disclosure=disclosure, by=citra, today=today))
    page = browser.get("/talenta/saya/").content.decode()
    assert ("Kotak 9" in page) is sees_box
    assert ("98,75" in page) is sees_scores


def test_everyone_reads_the_method_and_no_count_of_a_few(begin: Begin, citra: Account, today: date) -> None:
    mapping, stranger = begin(), Client()
    assert "Belum ada pemetaan yang dibekukan" in stranger.get("/talenta/metode/").content.decode()
    worked(services.freeze(mapping=mapping, minutes_no="BA/1", disclosure="nothing", by=citra, today=today))
    page = stranger.get("/talenta/metode/").content.decode()
    assert page.count("tidak ditampilkan</span>") == 9
    assert "Pegawai 001" not in page
    assert "belum diverifikasi" in page


def test_her_page_leads_to_her_place_for_those_who_may_know_it(
    begin: Begin, crowd: list[Any], citra: Account, budi: Account, client_of: ClientOf
) -> None:
    begin()
    url = f"/talenta/pegawai/{crowd[0].uuid}/"
    assert url in client_of(citra).get(f"/pegawai/{crowd[0].uuid}/").content.decode()
    assert "Kotak 9" in client_of(citra).get(url, headers={"HX-Request": "true"}).content.decode()
    assert url not in client_of(budi).get(f"/pegawai/{crowd[0].uuid}/").content.decode()
    assert client_of(budi).get(url).status_code == 403
