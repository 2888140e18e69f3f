"""A policy officer tries a rule on a made-up person: at the command line, and on a page that anybody may read."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags

from bijak.kernel.packs import rules as packs
from bijak.policy import queries
from bijak.policy.commands import rules
from bijak.policy.testing import enacted, make_policy, set_hours
from bijak.shell.testing import assert_swap_equals_reload

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("second_of_november")]

RANK = "performance.enough_for_rank"
ADDRESS = {"pada": "2026-11-02", "level": "ahli_muda", "step": "1", "credit": "75.5"}


@pytest.fixture
def run(tmp_path: Path) -> Callable[..., Result]:
    def run(*arguments: str, record: str = "") -> Result:
        file = tmp_path / "orang.toml"
        file.write_text(record, encoding="utf-8")
        more = ["--record", str(file)] if arguments[0] == "evaluate" else []
        return CliRunner().invoke(rules, [*arguments, *more])

    return run


def read(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return " ".join(strip_tags(response.content.decode().replace("<", " <")).split())


# At the command line ----------------------------------------------------------------------------


def test_the_list_names_every_rule_with_its_law_and_how_much_of_it_is_verified(
    run: Callable[..., Result],
) -> None:
    result = run("list", "--json")
    assert result.exit_code == 0, result.output
    told = {each["rule"]: each for each in json.loads(result.output)}
    assert set(told) == {rule.code for rule in packs}
    assert told[RANK]["laws"] == ["PermenPANRB 1/2023 jo. Peraturan BKN 3/2023"]
    assert (told[RANK]["terms"], told[RANK]["verified"]) == (8, 0)
    assert told[RANK]["cases"] >= 10


def test_show_says_what_a_rule_asks_and_stands_on(run: Callable[..., Result]) -> None:
    shown = run("show", RANK, "--on", "2026-11-02").output
    assert "Angka kredit untuk kenaikan pangkat (performance.enough_for_rank)" in shown
    assert "ahli_muda = Ahli Muda" in shown
    assert "Angka kredit kenaikan pangkat Ahli Muda: 100" in shown
    assert "[belum diverifikasi]" in shown
    assert "Ahli Muda III/c, 100: cukup" in shown
    assert "belum atau tidak lagi berlaku" in run("show", RANK, "--on", "2010-01-01").output


@pytest.mark.parametrize(
    ("credit", "code", "words"),
    [
        ("100", 0, "Hasil: terpenuhi."),
        ("75.5", 1, "kurang 24,5\N{NO-BREAK SPACE}angka kredit"),
        ('"?"', 3, "Hasil: belum dapat diputuskan."),
    ],
)
def test_evaluate_ends_with_what_it_found(
    run: Callable[..., Result], credit: str, code: int, words: str
) -> None:
    result = run("evaluate", RANK, record=f'level = "ahli_muda"\nstep = 1\ncredit = {credit}\n')
    assert result.exit_code == code, result.output
    assert words in result.output


def test_the_json_of_an_answer_is_for_programs(run: Callable[..., Result]) -> None:
    result = run(
        "evaluate", RANK, "--on", "2026-11-02", "--json", record='level = "ahli_muda"\nstep = 1\ncredit = 99'
    )
    assert json.loads(result.output) == {
        "rule": RANK, "on": "2026-11-02", "kind": "decision", "answer": "missing", "earliest": None,
        "reasons": [
            {
                "code": "rank_credit", "says": "Angka kredit kumulatif mencapai kebutuhan kenaikan pangkat",
                "unit": "angka kredit", "law": "PermenPANRB 1/2023 jo. Peraturan BKN 3/2023",
                "article": "Lampiran (angka kredit kumulatif)", "verified": False, "truth": "missing",
                "short_by": 1, "met_from": None,
            }
        ],
    }  # fmt: skip
    result = run(
        "evaluate", "performance.quadrant", "--json", record='results = "above"\nbehaviour = "below"'
    )
    told = json.loads(result.output)
    assert (told["kind"], told["total"], told["answer"]) == ("reckoning", 4, "Kurang")
    served = 'served_from = 2010-01-01\ninterrupted = false\ninterrupted_until = "?"\nheld = 0'
    asked = ("evaluate", "lists.service_medal", "--on", "2026-11-02")
    told = json.loads(run(*asked, "--json", record=served).output)
    assert told["lines"][0]["of"] == {"counts_from": "2010-01-01", "held": 0}
    assert "Dihitung sejak: 1 Januari 2010" in run(*asked, record=served).output


@pytest.mark.parametrize(
    ("record", "words"),
    [
        (
            "",
            [
                "level (Jenjang jabatan fungsional) belum diisi",
                '"ahli_muda"',
                "credit",
                "“?” bila tidak diketahui",
            ],
        ),
        ('level = "ahli"\nstep = 1\ncredit = 1', ["“ahli” tidak dapat dibaca", "salah satu dari"]),
        ('level = "mahir"\nstep = "satu"\ncredit = true', ["step = 2", "“True” tidak dapat dibaca"]),
        (
            'level = "mahir"\nstep = 1\ncredit = 1\nnama = "Ani"',
            ["nama: tidak ditanyakan", "level, step, credit"],
        ),
        ("level = ", ["bukan berkas TOML yang benar"]),
    ],
)
def test_a_faulty_record_is_told_every_fault(
    run: Callable[..., Result], record: str, words: list[str]
) -> None:
    result = run("evaluate", RANK, record=record)
    assert result.exit_code == 2
    assert all(each in result.output for each in words), result.output


def test_a_blank_record_is_read_and_a_choice_may_be_written_as_people_name_it(
    run: Callable[..., Result],
) -> None:
    blank = run("show", "welfare.raise_pns", "--blank").output
    assert run("evaluate", "welfare.raise_pns", record=blank).exit_code == 3
    named = blank.replace('grade = "?"', 'grade = "III/c"').replace('kind = "?"', 'kind = "PPPK"')
    answer = json.loads(run("evaluate", "welfare.raise_pns", "--json", record=named).output)
    assert {each["code"]: each["truth"] for each in answer["reasons"]}["is_pns"] == "missing"


def test_what_is_out_of_the_ordinary_need_not_be_said(run: Callable[..., Result]) -> None:
    ordinary = 'kind = "pns"\nserved_from = 2026-01-01'
    asked = ("evaluate", "welfare.leave_big", "--on", "2026-11-02", "--json")
    assert json.loads(run(*asked, record=ordinary).output)["answer"] == "missing"
    assert json.loads(run(*asked, record=f"{ordinary}\nis_birth = true").output)["answer"] == "met"
    assert "is_birth = true atau false; boleh tidak disebut" in run("show", "welfare.leave_big").output


def test_a_day_in_words_is_told_how_to_write_it(run: Callable[..., Result]) -> None:
    rest = 'position_kind = "executor"\nechelon = "?"\nfunctional_age = "?"'
    for written, example in (
        ('"1 April 1970"', "born_on = 2024-04-01"),
        ('"01-04-1970"', "born_on = 1970-04-01"),
    ):
        result = run("evaluate", "people.retirement", record=f"born_on = {written}\n{rest}")
        assert result.exit_code == 2
        assert f"bukan tanggal; tulis {example}" in result.output


def test_what_nobody_can_ask_is_refused_with_what_one_can(run: Callable[..., Result]) -> None:
    assert RANK in run("show", "performance.nothing").output
    before = run("evaluate", RANK, "--on", "2010-01-01", record='level = "mahir"\nstep = 1\ncredit = 1')
    assert before.exit_code == 2
    assert "tidak berlaku pada 01-01-2010" in before.output


@pytest.mark.parametrize(
    ("arguments", "record", "words"),
    [
        ((RANK, "--on", "2026-02-30"), "", "2026-02-30 bukan tanggal; tulis tahun-bulan-hari"),
        ((RANK, "--on", "9999-12-31"), "", "di luar tahun 1900 sampai 2199"),
        (("career.nobody",), "", "Tidak ada aturan bernama career.nobody"),
        ((RANK,), "level = ", "bukan berkas TOML yang benar"),
        ((RANK,), 'level = "mahir"\nstep = inf\ncredit = nan', "“inf” tidak dapat dibaca"),
        ((RANK,), f'level = "mahir"\nstep = 1\ncredit = {10**40}', "tidak dapat dibaca"),
        (("people.retirement",), "born_on = 9998-12-31", "di luar tahun 1900 sampai 2199"),
    ],
)
def test_json_stays_json_whatever_is_wrong(
    run: Callable[..., Result], arguments: tuple[str, ...], record: str, words: str
) -> None:
    result = run("evaluate", *arguments, "--json", record=record)
    assert result.exit_code == 2
    assert words in "\n".join(json.loads(result.stdout)["faults"])
    assert words in run("evaluate", *arguments, record=record).stderr


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    asked = ["evaluate", RANK, "--record", str(tmp_path / "tidak-ada.toml")]
    result = CliRunner().invoke(rules, asked)
    assert result.exit_code == 2
    assert "tidak-ada.toml: berkas ini tidak dapat dibuka" in result.stderr
    result = CliRunner().invoke(rules, ["evaluate", RANK])
    assert result.exit_code == 2
    assert f"bijak rules show {RANK}" in result.stderr


def test_enacted_policy_decides_unless_national_law_alone_is_asked_for(
    run: Callable[..., Result], today: date
) -> None:
    draft = make_policy(today=today)
    set_hours(draft, 24, today=today)
    enacted(draft, in_force_from=date(2027, 1, 1), today=today)
    record = "pns_from = 2015-01-01\nhours = 22"
    asked = ("evaluate", "competency.learning_hours", "--on", "2027-12-31")
    assert run(*asked, record=record).exit_code == 1
    assert run(*asked, "--national", record=record).exit_code == 0


# On the page ------------------------------------------------------------------------------------


def test_a_stranger_reads_the_rules_and_tries_one(client: Client) -> None:
    assert "Angka kredit untuk kenaikan pangkat" in read(client, reverse("policy:rule_list"))
    assert "Belum dicoba" in read(client, reverse("policy:rule", args=[RANK]))
    shown = read(client, reverse("policy:rule", args=[RANK], query=ADDRESS))
    assert "Belum terpenuhi" in shown
    assert "Kurang 24,5 angka kredit." in shown.replace("\N{NO-BREAK SPACE}", " ")
    assert (
        "PermenPANRB 1/2023 jo. Peraturan BKN 3/2023 Lampiran (angka kredit kumulatif) belum diverifikasi"
        in shown
    )


def test_what_is_left_empty_is_not_known_and_what_cannot_be_read_is_said(client: Client) -> None:
    assert "Belum dapat diputuskan" in read(
        client, reverse("policy:rule", args=[RANK], query=ADDRESS | {"credit": ""})
    )
    faulty = read(
        client, reverse("policy:rule", args=[RANK], query=ADDRESS | {"credit": "banyak", "level": "x"})
    )
    assert "Ada isian yang tidak terbaca" in faulty
    early = read(client, reverse("policy:rule", args=[RANK], query=ADDRESS | {"pada": "2010-01-01"}))
    assert "tidak berlaku pada 01-01-2010" in early
    beyond = read(client, reverse("policy:rule", args=[RANK], query=ADDRESS | {"pada": "9999-12-31"}))
    assert "di luar tahun 1900 sampai 2199" in beyond
    assert client.get(reverse("policy:rule", args=["nobody.nothing"])).status_code == 404


def test_every_case_of_every_rule_can_be_typed_in_and_is_answered_as_it_says(
    client: Client, django_assert_max_num_queries: Callable[..., object]
) -> None:
    for rule in packs:
        case, *_more = queries.cases_of(rule)
        page = client.get(reverse("policy:rule", args=[rule.code]))
        _case, address = page.context["cases"][0]
        with django_assert_max_num_queries(6):  # type: ignore[attr-defined]
            answered = client.get(address)
        assert answered.context["agrees"], f"{rule.code}: {case.name}"


def test_a_swap_equals_a_reload(client: Client) -> None:
    assert_swap_equals_reload(client, reverse("policy:rule", args=[RANK], query=ADDRESS), "hasil")
