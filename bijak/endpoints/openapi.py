"""The API as OpenAPI 3.1 describes it, in the language of whoever asks."""

from functools import cache
from typing import TYPE_CHECKING, Any

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from bijak.endpoints.problems import CONTENT_TYPE

if TYPE_CHECKING:
    from bijak.endpoints.api import Api

MEANINGS = {
    200: _("Yang diminta."),
    304: _("Tidak berubah sejak ETag yang dikirim dalam If-None-Match."),
    400: _("Permintaan tidak dapat dibaca."),
    401: _("Token tidak ada, tidak dikenal, dicabut, atau kedaluwarsa."),
    403: _("Token tidak membawa cakupan yang diperlukan."),
    404: _("Tidak ada, atau tidak dicakup token."),
    406: _("API hanya menjawab dengan application/json."),
    415: _("Isi permintaan harus application/json."),
    422: _("Ada isian yang tidak dapat dipakai."),
    429: _("Terlalu banyak permintaan dalam satu menit."),
}
HEADERS = {
    "ETag": _("Sidik jawaban; kirimkan kembali dalam If-None-Match."),
    "Link": _('Alamat halaman berikutnya (rel="next").'),
    "Retry-After": _("Sesudah berapa detik boleh bertanya lagi."),
    "WWW-Authenticate": _("Apa yang kurang dari token."),
}
SENT_WITH = {
    200: ("ETag", "Link"),
    304: ("ETag",),
    401: ("WWW-Authenticate",),
    403: ("WWW-Authenticate",),
    429: ("Retry-After",),
}


def description(api: "Api", root: str) -> dict[str, Any]:
    """The whole description; made once for each language."""
    return _description(api, root, get_language() or "")


@cache
def _description(api: "Api", root: str, _language: str) -> dict[str, Any]:
    made = api.get_openapi_schema(path_prefix=root)
    for operations in made["paths"].values():
        for operation in operations.values():
            operation["responses"] = {
                str(status): _response(status, response)
                for status, response in operation["responses"].items()
            }
    spoken: dict[str, Any] = _spoken(made)
    return spoken


def _response(status: int, made: dict[str, Any]) -> dict[str, Any]:
    found = made | {"description": MEANINGS[status]}
    if status >= 400:
        found["content"] = {CONTENT_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    if status in SENT_WITH:
        found["headers"] = {
            name: {"description": HEADERS[name], "schema": {"type": "string"}} for name in SENT_WITH[status]
        }
    return found


def _spoken(part: Any) -> Any:
    """With every sentence in the language of now."""
    if isinstance(part, Promise):
        return str(part)
    if isinstance(part, dict):
        return {name: _spoken(value) for name, value in part.items()}
    if isinstance(part, list | tuple):
        return [_spoken(each) for each in part]
    return part
