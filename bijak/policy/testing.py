"""For tests of higher contexts: policies at each stage of life, in one call. The system does it all (``by=None``)."""

from datetime import date, timedelta

from bijak.accounts.models import Account
from bijak.organization import queries as organization
from bijak.organization import services as organizing
from bijak.organization.queries import Unit
from bijak.policy import queries, services
from bijak.policy.models import Activity, Decree, Draft, Kind, Passage, Version

SHORT_TEXT = """\
RANCANGAN
PERATURAN WALI KOTA CONTOH
TENTANG
PENGEMBANGAN KOMPETENSI PEGAWAI

Menimbang:
a. bahwa setiap pegawai berhak mengembangkan kompetensi;
b. bahwa pelatihan selama ini belum merata;

MEMUTUSKAN:
Menetapkan: PERATURAN WALI KOTA TENTANG PENGEMBANGAN KOMPETENSI PEGAWAI.

BAB I
KETENTUAN UMUM

Pasal 1
Dalam Peraturan Wali Kota ini yang dimaksud dengan:
1. Pegawai adalah pegawai aparatur sipil negara di lingkungan Pemerintah Kota.
2. Jam pelajaran yang selanjutnya disingkat JP adalah satuan waktu pelatihan.

BAB II
PENGEMBANGAN KOMPETENSI

Pasal 2
(1) Setiap PNS mengikuti pengembangan kompetensi paling sedikit 24 (dua puluh empat) jam pelajaran dalam 1 (satu) tahun.
(2) Pengembangan kompetensi sebagaimana dimaksud pada ayat (1) dapat berupa:
a. pelatihan klasikal; dan
b. pelatihan nonklasikal.

Pasal 3
Kepala perangkat daerah memberi kesempatan yang sama kepada setiap Pegawai.

BAB III
KETENTUAN PENUTUP

Pasal 4
Peraturan Wali Kota ini mulai berlaku pada tanggal diundangkan.
"""


def make_policy(
    by: Account | None = None,
    today: date = date(2026, 11, 2),
    text: str = SHORT_TEXT,
    title: str = "Pengembangan kompetensi pegawai",
    problem: str = "Pelatihan belum merata.",
) -> Draft:
    """A policy in writing, with a text of four pasal."""
    policy = services.open_policy(title=title, kind=Kind.HEAD_REGULATION, problem=problem, by=by, today=today)
    draft = queries.newest_draft(policy)
    if text:
        services.take_text(version=working(draft), text=text, by=by, today=today)
    return draft


def working(draft: Draft) -> Version:
    """The version that is being written."""
    version = queries.working_version(draft)
    assert version is not None
    return version


def clause(draft: Draft, address: str) -> queries.Clause:
    """The clause of the newest text that is cited so."""
    version = queries.working_version(draft) or queries.shown_version(draft)
    return next(each for each in queries.clauses(version) if each.address == address)


def passage(draft: Draft, address: str) -> Passage:
    """The part of the version being written that is cited so."""
    return queries.passages(working(draft)).get(pk=clause(draft, address).passage_id)


def set_hours(
    draft: Draft, value: int, term: str = "competency.minimum_hours", today: date = date(2026, 11, 2)
) -> None:
    """Bind Pasal 2 ayat (1) to a term; its words say the value then."""
    services.set_term(
        version=working(draft),
        provision=passage(draft, "Pasal 2 ayat (1)").provision,
        term=term,
        value=value,
        reword=True,
        by=None,
        today=today,
    )


def in_dialogue(draft: Draft, today: date = date(2026, 11, 2), days: int = 14) -> Draft:
    return services.open_dialogue(draft=draft, until_on=today + timedelta(days=days), by=None, today=today)


def deciding(draft: Draft, today: date = date(2026, 11, 2)) -> Draft:
    """The dialogue has ended; what keeps it open (unanswered comments) the caller has seen to."""
    placed(today)
    if draft.stage == "writing":
        draft = in_dialogue(draft, today)
    version = queries.working_version(draft)
    for each in queries.overlaps(version, today) if version else ():
        services.confirm_replacement(
            draft=draft, term=each.row.term, decree=each.row.decree, reason="Disatukan.", by=None, today=today
        )
    return services.close_dialogue(draft=draft, by=None, today=today)


def enacted(
    draft: Draft,
    in_force_from: date = date(2027, 1, 1),
    today: date = date(2026, 11, 2),
    number: int = 12,
    name: str = "Peraturan Wali Kota Contoh",
) -> Decree:
    """Through every gate to a decree."""
    draft = queries.get_draft(draft.uuid)
    if draft.stage != "deciding":
        draft = deciding(draft, today)
    pass_gates(draft, today)
    decree = services.enact(
        draft=draft,
        number=number,
        year=today.year,
        name=name,
        enacted_on=today,
        in_force_from=in_force_from,
        signed_by="Gita Maharani",
        by=None,
        today=today,
    )
    if decree.is_law:
        return decree
    return services.promulgate(
        decree=decree,
        promulgated_on=today,
        gazette_number=number,
        gazette_year=today.year,
        promulgated_by="Sulastri",
        in_force_from=in_force_from,
        why_another_day="Menunggu anggaran.",
        by=None,
        today=today,
    )


def placed(today: date = date(2026, 11, 2)) -> None:
    """The agency says where its papers are set, as it must before one is signed."""
    if not organization.agency().is_placed:
        organizing.change_agency(province="Kalimantan Barat", seat="Contoh", by=None, today=today)


def pass_gates(draft: Draft, today: date = date(2026, 11, 2), until: str = "") -> None:
    """Every gate before the decree that is still shut, initials and signature too; those up to ``until`` only."""
    placed(today)
    for state in queries.states(draft, "deciding", today):
        gate = state.gate
        if gate.code == until:
            return
        if state.is_open:
            continue
        if gate.code == queries.COORDINATION:
            for approval in queries.approvals(draft):
                services.approve(approval=approval, by=None, today=today)
        elif gate.code == queries.SIGNATURE:
            services.record_ink(
                draft=draft, sheet="final", signer="Gita Maharani", signed_on=today, by=None, today=today
            )
        elif gate.by_hand:
            services.pass_gate(
                draft=draft,
                gate=gate.code,
                letter_no="W.16-HH.01-123" if gate.has_letter else "",
                letter_on=today if gate.has_letter else None,
                by=None,
                today=today,
            )


def planned(
    draft: Draft, unit: Unit, owner: Account | None = None, today: date = date(2026, 11, 2), days: int = 30
) -> Activity:
    """An activity of the policy's plan that begins today."""
    work = services.Work(
        title="Sosialisasi", unit=unit, owner=owner, starts_on=today, due_on=today + timedelta(days=days)
    )
    return services.add_activity(policy=draft.policy, work=work, by=None, today=today)
