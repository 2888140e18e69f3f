"""Terms: bound to a provision within national law, in force from their day."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from time import monotonic

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from bijak.accounts.models import Account
from bijak.kernel import terms as kernel
from bijak.organization import services as organization
from bijak.policy import queries, services
from bijak.policy.models import Draft, LocalTerm, Provision, Version
from bijak.policy.queries.terms import numbers_in
from bijak.policy.registries import gates, term_books
from bijak.policy.testing import SHORT_TEXT, clause, deciding, enacted, make_policy, set_hours

pytestmark = pytest.mark.django_db

BOOK = """
[hours]
label = "Jam pelajaran paling sedikit dalam setahun"
unit = "jam pelajaran"
law = "PP 11/2017 jo. PP 17/2020"
article = "Pasal 203 ayat (4)"
verified = true
values = { 2017-04-07 = 20 }
bounds = { minimum = 20, law = "PP 11/2017 jo. PP 17/2020", article = "Pasal 203 ayat (4)", verified = true }

[years]
label = "Masa kerja"
unit = "tahun"
law = "PP 99/2000"
article = "Pasal 7"
values = { 2000-11-17 = 4 }
"""
HOUSE = dict(term_books._books)
"""The books of the installed contexts, whose panels stand on the pages."""
FIRST, SECOND = date(2027, 1, 1), date(2028, 1, 1)


@pytest.fixture(autouse=True)
def national(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One book of two terms: one that regions may set, one that they may not."""
    (tmp_path / "terms.toml").write_text(BOOK)
    monkeypatch.setattr(term_books, "_books", {"training": kernel.load(tmp_path / "terms.toml")})


@pytest.fixture
def draft(eka: Account, today: date) -> Draft:
    return make_policy(by=eka, today=today)


def parts(draft: Draft, address: str = "Pasal 2 ayat (1)") -> tuple[Version, Provision]:
    version = queries.working_version(draft)
    assert version is not None
    return version, Provision.objects.get(pk=clause(draft, address).provision_id)


def bind(draft: Draft, value: float, by: Account, today: date, **more: object) -> None:
    version, provision = parts(draft)
    services.set_term(
        version=version, provision=provision, value=value, by=by, today=today,
        **{"term": "training.hours", **more},
    )  # fmt: skip


def hours(on: date, version: Version | None = None) -> float:
    return queries.terms("training", on=on, version=version).hours  # type: ignore[no-any-return]


def test_a_value_under_the_national_minimum_is_refused_with_its_clause(
    draft: Draft, eka: Account, today: date
) -> None:
    with pytest.raises(services.OutOfBounds, match=r"PP 11/2017 .* Pasal 203 ayat \(4\) .*paling sedikit 20"):
        bind(draft, 19, eka, today)
    assert queries.settings_of(parts(draft)[0]) == []


def test_what_only_the_nation_sets_is_refused(draft: Draft, eka: Account, today: date) -> None:
    with pytest.raises(services.OutOfBounds, match="ditetapkan secara nasional"):
        bind(draft, 3, eka, today, term="training.years")


def test_a_day_in_the_past_is_refused(draft: Draft, eka: Account, today: date) -> None:
    with pytest.raises(services.Refused, match="berlaku surut: 01-11-2026 sudah lewat"):
        bind(draft, 24, eka, today, from_on=date(2026, 11, 1))


def test_a_number_too_long_for_anything_is_refused(draft: Draft, eka: Account, today: date) -> None:
    with pytest.raises(services.Refused):
        bind(draft, 10**15, eka, today)


def test_a_term_is_set_by_one_provision(draft: Draft, eka: Account, today: date) -> None:
    bind(draft, 24, eka, today)
    version, elsewhere = parts(draft, "Pasal 3")
    with pytest.raises(services.Refused, match=r"oleh Pasal 2 ayat \(1\)"):
        services.set_term(
            version=version, provision=elsewhere, term="training.hours", value=30, by=eka, today=today
        )


def test_setting_it_again_replaces_the_value(draft: Draft, eka: Account, today: date) -> None:
    bind(draft, 24, eka, today)
    bind(draft, 26, eka, today)
    assert [row.value for row in queries.settings_of(parts(draft)[0])] == [26]


