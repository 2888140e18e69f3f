"""A paper as it is signed or handed out: without RANCANGAN, and with the address at its foot that verifies it."""

import hashlib
from dataclasses import dataclass
from functools import cached_property

from bijak.documents import codes
from bijak.legaltext import paper
from bijak.organization import queries as organization
from bijak.policy import queries
from bijak.policy.exporting.printing import instrument_lines, laid_out, typeset
from bijak.policy.models import Draft


@dataclass(frozen=True)
class Official:
    """The regulation that a draft is, or the one by which it amends another. ``site``: the address that people type."""

    draft: Draft
    site: str

    @cached_property
    def lines(self) -> list[paper.Line]:
        version = queries.versions_of(self.draft).first()
        assert version is not None
        return instrument_lines(self.draft) if self.draft.is_amending else laid_out(version)

    @cached_property
    def fingerprint(self) -> str:
        """Of all that is printed but the code: the same words are the same paper."""
        said = (self.site, self.draft.policy.title, str(organization.agency().name))
        words = repr((said, [line._replace(key=None) for line in self.lines]))
        return hashlib.sha256(words.encode()).hexdigest()

    def pdf(self, code: str) -> bytes:
        verify_at = codes.verification(self.site, code)
        return typeset(self.lines, title=self.draft.policy.title, verify_at=verify_at)
