"""The list of people, and the way to one's own records."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from bijak.accounts import access as accounts
from bijak.accounts.access import requires, signed_in
from bijak.interchange.exporting import table_response
from bijak.people import exporting, forms, queries, registries, services
from bijak.people.access import Permission
from bijak.shell.htmx import render_page
from bijak.shell.veiling import opened, searched, veiled

PAGE_SIZE = 25


class CappedPaginator(Paginator[queries.Listed]):
    """Counts no further than anybody would page."""

    def __init__(self, people: queries.People) -> None:
        super().__init__(people, PAGE_SIZE)
        self.limit = people.limit
        self.is_capped = people.counted > people.limit

    @property
    def count(self) -> int:
        return min(self.object_list.counted, self.limit)


@requires(Permission.VIEW)
@searched("cari")
@require_safe
def people(request: HttpRequest) -> HttpResponse:
    asked = opened(request.GET)
    form = forms.Search(asked)
    found = queries.People(request.user, form.filter(), today=request.today)
    page = CappedPaginator(found).get_page(request.GET.get("hal"))
    near = queries.near(found, shown={row.uuid for row in page.object_list})
    return render_page(
        request,
        "people/list.html",
        {
            "form": form,
            "page": page,
            "rows": page.object_list,
            "near": near.people,
            "meant": [(text, _address(asked, text)) for text in near.texts],
            "is_narrowed": bool(request.GET),
            "may_export": accounts.holds(request.user, Permission.EXPORT, today=request.today),
            "may_import": accounts.holds(request.user, Permission.IMPORT, today=request.today),
            "query": request.GET.urlencode(),
        },
        partial="results",
    )


def _address(asked: QueryDict, text: str) -> str:
    """The search again, for another text."""
    again = asked.copy()
    again["cari"] = text
    return veiled(again, "cari").urlencode()


@require_safe
@requires(Permission.EXPORT)
def download(request: HttpRequest) -> HttpResponseBase:
    """The list as a file, with the filter of the page."""
    filters = opened(request.GET).dict()
    narrowed_to = {name: value for name, value in filters.items() if name != "cari"}
    services.note_download(filter=narrowed_to, by=request.user)
    return table_response(
        f"pegawai-{request.today.isoformat()}",
        exporting.HEADERS,
        exporting.rows(account=request.user, filters=filters, today=request.today),
        format=filters.get("bentuk", "xlsx"),
    )


@require_safe
@signed_in
def me(request: HttpRequest) -> HttpResponse:
    """The way to one's own records: to the page that a higher floor made of them, where there is one."""
    own = queries.row_of(request.user)
    if own is None:
        return render(request, "people/no_records.html", status=404)
    if registries.own_page.url_name:
        return redirect(registries.own_page.url_name)
    return redirect("people:person", uuid=own.uuid)
