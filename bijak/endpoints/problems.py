"""Every refusal in one shape (RFC 9457), in words, in the language that was asked for."""

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from ninja import Schema
from pydantic_core import to_json

from bijak.endpoints.fields import field

CONTENT_TYPE = "application/problem+json"

TITLES = {
    400: _("Permintaan tidak dapat dibaca."),
    401: _("Token tidak diterima."),
    403: _("Token ini tidak mencakup yang diminta."),
    404: _("Tidak ditemukan."),
    405: _("Cara ini tidak dikenal di alamat ini."),
    406: _("Bentuk jawaban yang diminta tidak ada."),
    415: _("Bentuk isi permintaan tidak dikenal."),
    422: _("Isian permintaan tidak benar."),
    429: _("Terlalu banyak permintaan."),
    500: _("Terjadi kesalahan di pihak kami."),
    503: _("Layanan sedang tidak dapat menjawab."),
}
DETAILS = {
    400: _("Periksa alamat, header, dan isi permintaan."),
    401: _("Sertakan header “Authorization: Bearer …” dengan token yang masih berlaku."),
    403: _(
        "Buat token yang cakupannya sesuai, atau mintalah peran yang sesuai kepada administrator instansi."
    ),
    404: _("Tidak ada data di alamat ini, atau token tidak mencakupnya."),
    405: _("Header “Allow” menyebut cara yang dikenal."),
    406: _("API menjawab dengan application/json."),
    415: _("Kirim isi permintaan sebagai application/json."),
    422: _("Betulkan isian yang disebut dalam “errors”."),
    429: _("Ulangi sesudah detik yang disebut dalam header “Retry-After”."),
    500: _("Coba lagi nanti. Bila berulang, sebutkan X-Request-Id kepada administrator instansi."),
    503: _("Coba lagi sesudah detik yang disebut dalam header “Retry-After”."),
}


class Fault(Schema):
    """One value that cannot be used."""

    place: str = field(_("Tempat isian: path, query, atau body, lalu namanya."))
    detail: str = field(_("Apa yang salah, dan apa yang diharapkan."))


class Problem(Schema):
    """Why there is no answer, and what to do (RFC 9457)."""

    type: str = field(_("Selalu about:blank; jenisnya ada di “code”."), "about:blank")
    title: str = field(_("Apa yang terjadi."))
    status: int = field(_("Status HTTP."))
    detail: str = field(_("Mengapa, dan apa yang dapat dilakukan."))
    instance: str = field(_("Alamat yang ditanyakan."))
    code: str = field(_("Jenis penolakan, untuk dibaca program."))
    errors: list[Fault] = field(_("Isian yang tidak dapat dipakai."), default=[])


class Refused(Exception):
    """A request that is answered with a problem."""

    def __init__(
        self,
        status: int,
        code: str = "",
        detail: Any = "",
        *,
        errors: Sequence[Mapping[str, Any]] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(status, code)
        self.status, self.code, self.detail = status, code, detail
        self.errors, self.headers = errors, headers


def misplaced(place: str, detail: Any) -> Refused:
    """One value of the request that makes no sense."""
    return Refused(422, errors=[{"place": place, "detail": str(detail)}])


def answer(refusal: Refused, request: HttpRequest) -> HttpResponse:
    status = refusal.status
    content = {
        "type": "about:blank",
        "title": str(TITLES.get(status, TITLES[400 if status < 500 else 500])),
        "status": status,
        "detail": str(refusal.detail or DETAILS.get(status, DETAILS[400 if status < 500 else 500])),
        "instance": quote(request.path),
        "code": refusal.code or HTTPStatus(status).name.lower(),
        "errors": list(refusal.errors),
    }
    response = HttpResponse(to_json(content), status=status, content_type=CONTENT_TYPE)
    response.headers["Cache-Control"] = "no-store"
    for name, value in (refusal.headers or {}).items():
        response.headers[name] = value
    return response


_A_MOMENT = _("Harus berupa waktu dengan zonanya, misalnya 2026-11-01T07:00:00Z; tulis tanda + sebagai %2B.")
FAULTS = {
    "missing": _("Isian ini harus ada."),
    "extra_forbidden": _("Isian ini tidak dikenal di alamat ini."),
    "uuid_parsing": _("Harus berupa UUID."),
    "uuid_type": _("Harus berupa UUID."),
    "date_from_datetime_parsing": _("Harus berupa tanggal, YYYY-MM-DD."),
    "date_parsing": _("Harus berupa tanggal, YYYY-MM-DD."),
    "date_type": _("Harus berupa tanggal, YYYY-MM-DD."),
    "date_from_datetime_inexact": _("Harus berupa tanggal, YYYY-MM-DD."),
    "datetime_parsing": _A_MOMENT,
    "datetime_from_date_parsing": _A_MOMENT,
    "datetime_object_invalid": _A_MOMENT,
    "timezone_aware": _A_MOMENT,
    "bool_parsing": _("Harus true atau false."),
    "int_parsing": _("Harus berupa bilangan bulat."),
    "int_type": _("Harus berupa bilangan bulat."),
    "greater_than_equal": _("Terlalu kecil."),
    "less_than_equal": _("Terlalu besar."),
    "literal_error": _("Bukan salah satu nilai yang dikenal."),
    "enum": _("Bukan salah satu nilai yang dikenal."),
    "string_pattern_mismatch": _("Bukan salah satu nilai yang dikenal."),
    "string_type": _("Harus berupa teks."),
    "string_too_short": _("Terlalu pendek."),
    "string_too_long": _("Terlalu panjang."),
}
ANY_FAULT = _("Nilai ini tidak dapat dipakai.")


def of_values(errors: Sequence[Mapping[str, Any]]) -> Refused:
    """Which values of the request make no sense, in our words; the values themselves are not repeated."""
    return Refused(
        422,
        errors=[
            {
                "place": ".".join(str(part) for part in error["loc"]),
                "detail": str(FAULTS.get(error["type"], ANY_FAULT)),
            }
            for error in errors
        ],
    )
