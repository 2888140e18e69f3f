"""A mapping of everyone's talent: read, placed, written and frozen; and the pages that are read of it."""

from collections.abc import Iterator
from typing import Any

from tools.bench.bare import copied
from tools.bench.figures import Figure, timed
from tools.bench.pages import SIZES, TODAY, fill, read_here


def measure() -> Iterator[Figure]:
    from bijak.accounts.models import Account
    from bijak.policy import queries as policy
    from bijak.talent import queries, services
    from bijak.talent.models import Placement
    from bijak.talent.rules import Cuts

    size = SIZES[-1]
    fill(size)
    rate_and_assess()
    officer = Account.objects.get(email="bench@example.test")
    known, read = timed(lambda: queries.known(TODAY))
    terms = policy.terms("talent", TODAY)
    _placed, placed = timed(lambda: queries.place(known, terms, Cuts.of(terms), on=TODAY))
    by: dict[str, Any] = {"by": officer, "today": TODAY}
    mapping, asked = timed(lambda: services.begin(name="Bench", unit=None, on=TODAY, **by))
    _done, begun = timed(lambda: services.carry_out.call(mapping.pk))
    bare = copied(
        "SELECT employee_id, unit_id, facts::text, performance, potential, value, box FROM talent_placement",
        *("bigint", "bigint", "jsonb", "numeric", "numeric", "numeric", "smallint"),
    )
    services.reckon(mapping=mapping, **by)
    _done, again = timed(lambda: services.carry_out.call(mapping.pk))
    services.freeze(mapping=mapping, minutes_no="BA/1", disclosure="scores", **by)
    _done, freezing = timed(lambda: services.carry_out.call(mapping.pk))
    mapping.refresh_from_db()
    _intact, verified = timed(lambda: queries.is_intact(mapping))
    people = Placement.objects.count()
    yield Figure("talent: read what is known of everyone", read, "s", size)
    yield Figure("talent: place everyone, nothing kept", placed, "s", size)
    yield Figure("talent: a mapping asked for", asked, "s", people)
    yield Figure("talent: a mapping begun, every row new", begun, "s", people, bare)
    yield Figure("talent: reckoned again", again, "s", people, bare)
    yield Figure("talent: frozen, with its fingerprint", freezing, "s", people)
    yield Figure("talent: the fingerprint checked", verified, "s", people)
    post = _critical_post(officer)
    yield from read_here(
        size,
        {
            "talent: nine boxes": f"/talenta/pemetaan/{mapping.uuid}/",
            "talent: one box, by name": f"/talenta/pemetaan/{mapping.uuid}/?kotak=9&cari=an",
            "talent: pool": f"/talenta/pemetaan/{mapping.uuid}/kelompok/",
            "talent: method": "/talenta/metode/",
            "talent: critical posts": "/talenta/jabatan-kritikal/",
            "talent: succession of a post": f"/talenta/jabatan-kritikal/{post.uuid}/",
        },
    )


def rate_and_assess() -> None:
    """Two ratings and an assessment each, spread over all nine boxes."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO performance_skprating (uuid, employee_id, year, results, behaviour, predicate, rater_name, "
            "rater_nip, rater_position, rater_unit, reference) SELECT uuidv7(), employee_id, year, '', '', "
            "(ARRAY['very_good', 'good', 'needs_improvement', 'poor'])[1 + employee_id %% 4], '', '', '', '', "
            "employee_id || '-' || year FROM people_employeetoday, generate_series(%s::int, %s::int) AS year",
            [TODAY.year - 2, TODAY.year - 1],
        )
        cursor.execute(
            "INSERT INTO competency_assessment (uuid, employee_id, assessed_on, potential, jpm, method, assessor, "
            "report_no, reference) SELECT uuidv7(), employee_id, %s, 40 + employee_id %% 60, 40 + employee_id %% 61, "
            "'', '', '', employee_id FROM people_employeetoday",
            [TODAY.replace(year=TODAY.year - 1)],
        )
        cursor.execute("ANALYZE")


def _critical_post(officer: Any) -> Any:
    """A post as one that is held is called, marked critical."""
    from bijak.organization.models import Post, PostSpell
    from bijak.organization.rules import title_key
    from bijak.people.models import EmployeeToday
    from bijak.talent import services

    held = EmployeeToday.objects.filter(echelon_code__startswith="2").order_by("echelon_code", "pk")[0]
    post, _made = Post.objects.get_or_create(
        unit=held.unit, key=title_key(held.position_title), defaults={"title": held.position_title}
    )
    if not PostSpell.objects.filter(post=post).exists():
        PostSpell.objects.create(post=post, kind="structural", needed=1, from_on=TODAY.replace(year=2020))
    return services.mark_critical(post=post, reason="Bench", by=officer, today=TODAY)
