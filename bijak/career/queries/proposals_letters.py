"""What a letter may say of a proposal for promotion: that of the person which is not over on the letter's day."""

from collections.abc import Callable

from django.utils.translation import gettext_lazy as _

from bijak.career.models.proposals import PromotionProposal
from bijak.career.queries.proposals import open_of
from bijak.kernel import ranks
from bijak.letters.registries import Field
from bijak.people.queries import Person
from bijak.shell.templatetags.formats import tanggal


def _of(says: Callable[[PromotionProposal], str]) -> Callable[[Person], str]:
    def value(person: Person) -> str:
        proposal = open_of(person.today.pk)
        return says(proposal) if proposal else ""

    return value


def _rank(code: str) -> str:
    rank = ranks.by_code(code)
    return f"{rank.title}, {rank.grade}"


FIELDS = (
    Field(
        "kp_jenis",
        _("Jenis kenaikan pangkat yang diusulkan"),
        _of(lambda each: str(each.get_kind_display())),
        "Reguler",
    ),
    Field(
        "kp_golongan_baru",
        _("Pangkat yang diusulkan"),
        _of(lambda each: _rank(each.new_rank)),
        "Penata Tingkat I, III/d",
    ),
    Field(
        "kp_periode", _("Periode kenaikan pangkat"), _of(lambda each: tanggal(each.period)), "1 April 2027"
    ),
)
