"""A prepared question answers what the queryset answers, whatever it is asked."""

from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.db.models import CharField, F, Q, QuerySet, Value
from django.db.models.functions import Concat
from django.test.utils import CaptureQueriesContext

from bijak.accounts.models import Account, View
from bijak.organization.models import Grant, Unit
from bijak.organization.testing import give_role
from bijak.shell.prepared import Instances, Prepared

pytestmark = pytest.mark.django_db


def _named(*, name: str, uuid: UUID) -> QuerySet[Account, tuple[object, ...]]:
    wanted = Q(name=name) | Q(uuid=uuid)
    return (
        Account.objects.filter(wanted, is_active=True).order_by("pk").values_list("pk", "uuid", "created_at")
    )


def test_it_answers_like_the_queryset_each_time(ani: Account, budi: Account, citra: Account) -> None:
    ask = Prepared(_named)
    for name, uuid in ((ani.name, budi.uuid), (citra.name, citra.uuid), ("nobody", uuid4())):
        assert ask(name=name, uuid=uuid) == list(_named(name=name, uuid=uuid))


def test_it_answers_the_same_when_its_plan_is_kept(ani: Account, budi: Account, citra: Account) -> None:
    ask = Prepared(_named, plans_once=True)
    for name, uuid in ((ani.name, budi.uuid), (citra.name, citra.uuid), ("nobody", uuid4())):
        with CaptureQueriesContext(connection) as captured:
            assert ask(name=name, uuid=uuid) == list(_named(name=name, uuid=uuid))
        assert len(captured) == 2


def test_the_order_in_which_arguments_are_given_does_not_matter(ani: Account, budi: Account) -> None:
    ask = Prepared(_named)
    assert ask(uuid=budi.uuid, name=ani.name) == ask(name=ani.name, uuid=budi.uuid)


def test_it_is_one_query_and_builds_the_queryset_once(ani: Account) -> None:
    built = []

    def build(*, pk: int) -> QuerySet[Account, tuple[object, ...]]:
        built.append(pk)
        return Account.objects.filter(pk=pk).values_list("name")

    ask = Prepared(build)
    with CaptureQueriesContext(connection) as captured:
        assert ask(pk=ani.pk) == [(ani.name,)]
        assert ask(pk=ani.pk + 1000) == []
    assert (len(captured), len(built)) == (2, 1)


def test_nothing_and_yes_and_no_choose_the_text(ani: Account, budi: Account) -> None:
    def build(*, name: str | None, is_active: bool) -> QuerySet[Account, tuple[object, ...]]:
        found = Account.objects.filter(is_active=is_active).order_by("pk").values_list("pk")
        return found if name is None else found.filter(name=name)

    ask = Prepared(build)
    for _again in range(2):
        for name, is_active in (
            (None, True),
            (ani.name, True),
            (ani.name, False),
            (None, False),
            (budi.name, True),
        ):
            assert ask(name=name, is_active=is_active) == list(build(name=name, is_active=is_active))


def test_an_argument_that_the_query_alters_is_refused() -> None:
    ask = Prepared(lambda *, text: Account.objects.filter(name=f"{text}!").values_list("pk"))
    with pytest.raises(ValueError, match="text"):
        ask(text="ani")


@pytest.mark.parametrize(
    "lookup", ["contains", "icontains", "startswith", "istartswith", "endswith", "iexact"]
)
@pytest.mark.parametrize("text", ["An", "%", "_", "\\", "100%_\\", "'", "\N{REPLACEMENT CHARACTER}0"])
def test_what_is_looked_for_within_a_text_is_escaped(ani: Account, lookup: str, text: str) -> None:
    Account.objects.create(name="100%_\\'", email="odd@example.test")

    def build(*, text: str) -> QuerySet[Account, tuple[object, ...]]:
        return Account.objects.filter(**{f"name__{lookup}": text}).order_by("pk").values_list("pk")

    assert Prepared(build)(text=text) == list(build(text=text))


def test_the_length_of_a_tuple_chooses_the_text(ani: Account, budi: Account) -> None:
    def build(*, words: tuple[str, ...]) -> QuerySet[Account, tuple[object, ...]]:
        found = Account.objects.order_by("pk")
        for word in words:
            found = found.filter(name__icontains=word)
        return found.values_list("pk")

    ask = Prepared(build)
    for words in ((), ("a",), ("a", "i"), (ani.name,), ("x", "y")):
        assert ask(words=words) == list(build(words=words))


def test_a_member_of_an_enumeration_chooses_the_text(ani: Account, budi: Account) -> None:
    class By(StrEnum):
        NAME = "name"
        YOUNGEST = "-pk"

    ask = Prepared(lambda *, by: Account.objects.order_by(by.value).values_list("pk"))
    for by in By:
        assert ask(by=by) == list(Account.objects.order_by(by.value).values_list("pk"))


def test_a_slice_travels(ani: Account, budi: Account, citra: Account) -> None:
    def build(*, start: int, size: int, name: str) -> QuerySet[Account, tuple[object, ...]]:
        page = Account.objects.exclude(name=name).order_by("name").values("pk")[start : start + size]
        return Account.objects.filter(pk__in=page).exclude(email=name).order_by("name").values_list("pk")

    ask = Prepared(build)
    for start, size in ((0, 2), (1, 2), (1, 0), (2, 50)):
        assert ask(start=start, size=size, name="") == list(build(start=start, size=size, name=""))


def test_rows_are_counted_as_the_slice_ends(ani: Account, budi: Account, citra: Account) -> None:
    count = Prepared(lambda *, at_most: Account.objects.values_list("pk")[:at_most], counts=True)
    assert [count(at_most=n) for n in (0, 2, 1000)] == [[(0,)], [(2,)], [(Account.objects.count(),)]]


def test_an_argument_that_is_no_plain_value_is_refused(ani: Account) -> None:
    ask = Prepared(lambda *, viewer: View.objects.filter(viewer=viewer).values_list("pk"))
    with pytest.raises(KeyError):
        ask(viewer=ani)


def test_a_column_that_django_translates_is_translated(ani: Account) -> None:
    class Shouted(CharField[str, str]):
        def from_db_value(self, value: str, *_: object) -> str:
            return value.upper()

    def build(*, pk: int) -> QuerySet[Account, tuple[object, ...]]:
        loud = Concat(F("name"), Value("!"), output_field=Shouted())
        return Account.objects.filter(pk=pk).annotate(loud=loud).values_list("pk", "loud")

    assert Prepared(build)(pk=ani.pk) == [(ani.pk, f"{ani.name}!".upper())]


def test_days_are_compared_as_days(ani: Account) -> None:
    ask = Prepared(lambda *, on: Account.objects.filter(created_at__date__lte=on).values_list("pk"))
    assert (ani.pk,) in ask(on=date(9000, 1, 1))
    assert ask(on=date(1900, 1, 1)) == []


def test_answers_become_instances_and_what_they_point_to(
    education: Unit, ani: Account, citra: Account, django_assert_num_queries: Any
) -> None:
    give_role(account=citra, role="operator", since=date(2020, 1, 1), unit=education)
    grants = Instances(Grant, "account", "unit")
    ask = Prepared(
        lambda *, account: Grant.objects.filter(account=account).order_by("pk").values_list(*grants.columns)
    )
    with django_assert_num_queries(1):
        found = grants.read(ask(account=citra.pk))
        assert {grant.account for grant in found} == {citra}
        assert found[-1].unit == education
        assert found[-2].unit is None
    assert found == list(Grant.objects.filter(account=citra).order_by("pk"))
    assert found[-1].from_on == Grant.objects.get(pk=found[-1].pk).from_on
