"""Papers that are signed: which there are, whether one is, and what a code or a hash on somebody's desk belongs to."""

from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from bijak.documents.models import Way
from bijak.policy.models import Draft, Sheet, Signature, SignedPaper, Stage, Version
from bijak.policy.queries.decrees import decree_of
from bijak.policy.queries.gates import first_open_before
from bijak.policy.queries.papers import open_places
from bijak.policy.queries.texts import decided_version, versions_of

SIGNATURE = "signature"
"""The code of the gate, and of the step in a draft's life."""
PAPERS = "policy.paper"
"""The purpose under which the files of papers are kept."""


def papers() -> QuerySet[SignedPaper]:
    return SignedPaper.objects.select_related("draft__policy", "version", "prepared", "signed")


def newest_paper(version: Version, sheet: str) -> SignedPaper | None:
    """The paper to work with: the signed one, else the one laid out last."""
    of_version = papers().filter(version=version, sheet=sheet)
    return signed_paper(version, sheet) or of_version.order_by("-pk").first()


def signed_paper(version: Version, sheet: str) -> SignedPaper | None:
    signed = papers().filter(version=version, sheet=sheet, pk__in=Signature.objects.values("paper"))
    return signed.order_by("-pk").first()


def paper_named(code: str) -> SignedPaper | None:
    return papers().filter(code=code.upper()).first()


def papers_with(sha256: str) -> QuerySet[SignedPaper]:
    """The papers whose file this is, signed or as it was laid out."""
    return papers().filter(Q(signed__sha256=sha256) | Q(prepared__sha256=sha256)).order_by("-pk")


def papers_of(draft: Draft, *sheets: str) -> list[SignedPaper]:
    """What was signed of a draft, the first one first."""
    signed = papers().filter(draft=draft, pk__in=Signature.objects.values("paper"))
    return list(signed.filter(sheet__in=sheets or Sheet.values).order_by("pk"))


def is_current_paper(paper: SignedPaper) -> bool:
    """Whether it is the paper of what was enacted, or of what waits for it; not of words that were sent back."""
    draft = paper.draft
    newest = papers().filter(draft=draft, sheet=paper.sheet).order_by("-pk").first()
    if draft.stage == Stage.ENACTED:
        return newest is not None and newest.pk == paper.pk
    version = versions_of(draft).first()
    return draft.stage == Stage.DECIDING and version is not None and version.pk == paper.version_id


def signatures_of(paper: SignedPaper) -> QuerySet[Signature]:
    return Signature.objects.filter(paper=paper).order_by("position", "pk")


def is_ink(paper: SignedPaper) -> bool:
    return signatures_of(paper).filter(way=Way.INK).exists()


def final_signature(draft: Draft) -> Signature | None:
    """Who signed the text as it stands, or as it was enacted; the last of them."""
    version = decided_version(draft)
    signed = [each for each in papers_of(draft, Sheet.FINAL) if each.version == version]
    return signatures_of(signed[-1]).last() if signed else None


def obstacles_to_sign(draft: Draft, sheet: str, on: date) -> list[str]:
    """Why a paper cannot be signed now: the text is signed last before its number, the copy once it is law."""
    version = versions_of(draft).first()
    assert version is not None
    if signed_paper(version, sheet) is not None:
        return [_("%(sheet)s ini sudah ditandatangani.") % {"sheet": Sheet(sheet).label}]
    is_next = sheet == Sheet.FINAL and draft.stage == Stage.DECIDING
    return (_step_before(draft, on) if is_next else []) or obstacles_to_lay_out(draft, sheet)


def obstacles_to_lay_out(draft: Draft, sheet: str) -> list[str]:
    """Why there is no such paper yet: what is still written is printed as a draft, never as the paper itself."""
    decree = decree_of(draft)
    if sheet == Sheet.FINAL and draft.stage != Stage.DECIDING:
        return [_("Naskah ditandatangani selama rancangan menunggu penetapan.")]
    if sheet == Sheet.COPY and not (decree and decree.is_law):
        return [_("Salinan ditandatangani setelah peraturan bernomor dan diundangkan.")]
    return unplaced(draft) if sheet == Sheet.FINAL else []


def unplaced(draft: Draft) -> list[str]:
    """Why the paper would go out with dots for its province or place; nobody fills those in afterwards."""
    version = versions_of(draft).first()
    left = open_places(version) if version else []
    return (
        [
            _(
                "Pada naskah masih tertulis “%(lines)s”. Isi provinsi dan tempat penetapan pada Profil instansi, atau"
                " tuliskan dalam naskahnya."
            )
            % {"lines": "”, “".join(left)}
        ]
        if left
        else []
    )


def _step_before(draft: Draft, on: date) -> list[str]:
    before = first_open_before(SIGNATURE, draft, on)
    return [_("“%(gate)s” harus selesai dahulu.") % {"gate": before.label}] if before else []


def unsigned(draft: Draft, on: date) -> list[str]:
    """What keeps the gate shut: an earlier step, or that nobody has signed the text as it stands."""
    if before := _step_before(draft, on):
        return before
    if final_signature(draft) is None:
        return [_("Naskah akhirnya belum ditandatangani.")]
    return []
