"""Terms: bound to a provision within national law, in force from their day."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from bijak.accounts.models import Account
from bijak.kernel import terms as kernel
from bijak.organization import services as organization
from bijak.policy import queries, services
from bijak.policy.models import Decree, Draft, LocalTerm, Provision, Version
from bijak.policy.registries import term_books
from bijak.policy.testing import SHORT_TEXT, clause, deciding, enacted, make_policy, pass_gates, set_hours

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
wording = { words = ["jam pelajaran"] }

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
def house(monkeypatch: pytest.MonkeyPatch) -> None:
    """With the books of the installed contexts, whose panels stand on the pages."""
    monkeypatch.setattr(term_books, "_books", HOUSE | term_books._books)


def parts(draft: Draft, address: str = "Pasal 2 ayat (1)") -> tuple[Version, Provision]:
    version = queries.working_version(draft)
    assert version is not None
    return version, Provision.objects.get(pk=clause(draft, address).provision_id)


def bind(draft: Draft, value: float, by: Account, today: date, **more: object) -> None:
    """Let Pasal 2 ayat (1) set the term; its words say the value then."""
    version, provision = parts(draft)
    services.set_term(
        version=version, provision=provision, value=value, by=by, today=today,
        **{"term": "training.hours", "reword": True, **more},
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
    with pytest.raises(services.Refused, match="berlaku surut: 1 November 2026 sudah lewat"):
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


def test_a_value_may_rise_in_steps(eka: Account, today: date) -> None:
    draft = saying(
        eka, today, "Setiap PNS mengikuti paling sedikit 24 (dua puluh empat) jam pelajaran per tahun, dan mulai tahun "
        "2028 paling sedikit 30 (tiga puluh) jam pelajaran per tahun.",
    )  # fmt: skip
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


ANSWERED = """
[answer_days]
label = "Hari kerja untuk menjawab keberatan atas antrean kenaikan pangkat"
unit = "hari kerja"
law = "UU 30/2014"
article = "Pasal 77 ayat (4)"
verified = true
values = { 2014-10-17 = 10 }
bounds = { minimum = 1, maximum = 10, law = "UU 30/2014", article = "Pasal 77 ayat (4)", verified = true }
"""
ABOUT = 'wording = { words = ["hari kerja"], bound = "maximum", about = ["keberatan", "kenaikan pangkat"] }\n'


@pytest.mark.parametrize(
    ("sentence", "book", "found"),
    [
        ("Izin belajar diputuskan paling lama 5 (lima) hari kerja.", ANSWERED, []),
        ("Keberatan atas kenaikan pangkat dijawab paling lama 5 (lima) hari kerja.", ANSWERED, []),
        ("Izin belajar diputuskan paling lama 5 (lima) hari kerja.", ANSWERED + ABOUT, []),
        ("Keberatan atas hukuman disiplin dijawab paling lama 5 (lima) hari kerja.", ANSWERED + ABOUT, []),
        ("KEBERATAN atas kenaikan\npangkat dijawab paling lama 5 (lima) hari kerja.", ANSWERED + ABOUT, [5]),
    ],
)
def test_a_term_is_proposed_by_what_its_clause_speaks_of_and_never_by_its_unit_alone(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    eka: Account,
    today: date,
    sentence: str,
    book: str,
    found: list[int],
) -> None:
    (tmp_path / "terms.toml").write_text(book)
    monkeypatch.setattr(term_books, "_books", {"career": kernel.load(tmp_path / "terms.toml")})
    version, _provision = parts(saying(eka, today, sentence))
    assert [int(each.value) for each in queries.suggestions(version)] == found


def test_a_decree_recorded_late_yields_to_the_one_set_after_it(
    draft: Draft, eka: Account, today: date
) -> None:
    bind(draft, 24, eka, today)
    enacted(draft, in_force_from=FIRST, today=today)
    late = make_policy(by=eka, today=today, title="Yang lebih tua")
    bind(late, 22, eka, today)
    late = deciding(late, today)
    pass_gates(late, today)
    decree = services.enact(
        draft=late, number=3, year=2026, name="Peraturan Wali Kota Contoh", enacted_on=date(2026, 5, 4),
        in_force_from=date(2026, 6, 1), signed_by="Gita Maharani", by=None, today=today,
    )  # fmt: skip
    services.promulgate(
        decree=decree, promulgated_on=date(2026, 5, 5), gazette_number=3, gazette_year=2026,
        promulgated_by="Sulastri", in_force_from=date(2026, 6, 1), why_another_day="Ada.", by=None, today=today,
    )  # fmt: skip
    values = [queries.terms("training", day).hours for day in (date(2026, 5, 31), date(2026, 6, 1), FIRST)]
    assert values == [20, 22, 24]


def test_the_text_says_why_a_term_is_proposed(draft: Draft) -> None:
    (found,) = queries.suggestions(parts(draft)[0])
    assert found.words == "paling sedikit 24 (dua puluh empat) jam pelajaran"
    assert found.why == [
        "satuan “jam pelajaran”", "batas bawah (“paling sedikit”)", "dihitung per tahun", "bagi PNS",
    ]  # fmt: skip


def saying(eka: Account, today: date, sentence: str, **more: str) -> Draft:
    """A draft whose Pasal 2 ayat (1) reads so, of a term that declares how it is worded."""
    was = next(line.removeprefix("(1) ") for line in SHORT_TEXT.splitlines() if "dua puluh empat" in line)
    return make_policy(by=eka, today=today, text=SHORT_TEXT.replace(was, sentence), **more)


@pytest.mark.parametrize(
    "sentence",
    [
        "Setiap PNS mengikuti paling banyak 24 (dua puluh empat) jam pelajaran dalam 1 (satu) tahun.",
        "Setiap PPPK mengikuti paling sedikit 24 (dua puluh empat) jam pelajaran dalam 1 (satu) tahun.",
        "Setiap PNS mengikuti paling sedikit 24 (dua puluh empat) jam pelajaran setiap bulan.",
        "Setiap PNS bekerja paling sedikit 24 (dua puluh empat) jam dalam 1 (satu) minggu.",
        "Setiap PNS mengikuti paling sedikit 24 (dua puluh lima) jam pelajaran dalam 1 (satu) tahun.",
        "Ketentuan Pasal 24 ayat (25) berlaku bagi jam pelajaran.",
    ],
)
def test_what_only_looks_alike_is_not_proposed(
    worded: None, eka: Account, today: date, sentence: str
) -> None:
    version = queries.working_version(saying(eka, today, sentence))
    assert version is not None
    assert queries.suggestions(version) == []


@pytest.fixture
def worded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The term says how its clause reads, and what nobody means."""
    more = """wording = { words = ["jam pelajaran", "JP"], bound = "minimum", period = "tahun", whom = ["PNS"] }
sanity = { maximum = 8784, because = "setahun paling panjang 8.784 jam" }
"""
    (tmp_path / "terms.toml").write_text(BOOK.replace('wording = { words = ["jam pelajaran"] }\n', more))
    monkeypatch.setattr(term_books, "_books", {"training": kernel.load(tmp_path / "terms.toml")})


