"""The national web service is asked, and everything that can go wrong goes wrong."""

import logging
from collections.abc import Iterator
from typing import Any

import pytest

from bijak.siasn.services.answers import Failed, Failure
from bijak.siasn.services.calling import Account, WebService
from bijak.siasn.tests import national
from bijak.siasn.tests.national import National, national_service, says

NIP = "198501012010011001"
PERSON = f"/pns/data-utama/{NIP}"
RANKS = f"/pns/rw-golongan/{NIP}"


@pytest.fixture
def siasn() -> Iterator[National]:
    with national_service(
        {PERSON: {"nipBaru": NIP, "nama": "Sri"}, RANKS: [{"golonganId": "33"}]}
    ) as service:
        yield service


class Client(WebService):
    """The client with a clock of the test's; ``slept`` are the pauses that it made."""

    def __init__(self, account: Account) -> None:
        self.slept: list[float] = []
        self.now = 0.0
        super().__init__(account, sleep=self._rest, clock=lambda: self.now)

    def _rest(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


def client(siasn: National, **changed: Any) -> Client:
    return Client(siasn.account(**changed))


def failure(service: WebService, path: str = PERSON) -> Failure:
    with pytest.raises(Failed) as failed:
        service.read(path)
    assert str(failed.value).endswith(".")
    return failed.value.failure


def test_one_person_and_a_list_are_read_with_both_tokens(siasn: National) -> None:
    service = client(siasn)
    assert service.read(PERSON) == [{"nipBaru": NIP, "nama": "Sri"}]
    assert service.read(RANKS) == [{"golonganId": "33"}]
    assert siasn.tokens_given == 2


def test_tokens_are_renewed_before_they_end(siasn: National) -> None:
    service = client(siasn)
    service.read(PERSON)
    service.now += siasn.life - 61
    service.read(PERSON)
    assert siasn.tokens_given == 2
    service.now += 2
    service.read(PERSON)
    assert siasn.tokens_given == 4


def test_tokens_that_the_service_forgot_are_renewed_once(siasn: National) -> None:
    service = client(siasn)
    service.read(PERSON)
    siasn.forget_tokens()
    assert service.read(PERSON)
    siasn.faults.extend([says(401), says(401)])
    assert failure(service) == Failure.FORBIDDEN
    assert len(siasn.asked) == 5


@pytest.mark.parametrize(
    "fault",
    [
        says(429),
        says(500),
        says(503),
        says(502, b"<html>", "text/html"),
        national.half_a_body,
        national.silence,
    ],
)
def test_reading_is_tried_again_after_a_growing_pause(siasn: National, fault: national.Fault) -> None:
    service = client(siasn)
    siasn.faults.extend([fault, fault])
    assert service.read(PERSON)
    first, second = service.slept
    assert 0.25 <= first <= 0.75
    assert 0.5 <= second <= 1.5


@pytest.mark.parametrize(
    ("fault", "why"),
    [
        (says(429), Failure.BUSY),
        (says(500), Failure.BROKEN),
        (national.half_a_body, Failure.UNREACHABLE),
        (national.silence, Failure.UNREACHABLE),
    ],
)
def test_the_third_failure_is_told(siasn: National, fault: national.Fault, why: Failure) -> None:
    siasn.faults.extend([fault] * 3)
    assert failure(client(siasn)) == why
    assert len(siasn.asked) == 3


def test_who_is_told_to_wait_waits_as_long(siasn: National) -> None:
    service = client(siasn)
    siasn.faults.append(says(429, Retry_After="7"))
    assert service.read(PERSON)
    assert service.slept == [7]


@pytest.mark.parametrize("long", ["3600", "Wed, 21 Oct 2026 07:28:00 GMT"])
def test_a_long_wait_is_told_at_once(siasn: National, long: str) -> None:
    service = client(siasn)
    siasn.faults.append(says(429, Retry_After=long))
    assert failure(service) == Failure.BUSY
    assert service.slept == []


def test_who_waited_out_a_call_does_not_wait_for_two_more(siasn: National) -> None:
    siasn.faults.extend([national.slowness] * 3)
    with pytest.raises(Failed):
        WebService(siasn.account(timeout=0.2)).read(PERSON)
    assert len(siasn.asked) == 1


@pytest.mark.parametrize("fault", [national.slowness, national.a_drop_at_a_time])
def test_nobody_waits_for_ever(siasn: National, fault: national.Fault) -> None:
    siasn.faults.extend([fault] * 3)
    assert failure(client(siasn, timeout=0.2)) == Failure.UNREACHABLE


@pytest.mark.parametrize(
    ("fault", "why"),
    [
        (says(200, b"<html>Masuk</html>", "text/html"), Failure.BROKEN),
        (says(200, b'{"code": 1, "data": []}', "text/plain"), Failure.BROKEN),
        (says(200, b"[[[[", "application/json"), Failure.BROKEN),
        (says(200, [1, 2]), Failure.BROKEN),
        (says(200, {"code": 0, "message": "NIP tidak ditemukan"}), Failure.ABSENT),
        (says(200, {"code": 0, "message": "Layanan ditutup"}), Failure.REJECTED),
        (says(400, b"<html>", "text/html"), Failure.REJECTED),
        (says(408, {"message": "late"}), Failure.BROKEN),
        (says(200, {"error": True, "message": None}), Failure.REJECTED),
        (says(403, {"fault": {"code": 900908}}), Failure.FORBIDDEN),
        (says(404, {"message": "No matching resource"}), Failure.ABSENT),
        (says(302, {"message": "Masuk"}, Location="http://127.0.0.1:9/"), Failure.REJECTED),
    ],
)
def test_what_is_no_answer_is_told_and_not_asked_again(
    siasn: National, fault: national.Fault, why: Failure
) -> None:
    siasn.faults.append(fault)
    assert failure(client(siasn)) == why
    assert len(siasn.asked) == 1


@pytest.mark.parametrize("data", [None, "", 7, [], [None, "x", 3]])
def test_an_answer_without_rows_has_none(siasn: National, data: Any) -> None:
    siasn.data[PERSON] = data
    assert client(siasn).read(PERSON) == []


def test_a_service_that_is_not_there_is_told(siasn: National) -> None:
    service = client(siasn, server="http://127.0.0.1:1")
    assert failure(service) == Failure.UNREACHABLE


@pytest.mark.parametrize("address", ["http://siasn.example/api", "ftp://127.0.0.1/", "siasn.example"])
def test_tokens_never_leave_without_encryption(siasn: National, address: str) -> None:
    assert failure(client(siasn, server=address)) == Failure.UNREACHABLE
    assert failure(client(siasn, sso=address)) == Failure.UNREACHABLE


def test_a_refused_account_and_a_missing_setting_are_told_apart(siasn: National) -> None:
    assert failure(client(siasn, secret="salah")) == Failure.FORBIDDEN
    with pytest.raises(Failed, match="BIJAK_SIASN_SSO_PASSWORD"):
        client(siasn, password="").read(PERSON)
    assert siasn.asked == []


@pytest.mark.parametrize(
    "answer", [{"access_token": "a\nb"}, {"access_token": 7}, {"access_token": ""}, {"expires_in": 60}]
)
def test_a_token_that_is_none_is_not_used(siasn: National, answer: dict[str, Any]) -> None:
    siasn.token_faults.append(says(200, answer))
    assert failure(client(siasn)) == Failure.BROKEN
    assert siasn.asked == []


def test_a_process_keeps_its_pace(siasn: National) -> None:
    service = client(siasn, per_minute=20)
    for _ in range(3):
        service.read(PERSON)
    assert service.slept == [3, 3]


def test_too_many_at_once_are_sent_away(siasn: National) -> None:
    service = client(siasn, per_minute=4)
    service.read(PERSON)
    assert failure(service) == Failure.BUSY


# Writing


def test_what_is_written_is_sent_once_and_its_new_id_comes_back(siasn: National) -> None:
    assert client(siasn).write("/kursus/save", {"namaKursus": "Perencanaan"}) == {"rwKursusId": "8ae48644"}
    assert siasn.asked == [("POST", "/kursus/save", {"namaKursus": "Perencanaan"})]


@pytest.mark.parametrize(
    "fault",
    [
        national.half_a_body,
        national.silence,
        says(500),
        says(502, b"<html>", "text/html"),
        says(200, b"{", "text/html"),
    ],
)
def test_what_was_sent_without_an_answer_is_unknown_and_not_sent_again(
    siasn: National, fault: national.Fault
) -> None:
    siasn.faults.append(fault)
    with pytest.raises(Failed) as failed:
        client(siasn).write("/kursus/save", {})
    assert failed.value.failure == Failure.UNKNOWN
    assert len(siasn.asked) == 1


@pytest.mark.parametrize(
    ("fault", "why"),
    [
        (says(429), Failure.BUSY),
        (says(400, {"success": False, "message": "tanggalKursus wajib"}), Failure.REJECTED),
        (says(200, {"success": False, "message": "tanggalKursus wajib"}), Failure.REJECTED),
    ],
)
def test_what_was_refused_was_not_written(siasn: National, fault: national.Fault, why: Failure) -> None:
    siasn.faults.append(fault)
    with pytest.raises(Failed) as failed:
        client(siasn).write("/kursus/save", {})
    assert failed.value.failure == why


def test_nothing_that_can_be_read_by_others_holds_a_secret_or_a_nip(
    siasn: National, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    service = client(siasn)
    siasn.faults.append(says(200, {"code": 0, "message": f"NIP {NIP} tidak aktif"}))
    with pytest.raises(Failed) as rejected:
        service.read(PERSON)
    siasn.faults.extend([national.silence] * 3)
    with pytest.raises(Failed) as silent:
        service.read(PERSON)
    account = siasn.account()
    said = f"{rejected.value} {silent.value} {silent.value.__cause__} {caplog.text} {account!r}"
    for secret in (NIP, national.SECRET, national.PASSWORD, national.USER, "apim-", "sso-1"):
        assert secret not in said
    assert "tidak aktif" in str(rejected.value)
