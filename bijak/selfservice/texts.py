"""Words for parts of the records and the ways of deciding about them."""

from django.utils.translation import gettext_lazy as _

OPERATOR, OFFICER = "operator", "officer"

WAYS = {
    (OPERATOR, OFFICER): _("Operator unit, lalu pengelola kepegawaian"),
    (OFFICER,): _("Pengelola kepegawaian"),
    (OPERATOR,): _("Operator unit"),
}
"""Both roles may correct records; the last of a way does."""

USUAL = (OPERATOR, OFFICER)