def test_two_numbers_of_one_clause_are_proposed_each_with_its_day(
    worded: None, eka: Account, today: date
) -> None:
    draft = saying(
        eka, today, "Setiap PNS mengikuti paling sedikit 24 (dua puluh empat) JP per tahun; mulai tahun 2028 paling "
        "sedikit 30 (tiga puluh) JP per tahun.",
    )  # fmt: skip
    version, provision = parts(draft)
    first, second = queries.suggestions(version)
    assert [(int(each.value), each.from_on) for each in (first, second)] == [(24, None), (30, SECOND)]
    bind(draft, 24, eka, today)
    (left,) = queries.suggestions(version)
    assert left.value == 30
    assert queries.unbound(version) == []
    bind(draft, 30, eka, today, from_on=SECOND)
    assert queries.suggestions(version) == []
    assert queries.contradictions(version) == []


def test_one_term_in_two_clauses_is_proposed_for_both_and_bound_in_one(
    worded: None, eka: Account, today: date
) -> None:
    text = SHORT_TEXT.replace(
        "Kepala perangkat daerah memberi", "Paling sedikit 30 (tiga puluh) JP per tahun diberi"
    )
    draft = make_policy(by=eka, today=today, text=text)
    version, _provision = parts(draft)
    assert [(each.clause.address, int(each.value)) for each in queries.suggestions(version)] == [
        ("Pasal 2 ayat (1)", 24), ("Pasal 3", 30),
    ]  # fmt: skip
    bind(draft, 24, eka, today)
    (left,) = queries.unbound(version)
    assert (left.clause.address, int(left.value)) == ("Pasal 3", 30)


