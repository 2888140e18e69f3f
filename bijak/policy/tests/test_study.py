"""The study before the draft: tree, ROCCIPI, options, explanation; who may write, and two who write at once."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

import docx
import pypdfium2
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import gettext_lazy

from bijak.accounts.models import Account
from bijak.policy import exporting, queries, services
from bijak.policy.models import Draft, Kind, NodeKind, Option, OptionLine, ProblemNode
from bijak.policy.registries import Figure, Reading, figures
from bijak.policy.testing import enacted, make_policy

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("second_of_november")]

type Browser = Callable[[Account], Client]
TODAY = date(2026, 11, 2)


@pytest.fixture
def draft() -> Draft:
    return make_policy()


def node(draft: Draft, text: str, parent: ProblemNode | None = None, kind: str = "cause") -> ProblemNode:
    kind = kind if parent else NodeKind.CORE
    return services.add_node(draft=draft, kind=kind, text=text, parent=parent, by=None, today=TODAY)


@pytest.fixture
def core(draft: Draft) -> ProblemNode:
    return node(draft, "Pelatihan tidak merata")


def option(draft: Draft, title: str) -> Option:
    return services.keep_option(draft=draft, title=title, description="", by=None, today=TODAY)


def line(option: Option, label: str, amounts: list[int], *, is_benefit: bool = False) -> OptionLine:
    return services.keep_line(
        option=option, is_benefit=is_benefit, label=label, bearer="APBD", amounts=amounts,
        is_assumption=True, by=None, today=TODAY,
    )  # fmt: skip


def discounted(draft: Draft, rate: str = "10", years: int = 3) -> None:
    services.set_span(
        draft=draft, edition=queries.study_of(draft).edition, first_year=2027, years=years,
        discount_rate=Decimal(rate), rate_source="asumsi", by=None, today=TODAY,
    )  # fmt: skip


def texts(knots: object) -> list[object]:
    return [(each.node.text, texts(each.children)) for each in knots]  # type: ignore[attr-defined]


# The tree ---------------------------------------------------------------------------------------


def test_causes_hang_below_the_core_and_effects_above(draft: Draft, core: ProblemNode) -> None:
    few = node(draft, "Kuota sedikit", core)
    node(draft, "Anggaran kecil", few)
    node(draft, "Layanan lambat", core, kind="effect")
    tree = queries.problem_tree(draft)
    assert texts(tree.causes) == [("Kuota sedikit", [("Anggaran kecil", [])])]
    assert texts(tree.effects) == [("Layanan lambat", [])]


def never(day: date, breakdown: str) -> Reading:
    raise AssertionError("To name a figure it is not read.")


def test_a_live_figure_on_a_knot_is_called_in_the_readers_language_and_is_not_read(
    draft: Draft, core: ProblemNode, eka: Account, client_of: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    figure = Figure(
        code="days", label=gettext_lazy("hari"), description="", unit="people",
        read=lambda day, _by: Reading(day, 1, 1, 1),
    )  # fmt: skip
    monkeypatch.setattr(figures, "_figures", {"days": figure})
    evidence = services.attach_evidence(draft=draft, kind="figure", reference="days", by=None, today=TODAY)
    monkeypatch.setattr(figures, "_figures", {"days": replace(figure, read=never)})
    services.change_node(
        node=core, edition=core.edition, text=core.text, aim="", evidence=[evidence], by=None, today=TODAY
    )
    browser = client_of(eka)
    browser.cookies["django_language"] = "en"
    shown = browser.get(reverse("policy:tree", args=[draft.uuid]))
    assert "days</a>" in shown.content.decode()
    monkeypatch.setattr(figures, "_figures", {})
    assert queries.title_of(evidence) == "hari"  # of a figure that is gone, as it was put away


def test_a_removed_knot_takes_its_branch_along_and_brings_it_back(draft: Draft, core: ProblemNode) -> None:
    few = node(draft, "Kuota sedikit", core)
    node(draft, "Anggaran kecil", few)
    services.remove_node(node=few, by=None, today=TODAY)
    tree = queries.problem_tree(draft)
    assert tree.causes == ()
    assert [each.text for each in tree.removed] == ["Kuota sedikit"]
    services.restore_node(node=few, by=None, today=TODAY)
    assert texts(queries.problem_tree(draft).causes) == [("Kuota sedikit", [("Anggaran kecil", [])])]


def test_a_knot_returns_only_to_where_it_can_be_seen(draft: Draft, core: ProblemNode) -> None:
    few = node(draft, "Kuota sedikit", core)
    small = node(draft, "Anggaran kecil", few)
    for removed in (small, few):
        services.remove_node(node=removed, by=None, today=TODAY)
    with pytest.raises(services.Refused, match="Kuota sedikit"):
        services.restore_node(node=small, by=None, today=TODAY)
    with pytest.raises(services.Refused, match="Kuota sedikit"):
        node(draft, "Yang tak terlihat", few)
    services.restore_node(node=few, by=None, today=TODAY)
    services.restore_node(node=small, by=None, today=TODAY)
    assert texts(queries.problem_tree(draft).causes) == [("Kuota sedikit", [("Anggaran kecil", [])])]


def test_a_branch_that_returns_or_moves_counts_with_all_its_levels(draft: Draft, core: ProblemNode) -> None:
    chain = [core]
    for number in range(8):
        chain.append(node(draft, f"Sebab {number}", chain[-1]))
    outer = node(draft, "Luar", core)
    removed = node(draft, "Disimpan", outer)
    inner = removed
    for number in range(8):
        inner = node(draft, f"Di dalam {number}", inner)
    services.remove_node(node=removed, by=None, today=TODAY)
    change: dict[str, Any] = {
        "edition": 1,
        "text": "Luar",
        "aim": "",
        "evidence": [],
        "by": None,
        "today": TODAY,
    }
    with pytest.raises(services.Refused, match="terlalu dalam"):
        services.change_node(node=outer, parent=chain[3], **change)
    services.change_node(node=outer, parent=chain[2], **change)
    services.restore_node(node=removed, by=None, today=TODAY)
    with pytest.raises(services.Refused, match="terlalu dalam"):
        services.change_node(node=outer, parent=chain[4], **change | {"edition": 2})


def test_knots_change_places_and_stop_at_the_ends(draft: Draft, core: ProblemNode) -> None:
    first, second = node(draft, "Satu", core), node(draft, "Dua", core)
    services.move_node(node=second, up=True, by=None, today=TODAY)
    services.move_node(node=second, up=True, by=None, today=TODAY)
    assert [each.node for each in queries.problem_tree(draft).causes] == [second, first]


def test_a_knot_cannot_hang_on_its_own_branch_nor_on_the_other_side(draft: Draft, core: ProblemNode) -> None:
    outer = node(draft, "Luar", core)
    inner = node(draft, "Dalam", outer)
    effect = node(draft, "Akibat", core, kind="effect")
    for parent in (inner, effect):
        with pytest.raises(services.Refused):
            services.change_node(
                node=outer, edition=1, text="Luar", aim="", evidence=[], parent=parent, by=None, today=TODAY
            )
    with pytest.raises(services.Refused):
        node(draft, "Salah sisi", effect, kind="cause")


def test_a_branch_does_not_grow_deeper_than_a_page_can_draw(draft: Draft, core: ProblemNode) -> None:
    deepest = core
    for number in range(12):
        deepest = node(draft, f"Sebab {number}", deepest)
    with pytest.raises(services.Refused, match="terlalu dalam"):
        node(draft, "Lebih dalam lagi", deepest)


def test_the_core_is_one_and_stays(draft: Draft, core: ProblemNode) -> None:
    with pytest.raises(services.Refused):
        node(draft, "Inti kedua")
    with pytest.raises(services.Refused):
        services.remove_node(node=core, by=None, today=TODAY)


def test_the_second_writer_of_a_knot_is_told(draft: Draft, core: ProblemNode) -> None:
    changed: dict[str, Any] = {"aim": "", "evidence": [], "by": None, "today": TODAY}
    services.change_node(node=core, edition=1, text="Yang pertama", **changed)
    with pytest.raises(services.StudyChanged) as refusal:
        services.change_node(node=core, edition=1, text="Yang kedua", **changed)
    assert refusal.value.theirs.text == "Yang pertama"  # type: ignore[attr-defined]


def test_an_aim_is_the_problem_called_solved_until_somebody_writes_it(
    draft: Draft, core: ProblemNode
) -> None:
    cause = node(draft, "Kuota sedikit", core)
    assert queries.problem_tree(draft).causes[0].aim == "Teratasi: Kuota sedikit"
    services.change_node(
        node=cause, edition=1, text="Kuota sedikit", aim="Kuota cukup", evidence=[], by=None, today=TODAY
    )
    assert queries.problem_tree(draft).causes[0].aim == "Kuota cukup"


def test_a_finished_draft_keeps_its_study(draft: Draft, core: ProblemNode) -> None:
    enacted(draft)
    with pytest.raises(services.Refused, match="sudah selesai"):
        node(draft, "Terlambat", core)


# ROCCIPI ----------------------------------------------------------------------------------------


def test_answers_point_at_the_causes_they_explain(draft: Draft, core: ProblemNode) -> None:
    cause = node(draft, "Kuota sedikit", core)
    kept = services.keep_behaviour(
        draft=draft, role="occupant", actor="Kepala perangkat daerah", words="Menunjuk orang yang sama.",
        answers={"rule": ("Tidak ada aturan giliran.", cause), "interest": ("  ", None)}, by=None, today=TODAY,
    )  # fmt: skip
    (studied,) = queries.behaviours(draft)
    assert {factor: each.cause for factor, each in studied.answers.items()} == {"rule": cause}
    with pytest.raises(services.StudyChanged):
        services.keep_behaviour(
            draft=draft, behaviour=kept, edition=7, role="occupant", actor="x", words="y", answers={},
            by=None, today=TODAY,
        )  # fmt: skip


# Options ----------------------------------------------------------------------------------------


def test_options_are_measured_against_doing_nothing(draft: Draft) -> None:
    nothing, act = option(draft, "Tetap"), option(draft, "Bertindak")
    line(nothing, "Kerugian", [100, 100, 100])
    line(act, "Biaya", [1_000, 0, 0])
    line(act, "Manfaat", [0, 1_100, 1_210], is_benefit=True)
    assert [each.worth for each in queries.appraise(draft).options] == [None, None]
    discounted(draft)
    baseline, other = queries.appraise(draft).options
    assert nothing.is_baseline
    # By hand: 100 + 100/1.1 + 100/1.21 = 273.55; 1,100/1.1 + 1,210/1.21 - 1,000 = 1,000.
    assert (baseline.worth.net, baseline.against) == (-274, None)  # type: ignore[union-attr]
    assert (other.worth.net, other.worth.ratio, other.against) == (1_000, 2.0, 1_274)  # type: ignore[union-attr]
    assert other.swings[0].label == "Manfaat"


def test_amounts_without_a_source_are_refused(draft: Draft) -> None:
    with pytest.raises(services.Refused, match="sumbernya"):
        services.keep_line(
            option=option(draft, "Tetap"), is_benefit=False, label="Biaya", bearer="APBD", amounts=[1],
            by=None, today=TODAY,
        )  # fmt: skip


def test_the_option_taken_has_a_reason_and_stays(draft: Draft) -> None:
    option(draft, "Tetap")
    taken = option(draft, "Bertindak")
    with pytest.raises(services.Refused, match="mengapa"):
        services.choose(draft=draft, option=taken, edition=1, reason=" ", by=None, today=TODAY)
    services.choose(draft=draft, option=taken, edition=1, reason="Paling merata.", by=None, today=TODAY)
    with pytest.raises(services.Refused):
        services.remove_option(option=taken, by=None, today=TODAY)
    assert queries.progress(draft).chosen == "Bertindak"


def test_an_option_is_ranked_once_all_its_scores_are_there(draft: Draft) -> None:
    nothing, act = option(draft, "Tetap"), option(draft, "Bertindak")
    fair, cheap = (
        services.add_criterion(
            draft=draft, name=name, scale="", weight=weight, higher_is_better=higher, by=None, today=TODAY
        )
        for name, weight, higher in (("Merata", 100, True), ("Biaya", 50, False))
    )
    scores = {
        (nothing.pk, fair.pk): 0,
        (nothing.pk, cheap.pk): 0,
        (act.pk, fair.pk): 90,
        (act.pk, cheap.pk): None,
    }
    services.weigh(
        draft=draft, edition=1, weights={fair.pk: 100, cheap.pk: 50}, scores=scores, by=None, today=TODAY
    )
    assert [row.option for row in queries.matrix(draft).ordered] == [nothing]
    services.weigh(
        draft=draft, edition=2, weights={fair.pk: 100, cheap.pk: 50}, scores=scores | {(act.pk, cheap.pk): 60},
        by=None, today=TODAY,
    )  # fmt: skip
    first, second = queries.matrix(draft).ordered
    # By hand: (2 x 90 + 1 x (100 - 60)) / 3 = 73.33; (2 x 0 + 1 x 100) / 3 = 33.33.
    assert (first.option, round(first.ranked.total, 2)) == (act, 73.33)  # type: ignore[union-attr]
    assert (second.option, round(second.ranked.total, 2)) == (nothing, 33.33)  # type: ignore[union-attr]


# The explanation --------------------------------------------------------------------------------


def full(draft: Draft) -> Draft:
    core = node(draft, "Pelatihan tidak merata")
    node(draft, "Tidak ada giliran", core)
    option(draft, "Tetap")
    line(option(draft, "Bertindak"), "Biaya giliran", [1_000_000] * 3)
    discounted(draft)
    return draft


def test_sections_follow_the_study_until_somebody_writes(draft: Draft) -> None:
    full(draft)
    sections = {each.code: each for each in queries.explanation(draft, TODAY)}
    assert "Tidak ada giliran" in sections["problems"].text
    assert "Bab" not in sections["law"].text
    services.write_section(
        draft=draft, code="problems", edition=0, text="Tulisan kami.", by=None, today=TODAY
    )
    (written,) = (each for each in queries.explanation(draft, TODAY) if each.row)
    assert (written.code, written.text) == ("problems", "Tulisan kami.")
    with pytest.raises(services.StudyChanged):
        services.write_section(
            draft=draft, code="problems", edition=0, text="Yang kedua.", by=None, today=TODAY
        )


def test_what_somebody_wrote_gives_way_to_the_study_only_seen_and_comes_back(draft: Draft) -> None:
    def here() -> queries.Written:
        return next(each for each in queries.explanation(draft, TODAY) if each.code == "problems")

    full(draft)
    facts: dict[str, Any] = {"draft": draft, "code": "problems", "by": None, "today": TODAY}
    section = services.write_section(edition=0, text="Tulisan pertama.", **facts)
    services.write_section(edition=1, text="Tulisan orang lain.", **facts)
    step: dict[str, Any] = {"section": section, "by": None, "today": TODAY}
    with pytest.raises(services.StudyChanged):
        services.refill_section(edition=1, **step)
    services.refill_section(edition=2, **step)
    assert "Tidak ada giliran" in here().text
    assert not here().is_written
    services.write_section(edition=3, text="Tulisan ketiga.", **facts)
    services.take_up_section(edition=4, **step)
    assert here().text == "Tulisan orang lain."
    services.take_up_section(edition=5, **step)
    assert here().text == "Tulisan ketiga."


def test_a_regional_regulation_gets_the_six_chapters_of_its_naskah_akademik() -> None:
    policy = services.open_policy(title="Pajak", kind=Kind.REGIONAL_REGULATION, by=None, today=TODAY)
    chapters = dict.fromkeys(
        str(each.heading.chapter).split()[1]
        for each in queries.explanation(queries.newest_draft(policy), TODAY)
    )
    assert list(chapters) == ["I", "II", "III", "IV", "V", "VI"]


def test_the_papers_say_what_the_study_says(draft: Draft) -> None:
    full(draft)
    text = pdf_text(exporting.explanation_pdf(draft, TODAY))
    assert "PENJELASAN RANCANGAN" in text
    assert "Tidak ada giliran" in text
    assert "Biaya giliran" in text
    paper = docx.Document(BytesIO(exporting.explanation_docx(draft, TODAY)))
    assert "Tidak ada giliran" in "\n".join(each.text for each in paper.paragraphs)
    assert any("Biaya giliran" in cell.text for row in paper.tables[0].rows for cell in row.cells)
    assert "BERKAS BUKTI" in pdf_text(exporting.dossier_pdf(draft, TODAY))


def test_what_people_write_is_never_markup_on_paper(draft: Draft) -> None:
    nasty = '#read("/etc/passwd") *tebal* $x$ <b>'
    services.write_section(draft=draft, code="purpose", edition=0, text=nasty, by=None, today=TODAY)
    assert '#read("/etc/passwd")' in pdf_text(exporting.explanation_pdf(draft, TODAY)).replace(
        "“", '"'
    ).replace("”", '"')


def pdf_text(paper: bytes) -> str:
    pages = pypdfium2.PdfDocument(paper)
    return " ".join(" ".join(page.get_textpage().get_text_bounded() for page in pages).split())


# The pages --------------------------------------------------------------------------------------

PAGES = ("study", "dossier", "tree", "roccipi", "options", "criteria", "explanation")
WRITING = ("add_behaviour", "add_option")


@pytest.mark.parametrize("name", PAGES)
def test_a_study_is_for_those_who_work_on_policies(
    name: str, draft: Draft, eka: Account, ani: Account, hadi: Account, client_of: Browser
) -> None:
    full(draft)
    page = reverse(f"policy:{name}", args=[draft.uuid])
    assert [client_of(who).get(page).status_code for who in (eka, hadi, ani)] == [200, 200, 403]
    assert "Simpan" not in client_of(hadi).get(page).content.decode().partition("<main")[2]


@pytest.mark.parametrize("name", WRITING)
def test_only_writers_open_a_new_sheet(
    name: str, draft: Draft, eka: Account, hadi: Account, client_of: Browser
) -> None:
    page = reverse(f"policy:{name}", args=[draft.uuid])
    assert [client_of(who).get(page).status_code for who in (eka, hadi)] == [200, 403]


def test_eka_grows_a_tree_without_javascript(draft: Draft, eka: Account, client_of: Browser) -> None:
    browser, page = client_of(eka), reverse("policy:tree", args=[draft.uuid])
    assert browser.post(page, {"text": "Pelatihan tidak merata"}).status_code == 302
    core = ProblemNode.objects.get()
    add = reverse("policy:add_node", args=[core.uuid])
    assert browser.post(f"{add}?jenis=cause", {"text": "Kuota <b>sedikit</b>"}).status_code == 302
    assert browser.post(f"{add}?jenis=effect", {"text": "Layanan lambat"}).status_code == 302
    html = browser.get(page).content.decode()
    assert html.count('<svg class="problem-tree') == 2
    assert "<b>sedikit" not in html
    assert "Naik" not in html
    cause = ProblemNode.objects.get(kind="cause")
    act = reverse("policy:act_node", args=[cause.uuid])
    browser.post(act, {"tindakan": "hapus"})
    assert "Kembalikan" in browser.get(page).content.decode()
    browser.post(act, {"tindakan": "kembalikan"})
    assert ProblemNode.objects.filter(removed_on=None).count() == 3
    browser.post(f"{add}?jenis=cause", {"text": "Anggaran kecil"})
    html = browser.get(page).content.decode()
    assert [html.count(f'aria-label="{way}: ') for way in ("Naik", "Turun")] == [1, 1]


def test_a_second_writer_sees_what_the_first_saved(draft: Draft, eka: Account, client_of: Browser) -> None:
    core = node(draft, "Semula")
    page, browser = reverse("policy:edit_node", args=[core.uuid]), client_of(eka)
    assert browser.post(page, {"text": "Pertama", "aim": "", "edition": 1}).status_code == 302
    answer = browser.post(page, {"text": "Kedua", "aim": "", "edition": 1})
    assert answer.status_code == 409
    assert "Pertama" in answer.content.decode()
    assert "Kedua" in answer.content.decode()
    assert browser.post(page, {"text": "Kedua", "aim": "", "edition": 2}).status_code == 302


def test_eka_writes_money_year_by_year(draft: Draft, eka: Account, client_of: Browser) -> None:
    chosen = option(draft, "Tetap")
    browser = client_of(eka)
    asked = {
        "is_benefit": "0", "label": "Honor", "bearer": "APBD", "every": "1.500.000", "year_2028": "0",
        "is_assumption": "on", "source": "", "evidence": "",
    }  # fmt: skip
    page = reverse("policy:add_line", args=[chosen.uuid])
    assert browser.post(page, asked | {"year_2027": "Rp 2.000.000"}).status_code == 302
    first_year = queries.study_of(draft).first_year
    assert first_year == 2027
    assert OptionLine.objects.get().amounts == [2_000_000, 0, 1_500_000, 1_500_000, 1_500_000]
    refused = browser.post(page, asked | {"is_assumption": ""})
    assert refused.status_code == 422


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("tree", "Tidak ada giliran"),
        ("options", "Biaya giliran"),
        ("dossier", "Bukti"),
        ("roccipi", "Faktor"),
    ],
)
def test_tables_come_as_files(name: str, words: str, draft: Draft, eka: Account, client_of: Browser) -> None:
    full(draft)
    answer = client_of(eka).get(reverse(f"policy:{name}", args=[draft.uuid]) + "?bentuk=csv")
    assert words in b"".join(answer).decode("utf-8-sig")  # type: ignore[arg-type]


def test_the_policy_page_leads_to_its_study(draft: Draft, eka: Account, client_of: Browser) -> None:
    page, browser = reverse("policy:policy", args=[draft.policy.uuid]), client_of(eka)
    assert "Belum ada kajian." in browser.get(page).content.decode()
    full(draft)
    html = browser.get(page).content.decode()
    assert "Belum ada kajian." not in html
    assert "1 sebab, 2 pilihan" in html


def test_a_revision_begins_with_the_study_of_what_it_revises(draft: Draft) -> None:
    full(draft)
    taken = queries.options_of(draft).last()
    assert taken is not None
    services.choose(
        draft=draft,
        option=taken,
        edition=queries.study_of(draft).edition,
        reason="Merata.",
        by=None,
        today=TODAY,
    )
    enacted(draft)
    revision = services.revise(policy=draft.policy, reason="Belum cukup.", by=None, today=date(2027, 2, 1))
    assert texts(queries.problem_tree(revision).causes) == texts(queries.problem_tree(draft).causes)
    before, after = queries.appraise(draft), queries.appraise(revision)
    assert [each.worth for each in after.options] == [each.worth for each in before.options]
    assert after.study.chosen is None


def grow(draft: Draft, number: int) -> None:
    cause = node(draft, f"Sebab {number}", ProblemNode.objects.get(kind="core"))
    services.keep_behaviour(
        draft=draft, role="agency", actor=f"Unit {number}", words="Diam.", answers={"rule": ("Ya.", cause)},
        by=None, today=TODAY,
    )  # fmt: skip
    line(option(draft, f"Pilihan {number}"), "Biaya", [1] * 3)
    services.add_criterion(
        draft=draft, name=f"K{number}", scale="", weight=50, higher_is_better=True, by=None, today=TODAY
    )


@pytest.mark.parametrize("name", PAGES)
def test_a_larger_study_asks_the_database_no_more(
    name: str,
    draft: Draft,
    eka: Account,
    client_of: Browser,
    django_assert_max_num_queries: Callable[[int], AbstractContextManager[Any]],
) -> None:
    grow(full(draft), 1)
    browser, page = client_of(eka), reverse(f"policy:{name}", args=[draft.uuid])
    browser.get(page)
    with CaptureQueriesContext(connection) as before:
        browser.get(page)
    for number in range(2, 5):
        grow(draft, number)
    with django_assert_max_num_queries(len(before)):
        browser.get(page)
