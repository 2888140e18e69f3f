"""Options with their worth: lines of money, criteria with weights and scores, and the choice."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from bijak.accounts.models import Account
from bijak.ledger import services as ledger
from bijak.policy import queries
from bijak.policy.models import Criterion, Draft, Evidence, Option, OptionLine, OptionScore, Study
from bijak.policy.services.refusals import Refused
from bijak.policy.services.study import hold, record, write_over


def _study(draft: Draft) -> Study:
    return Study.objects.get_or_create(draft=draft, defaults={"first_year": draft.started_on.year + 1})[0]


@transaction.atomic
def set_span(
    *,
    draft: Draft,
    edition: int,
    first_year: int,
    years: int,
    discount_rate: Decimal | None,
    rate_source: str,
    by: Account | None,
    today: date,
) -> Study:
    """Over which years money is counted, and at which rate. Shorter: amounts beyond are kept, and not counted."""
    draft = hold(draft, by=by, today=today)
    study = write_over(
        _study(draft), edition=edition, first_year=first_year, years=years,
        discount_rate=discount_rate, rate_source=rate_source,
    )  # fmt: skip
    record(draft, by, act="span", first_year=first_year, years=years, rate=str(discount_rate or ""))
    return study


@transaction.atomic
def keep_option(
    *,
    draft: Draft,
    option: Option | None = None,
    edition: int = 0,
    title: str,
    description: str,
    by: Account | None,
    today: date,
) -> Option:
    """A way to act. The first of a draft is to leave things as they are: what all others are measured against."""
    draft = hold(draft, by=by, today=today)
    facts = {"title": title, "description": description}
    if option is None:
        first = not Option.objects.filter(draft=draft).exists()
        option = Option.objects.create(draft=draft, is_baseline=first, **facts)
    else:
        option = write_over(option, edition=edition, **facts)
    record(draft, by, act="kept", option=option, title=title)
    return option


@transaction.atomic
def remove_option(*, option: Option, by: Account | None, today: date) -> None:
    draft = hold(option.draft, by=by, today=today)
    if Study.objects.filter(draft=draft, chosen=option).exists():
        raise Refused(_("Pilihan ini yang diambil. Ambil pilihan lain dahulu, baru hapus yang ini."))
    if option.is_baseline and Option.objects.filter(draft=draft).count() > 1:
        raise Refused(
            _("Pilihan lain dibandingkan dengan keadaan tanpa tindakan, jadi ia tidak dapat dihapus.")
        )
    record(draft, by, act="removed", option=option, title=option.title)
    option.delete()


@transaction.atomic
def keep_line(
    *,
    option: Option,
    line: OptionLine | None = None,
    edition: int = 0,
    is_benefit: bool,
    label: str,
    bearer: str,
    amounts: Sequence[int],
    source: str = "",
    is_assumption: bool = False,
    evidence: Evidence | None = None,
    by: Account | None,
    today: date,
) -> OptionLine:
    """What an option costs or brings each year, with where the amounts come from; or that they are assumed."""
    draft = hold(option.draft, by=by, today=today)
    if not (source or is_assumption or evidence):
        raise Refused(_("Sebutkan sumbernya, atau tandai sebagai asumsi."))
    if evidence is not None and evidence.policy_id != draft.policy_id:
        raise Refused(_("Bukti ini milik kebijakan lain."))
    facts = {
        "is_benefit": is_benefit, "label": label, "bearer": bearer, "amounts": list(amounts),
        "source": source, "is_assumption": is_assumption, "evidence": evidence,
    }  # fmt: skip
    if line is None:
        line = OptionLine.objects.create(option=option, **facts)
    else:
        line = write_over(line, edition=edition, **facts)
    record(draft, by, act="kept", line=line, label=label, amounts=list(amounts))
    return line


@transaction.atomic
def remove_line(*, line: OptionLine, by: Account | None, today: date) -> None:
    draft = hold(line.option.draft, by=by, today=today)
    record(draft, by, act="removed", line=line, label=line.label)
    line.delete()


@transaction.atomic
def add_criterion(
    *,
    draft: Draft,
    name: str,
    scale: str,
    weight: int,
    higher_is_better: bool,
    by: Account | None,
    today: date,
) -> Criterion:
    draft = hold(draft, by=by, today=today)
    criterion = Criterion.objects.create(
        draft=draft, name=name, scale=scale, weight=weight, higher_is_better=higher_is_better
    )
    record(draft, by, act="kept", criterion=criterion, name=name, weight=weight)
    return criterion


@transaction.atomic
def remove_criterion(*, criterion: Criterion, by: Account | None, today: date) -> None:
    draft = hold(criterion.draft, by=by, today=today)
    record(draft, by, act="removed", criterion=criterion, name=criterion.name)
    criterion.delete()


@transaction.atomic
def weigh(
    *,
    draft: Draft,
    edition: int,
    weights: Mapping[int, int],
    scores: Mapping[tuple[int, int], int | None],
    by: Account | None,
    today: date,
) -> Study:
    """All weights, by criterion, and all scores, by option and criterion (keys of rows); None: not scored yet."""
    draft = hold(draft, by=by, today=today)
    study = write_over(_study(draft), edition=edition)
    criteria = {each.pk: each for each in queries.criteria_of(draft)}
    options = set(queries.options_of(draft).values_list("pk", flat=True))
    for key, weight in weights.items():
        if key in criteria:  # somebody may have removed it since
            criteria[key].weight = weight
    Criterion.objects.bulk_update(criteria.values(), ["weight"])
    OptionScore.objects.filter(criterion__draft=draft).delete()
    OptionScore.objects.bulk_create(
        OptionScore(option_id=option, criterion_id=criterion, value=value)
        for (option, criterion), value in scores.items()
        if value is not None and option in options and criterion in criteria
    )
    record(draft, by, act="weighed", weights={str(each.uuid): each.weight for each in criteria.values()})
    return study


@transaction.atomic
def choose(
    *, draft: Draft, option: Option, edition: int, reason: str, by: Account | None, today: date
) -> Study:
    """Record which option is taken, and why; whatever the figures say, people decide."""
    draft = hold(draft, by=by, today=today)
    if option.draft_id != draft.pk:
        raise Refused(_("Pilihan ini milik rancangan lain."))
    if not reason.strip():
        raise Refused(_("Tulis mengapa pilihan ini yang diambil."))
    study = write_over(
        _study(draft), edition=edition, chosen=option, reason=reason.strip(), chosen_on=today, chosen_by=by
    )
    ledger.record(
        "policy.option_chosen",
        subject=draft,
        by=by,
        facts={"option": str(option.uuid), "title": option.title, "reason": reason.strip()},
    )
    return study