@pytest.mark.parametrize("absurd", [10_000_000, 8785])
def test_what_nobody_can_mean_is_refused_and_not_as_law(
    worded: None, draft: Draft, eka: Account, today: date, absurd: int
) -> None:
    with pytest.raises(services.Refused, match="bukan ketentuan hukum") as refusal:
        bind(draft, absurd, eka, today)
    assert not isinstance(refusal.value, services.OutOfBounds)


# Words and numbers --------------------------------------------------------------------------------


def test_a_number_that_its_words_contradict_is_refused_with_both_ways_out(
    draft: Draft, eka: Account, today: date
) -> None:
    with pytest.raises(
        services.Contradicted, match=r"Pasal 2 ayat \(1\) menyebut “24 .*adalah 25 jam pelajaran"
    ) as refusal:
        bind(draft, 25, eka, today, reword=False)
    assert refusal.value.found.instead == 24
    assert refusal.value.found.rewording == "25 (dua puluh lima)"
    assert queries.settings_of(parts(draft)[0]) == []


def test_its_words_can_be_changed_with_it(draft: Draft, eka: Account, today: date) -> None:
    bind(draft, 25, eka, today, reword=True)
    assert (
        "paling sedikit 25 (dua puluh lima) jam pelajaran dalam 1 (satu) tahun"
        in clause(draft, "Pasal 2 ayat (1)").text
    )
    assert queries.contradictions(parts(draft)[0]) == []


def edit(draft: Draft, text: str, by: Account, today: date) -> None:
    version, provision = parts(draft)
    passage = queries.passages(version).get(provision=provision)
    services.edit_passage(passage=passage, heading="", text=text, edition=passage.edition, by=by, today=today)


def test_words_that_change_afterwards_are_flagged_and_keep_the_draft_from_going_on(
    house: None, draft: Draft, eka: Account, client_of: Callable[[Account], Client], today: date
) -> None:
    bind(draft, 24, eka, today)
    edit(
        draft,
        "Setiap PNS mengikuti paling sedikit 26 (dua puluh enam) jam pelajaran dalam 1 (satu) tahun.",
        eka,
        today,
    )
    (found,) = queries.contradictions(parts(draft)[0])
    assert (str(found.instead), found.rewording) == ("26", "24 (dua puluh empat)")
    assert not [each for each in queries.unbound(parts(draft)[0]) if each.code == "training.hours"]
    shown = client_of(eka).get(reverse("policy:terms", args=[draft.uuid])).content.decode()
    assert "menyebut “26 (dua puluh enam) jam pelajaran”" in shown
    with pytest.raises(services.GateShut, match=r"menyebut “26 \(dua puluh enam\) jam pelajaran”"):
        enacted(draft, in_force_from=FIRST, today=today)


def test_either_is_mended_with_one_click(
    house: None, draft: Draft, eka: Account, client_of: Callable[[Account], Client], today: date
) -> None:
    page, browser = reverse("policy:terms", args=[draft.uuid]), client_of(eka)
    bind(draft, 24, eka, today)
    edit(
        draft,
        "Setiap PNS mengikuti paling sedikit 26 (dua puluh enam) jam pelajaran dalam 1 (satu) tahun.",
        eka,
        today,
    )
    (setting,) = queries.settings_of(parts(draft)[0])
    browser.post(page, {"samakan_kata": str(setting.uuid)})
    assert "24 (dua puluh empat) jam" in clause(draft, "Pasal 2 ayat (1)").text
    edit(
        draft,
        "Setiap PNS mengikuti paling sedikit 26 (dua puluh enam) jam pelajaran dalam 1 (satu) tahun.",
        eka,
        today,
    )
    provision = str(parts(draft)[1].uuid)
    browser.post(page, {"provision": provision, "term": "training.hours", "value": "26", "from_on": ""})
    assert [row.value for row in queries.settings_of(parts(draft)[0])] == [26]
    assert queries.contradictions(parts(draft)[0]) == []