def test_the_value_holds_from_the_first_day_and_names_its_clause(
    draft: Draft, eka: Account, today: date
) -> None:
    bind(draft, 24, eka, today)
    assert hours(FIRST, version=parts(draft)[0]) == 24
    assert hours(FIRST) == 20
    enacted(draft, in_force_from=FIRST, today=today)
    assert (hours(date(2026, 12, 31)), hours(FIRST)) == (20, 24)
    basis = queries.terms("training", on=FIRST).basis("hours")
    assert str(basis) == "Peraturan Wali Kota Contoh Nomor 12 Tahun 2026 Pasal 2 ayat (1)"


def test_a_value_may_rise_in_steps(draft: Draft, eka: Account, today: date) -> None:
    bind(draft, 24, eka, today)
    bind(draft, 30, eka, today, from_on=SECOND)
    enacted(draft, in_force_from=FIRST, today=today)
    assert [hours(day) for day in (FIRST, date(2027, 12, 31), SECOND)] == [24, 24, 30]


def test_a_revision_ends_the_earlier_value_on_its_first_day(draft: Draft, eka: Account, today: date) -> None:
    bind(draft, 24, eka, today)
    first = enacted(draft, in_force_from=FIRST, today=today)
    second = services.revise(policy=draft.policy, reason="Hasil evaluasi.", by=eka, today=today)
    assert [row.value for row in queries.settings_of(parts(second)[0])] == [24]
    bind(second, 32, eka, today)
    enacted(second, in_force_from=SECOND, today=today, number=13)
    first.refresh_from_db()
    assert first.in_force_until == SECOND
    assert (hours(date(2027, 12, 31)), hours(SECOND)) == (24, 32)


def test_a_value_superseded_before_its_first_day_never_holds(draft: Draft, eka: Account, today: date) -> None:
    bind(draft, 24, eka, today)
    enacted(draft, in_force_from=SECOND, today=today)
    second = services.revise(policy=draft.policy, reason="Dipercepat.", by=eka, today=today)
    bind(second, 28, eka, today)
    enacted(second, in_force_from=FIRST, today=today, number=13)
    assert (hours(FIRST), hours(SECOND)) == (28, 28)
    assert LocalTerm.objects.count() == 2
    assert [row.value for row in queries.local_terms(SECOND)] == [28]


def test_a_revision_without_the_term_lets_national_law_hold_again(
    draft: Draft, eka: Account, today: date
) -> None:
    bind(draft, 24, eka, today)
    enacted(draft, in_force_from=FIRST, today=today)
    second = services.revise(policy=draft.policy, reason="Dicabut.", by=eka, today=today)
    (setting,) = queries.settings_of(parts(second)[0])
    services.unset_term(setting=setting, by=eka, today=today)
    enacted(second, in_force_from=SECOND, today=today, number=13)
    assert (hours(date(2027, 12, 31)), hours(SECOND)) == (24, 20)


def test_terms_of_a_provision_that_is_gone_are_let_go_and_named(
    draft: Draft, eka: Account, today: date
) -> None:
    bind(draft, 24, eka, today)
    version, provision = parts(draft)
    passage = queries.passages(version).get(provision=provision)
    assert services.remove_passage(passage=passage, by=eka, today=today) == [
        "Jam pelajaran paling sedikit dalam setahun"
    ]
    assert queries.settings_of(version) == []


def test_the_text_suggests_the_term_it_names(draft: Draft, eka: Account, today: date) -> None:
    version, _provision = parts(draft)
    (found,) = queries.suggestions(version)
    assert (found.clause.address, found.code) == ("Pasal 2 ayat (1)", "training.hours")
    assert found.value == 24
    assert queries.unbound(version) == [found]
    bind(draft, 24, eka, today)
    assert queries.suggestions(version) == []
    assert queries.unbound(version) == []


def test_a_number_beyond_national_law_is_not_suggested(eka: Account, today: date) -> None:
    text = SHORT_TEXT.replace("24 (dua puluh empat)", "10 (sepuluh)")
    draft = make_policy(by=eka, today=today, text=text)
    version = queries.working_version(draft)
    assert version is not None
    assert queries.suggestions(version) == []


