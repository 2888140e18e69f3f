"""What an employee sees about herself: her data, where they come from, who looked."""

from typing import Any

import pytest

from bijak.accounts.models import Account
from bijak.people.models import EmployeeToday
from bijak.selfservice.tests.conftest import ClientOf

pytestmark = pytest.mark.django_db


def test_ani_sees_her_data_with_their_source_and_who_looked_in_which_role(
    row: EmployeeToday, ani: Account, citra: Account, client_of: ClientOf
) -> None:
    client_of(citra).get(f"/pegawai/{row.uuid}/")
    page = client_of(ani).get("/data-saya/").content.decode()
    assert "Penata, III/c" in page
    assert "Dari impor" in page
    assert "data-utama.csv" in page
    assert "Citra Dewanti" in page
    assert "(Pengelola kepegawaian)" in page
    looks = client_of(ani).get("/akun/yang-melihat/").content.decode()
    assert "Halaman pegawai" in looks
    assert ">Pengelola kepegawaian</td>" in looks
    assert "Ani Lestari</td>" not in looks  # her own looks are nobody's business


def test_an_account_without_records_is_told_what_to_do(eka: Account, client_of: ClientOf) -> None:
    answer = client_of(eka).get("/data-saya/")
    assert answer.status_code == 404
    assert "Minta pengelola kepegawaian" in answer.content.decode()


def test_her_page_asks_few_questions_however_much_is_on_record(
    row: EmployeeToday, ani: Account, client_of: ClientOf, django_assert_max_num_queries: Any
) -> None:
    client = client_of(ani)
    client.get("/data-saya/")
    with django_assert_max_num_queries(26):
        assert client.get("/data-saya/").status_code == 200