def test_words_without_any_number_are_said_but_do_not_stop_the_draft(
    draft: Draft, eka: Account, today: date
) -> None:
    bind(draft, 24, eka, today)
    edit(
        draft,
        "Setiap PNS mengikuti pengembangan kompetensi sebagaimana tercantum dalam Lampiran.",
        eka,
        today,
    )
    (found,) = queries.contradictions(parts(draft)[0])
    assert found.is_silent
    assert queries.term_obstacles(parts(draft)[0], today) == []


def test_a_number_beyond_the_bounds_is_no_way_out_of_a_contradiction(
    draft: Draft, eka: Account, today: date
) -> None:
    bind(draft, 24, eka, today)
    edit(
        draft,
        "Setiap PNS mengikuti paling sedikit 19 (sembilan belas) jam pelajaran dalam 1 (satu) tahun.",
        eka,
        today,
    )
    (found,) = queries.contradictions(parts(draft)[0])
    assert found.instead is None


# Other policies -----------------------------------------------------------------------------------


def test_a_term_of_another_policys_decree_is_taken_over_only_with_a_reason(
    draft: Draft, eka: Account, today: date
) -> None:
    bind(draft, 24, eka, today)
    decree = enacted(draft, in_force_from=FIRST, today=today)
    other = make_policy(by=eka, today=today, title="Yang lain")
    bind(other, 24, eka, today)
    version = parts(other)[0]
    (found,) = queries.overlaps(version, today)
    assert (found.row.decree, found.confirmed) == (decree, None)
    services.open_dialogue(draft=other, until_on=SECOND, by=eka, today=today)
    with pytest.raises(services.GateShut, match="Nomor 12 Tahun 2026 juga menetapkan"):
        services.close_dialogue(draft=other, by=eka, today=today)
    with pytest.raises(services.Refused, match="Tulis alasannya"):
        confirm(other, decree, " ", eka, today)
    confirm(other, decree, "Disatukan dalam satu peraturan.", eka, today)
    version = parts(other)[0]
    (found,) = queries.overlaps(version, today)
    assert found.confirmed is not None
    assert queries.term_obstacles(version, today) == []


def confirm(draft: Draft, decree: Decree, reason: str, by: Account, today: date) -> None:
    services.confirm_replacement(
        draft=draft, term="training.hours", decree=decree, reason=reason, by=by, today=today
    )


def test_a_revision_takes_over_its_own_policys_numbers_unasked(
    draft: Draft, eka: Account, today: date
) -> None:
    bind(draft, 24, eka, today)
    enacted(draft, in_force_from=FIRST, today=today)
    second = services.revise(policy=draft.policy, reason="Hasil evaluasi.", by=eka, today=today)
    assert queries.overlaps(parts(second)[0], today) == []


def test_another_draft_in_work_that_sets_the_term_is_shown(
    house: None, draft: Draft, eka: Account, client_of: Callable[[Account], Client], today: date
) -> None:
    bind(draft, 24, eka, today)
    other = make_policy(by=eka, today=today, title="Belajar setiap pekan")
    bind(other, 24, eka, today)
    (rival,) = queries.rivals({"training.hours"}, but=draft.policy)
    assert rival.draft == other
    shown = client_of(eka).get(reverse("policy:terms", args=[draft.uuid])).content.decode()
    assert "Belajar setiap pekan" in shown


def test_a_number_that_begins_before_the_regulation_is_not_enacted(
    draft: Draft, eka: Account, today: date
) -> None:
    bind(draft, 24, eka, today, from_on=date(2026, 12, 1))
    with pytest.raises(
        services.Refused, match="sejak 1 Desember 2026, sebelum peraturan berlaku pada 1 Januari 2027"
    ):
        enacted(draft, in_force_from=FIRST, today=today)


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