def test_a_decree_recorded_late_yields_to_the_one_set_after_it(
    draft: Draft, eka: Account, today: date
) -> None:
    bind(draft, 24, eka, today)
    enacted(draft, in_force_from=FIRST, today=today)
    late = make_policy(by=eka, today=today, title="Yang lebih tua")
    bind(late, 22, eka, today)
    late = deciding(late, today)
    for gate in gates.leaving("deciding"):
        services.pass_gate(draft=late, gate=gate.code, letter_no="1", letter_on=today, by=None, today=today)
    services.enact(
        draft=late, number=3, year=2026, name="Peraturan Wali Kota Contoh", enacted_on=date(2026, 5, 4),
        in_force_from=date(2026, 6, 1), signed_by="Gita Maharani", by=None, today=today,
    )  # fmt: skip
    values = [queries.terms("training", day).hours for day in (date(2026, 5, 31), date(2026, 6, 1), FIRST)]
    assert values == [20, 22, 24]


@pytest.mark.parametrize("nasty", ["1" * 200_000, "1(" * 100_000, "1 " * 100_000, "1." * 100_000])
def test_no_text_makes_the_search_for_numbers_slow(nasty: str) -> None:
    began = monotonic()
    list(numbers_in(nasty))
    assert monotonic() - began < 1


def test_thousands_are_read_as_they_are_written() -> None:
    assert list(numbers_in("paling banyak 1.500 (seribu lima ratus) jam, atau 37,5 jam")) == [
        (Decimal("1500"), "jam"), (Decimal("37.5"), "jam"),
    ]  # fmt: skip


# Higher law tightened -----------------------------------------------------------------------------


def tighten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bounds: str) -> None:
    text = BOOK.replace("bounds = { minimum = 20,", f"bounds = {{ {bounds},") if bounds else BOOK
    if not bounds:
        text = "\n".join(line for line in BOOK.splitlines() if not line.startswith("bounds"))
    (tmp_path / "terms.toml").write_text(text)
    monkeypatch.setattr(term_books, "_books", HOUSE | {"training": kernel.load(tmp_path / "terms.toml")})


@pytest.mark.parametrize("bounds", ["minimum = 30, since = 2027-07-01", ""])
def test_a_number_that_higher_law_overtook_is_shown_marked_and_on_the_desk(
    bounds: str, eka: Account, ani: Account, client_of: Callable[[Account], Client], client: Client,
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, today: date,
) -> None:  # fmt: skip
    organization.pretend_day(day=today, now=timezone.now(), by=None)
    draft = make_policy(by=eka, today=today)
    set_hours(draft, 24, "training.hours", today)
    decree = enacted(draft, in_force_from=FIRST, today=today)
    tighten(tmp_path, monkeypatch, bounds)
    assert queries.terms("training", FIRST).hours == 24
    (found,) = queries.overtaken(today)
    assert found.row.decree == decree
    since = "1 Juli 2027" if bounds else "1 Januari 2027"
    home = client_of(eka).get("/").content.decode()
    assert f"Di luar batas sejak {since}" in home
    assert reverse("policy:terms", args=[draft.uuid]) in home
    assert "Di luar batas" not in client_of(ani).get("/").content.decode()
    for browser, address in (
        (client_of(eka), reverse("policy:terms", args=[draft.uuid])),
        (client_of(eka), reverse("policy:text", args=[draft.uuid])),
        (client_of(eka), reverse("policy:policy", args=[draft.policy.uuid])),
        (client_of(eka), reverse("policy:decide", args=[draft.uuid])),
        (client, reverse("portal:decree", args=[decree.uuid])),
    ):
        response = browser.get(address)
        assert response.status_code == 200, address
    shown = client_of(eka).get(reverse("policy:terms", args=[draft.uuid])).content.decode()
    assert (
        "paling sedikit 30 jam pelajaran sejak 01-07-2027" if bounds else "ditetapkan secara nasional"
    ) in shown
    assert "Di luar batas" in response.content.decode()


def test_a_draft_with_a_number_that_higher_law_overtook_is_not_enacted(
    eka: Account, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, today: date
) -> None:
    draft = make_policy(by=eka, today=today)
    set_hours(draft, 24, "training.hours", today)
    tighten(tmp_path, monkeypatch, "minimum = 30")
    with pytest.raises(services.OutOfBounds, match="paling sedikit 30"):
        enacted(draft, in_force_from=FIRST, today=today)
