"""Components: each is one tag here and one template in ``shell/components/``, shown in all states on /ui/.

They are builtins, so a page needs no ``{% load %}``. None of them belongs in a table cell of a long list:
plain markup is drawn a hundred times as fast there.
"""

from collections.abc import Hashable, Iterable
from functools import lru_cache
from typing import Any

from django import forms, template
from django.core.paginator import Page
from django.forms import BoundField
from django.http import HttpRequest
from django.template.base import FilterExpression, Node, NodeList, Parser, Token, token_kwargs
from django.template.context import Context
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from bijak.shell import registries
from bijak.shell.choosing import ChosenInput

register = template.Library()

ALERTS = {
    "success": ("circle-check", _("Berhasil")),
    "info": ("info-circle", _("Keterangan")),
    "warning": ("alert-triangle", _("Perhatian")),
    "danger": ("alert-circle", _("Kesalahan")),
}
# Messages of django.contrib.messages speak of levels, alerts of kinds.
LEVELS = {"debug": "info", "error": "danger"}
COLOURS = (
    "blue",
    "azure",
    "indigo",
    "purple",
    "pink",
    "red",
    "orange",
    "yellow",
    "lime",
    "green",
    "teal",
    "cyan",
    "secondary",
)
BUTTONS = {
    "primary": "btn-primary",
    "secondary": "",
    "outline": "btn-outline-primary",
    "ghost": "btn-ghost-secondary",
    "danger": "btn-danger",
}
KEPT = 200
"""How many drawings one place of a template keeps; then it begins anew."""


def draw(name: str, /, **values: Any) -> SafeString:
    return render_to_string(f"shell/components/{name}.html", values)


@register.simple_tag
def icon(name: str, label: str = "", small: bool = False) -> SafeString:
    """An icon of the sprite. Without a label it is decoration, silent to screen readers."""
    return _icon(name, str(label), small)


@lru_cache(maxsize=1_000)  # a page shows dozens of them, the whole product a few hundred
def _icon(name: str, label: str, small: bool) -> SafeString:
    return format_html(
        '<svg class="icon{}" {}><use href="{}#{}"/></svg>',
        " icon-sm" if small else "",
        format_html('role="img" aria-label="{}"', label) if label else SafeString('aria-hidden="true"'),
        static("vendor/icons.svg"),
        name,
    )


@register.simple_block_tag
def card(
    content: str, title: str = "", icon: str = "", id: str = "", flush: bool = False, footer: str = ""
) -> SafeString:
    """A box with a title. ``flush``: the content (a table, a list) reaches the edges."""
    return draw("card", content=content, title=title, icon=icon, id=id, flush=flush, footer=footer)


@register.simple_block_tag
def empty(content: str, icon: str = "inbox", title: str = "") -> SafeString:
    """What stands where a list has nothing: what belongs here, and how to begin."""
    return draw("empty", content=content, icon=icon, title=title)


@register.simple_block_tag
def alert(content: str, kind: str = "info", title: str = "") -> SafeString:
    kind = LEVELS.get(kind, kind)
    symbol, label = ALERTS[kind]
    return draw("alert", content=content, kind=kind, title=title, icon=symbol, label=label)


@register.simple_block_tag
def badge(content: str, colour: str = "secondary", icon: str = "") -> SafeString:
    """A short word about a state; the colour only repeats what the word says."""
    if colour not in COLOURS:
        raise template.TemplateSyntaxError(
            f"'{colour}' is not a badge colour; use one of {', '.join(COLOURS)}."
        )
    return draw("badge", content=content, colour=colour, icon=icon)


@register.simple_block_tag
def button(
    content: str,
    href: str = "",
    kind: str = "primary",
    icon: str = "",
    name: str = "",
    value: str = "",
    form: str = "",
    small: bool = False,
    disabled: bool = False,
) -> SafeString:
    """A link that looks like a button when it has ``href``, else one that submits its form."""
    return draw(
        "button",
        content=content,
        href=href,
        css=BUTTONS[kind],
        icon=icon,
        name=name,
        value=value,
        form=form,
        small=small,
        disabled=disabled,
    )


@register.simple_tag
def downloads(href: str, query: str = "") -> SafeString:
    """A menu to take a list home as a table, with the ``query`` that chose what is on the page."""
    return draw("downloads", href=href, rest=f"&{query}" if query else "")


@register.simple_tag
def progress(value: float | None, total: float = 100, label: str = "") -> SafeString:
    """How far something is; without a value: busy, nobody knows how long."""
    return draw("progress", value=value, total=total, label=label)


@register.simple_tag
def field(bound: BoundField, label: str = "", hide_label: bool = False, **attrs: Any) -> SafeString:
    """One field of a form: label, control, help and errors, tied together for screen readers.

    Further arguments become attributes of the control, ``_`` read as ``-``: ``{% field form.q hx_get="" %}``.
    """
    attributes = {name.replace("_", "-"): value for name, value in attrs.items()}
    kind = _control(bound.field.widget)
    css = {"check": "form-check-input", "choices": "", "select": "form-select"}.get(kind, "form-control")
    if css:
        attributes["class"] = " ".join(
            filter(None, [css, "is-invalid" if bound.errors else "", str(attributes.get("class", ""))])
        )
    if kind == "choices":
        bound.field.widget.attrs["class"] = "form-check-input"
    return draw(
        "field",
        bound=bound,
        kind=kind,
        control=bound.as_widget(attrs=attributes) if kind != "choices" else "",
        label=label or bound.label,
        hide_label=hide_label,
        help_id=f"{bound.auto_id}_helptext",
        error_id=f"{bound.auto_id}_error",
        type=getattr(bound.field.widget, "input_type", ""),
    )


def _control(widget: forms.Widget) -> str:
    if widget.is_hidden:
        return "hidden"
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return "choices"
    if isinstance(widget, forms.CheckboxInput):
        return "check"
    if isinstance(widget, ChosenInput):
        return "search"
    return "select" if isinstance(widget, forms.Select) else "input"


@register.simple_tag
def form_errors(form: forms.BaseForm, focus: bool = True) -> SafeString:
    """A summary above the form: what was refused, with a link to each field. It is what to read first."""
    fields = [bound for bound in form if bound.errors] if form.is_bound else []
    return draw(
        "form_errors", focus=focus, fields=fields, whole=form.non_field_errors() if form.is_bound else []
    )


@register.simple_tag(takes_context=True)
def pagination(context: Context, page: Page, parameter: str = "hal", target: str = "") -> SafeString:
    """Links to the other pages of a list that keep filter and sorting; ``target``: the id htmx swaps."""
    request: HttpRequest = context["request"]

    def link(number: int) -> str:
        query = request.GET.copy()
        query[parameter] = str(number)
        return f"{request.path}?{query.urlencode()}"

    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return draw(
        "pagination",
        page=page,
        links=[(number, link(number) if isinstance(number, int) else "") for number in numbers],
        previous=link(page.previous_page_number()) if page.has_previous() else "",
        next=link(page.next_page_number()) if page.has_next() else "",
        target=target,
    )


@register.simple_tag
def rows(template: str, values: Iterable[Any]) -> SafeString:
    """The rows of a long list: ``{% rows "people/list.html#row" rows %}``, each a named tuple of plain values.

    The partial is drawn once and says ``{name}`` where the value of that name goes, escaped. To walk its nodes for
    every row takes a template several times as long.
    """
    return format_html_join("", _row(template, get_language() or ""), (row._asdict() for row in values))


@lru_cache(maxsize=100)
def _row(template: str, language: str) -> SafeString:
    return render_to_string(template)


@register.tag
def once(parser: Parser, token: Token) -> "Once":
    """``{% once form=form %}…{% endonce %}``: what is alike for the same values in the same language, drawn once.

    Between the tags there are only the values that are named, so nothing of one person's request gets into
    another's page: no token, no account, no address. A value that is no key of a dictionary has a ``drawn_by`` that is.
    """
    name, *bits = token.split_contents()
    values = token_kwargs(bits, parser)
    if bits:
        raise template.TemplateSyntaxError(f"'{name}' takes values by name only.")
    nodes = parser.parse((f"end{name}",))
    parser.delete_first_token()
    return Once(nodes, values)


class Once(Node):
    def __init__(self, nodelist: NodeList, values: dict[str, FilterExpression]) -> None:
        self.nodelist = nodelist
        self.values = values
        self.drawn: dict[Hashable, SafeString] = {}

    def render(self, context: Context) -> SafeString:
        values = {name: value.resolve(context) for name, value in self.values.items()}
        key = (get_language(), *[getattr(value, "drawn_by", value) for value in values.values()])
        drawn = self.drawn.get(key)
        if drawn is None:
            if len(self.drawn) >= KEPT:
                self.drawn.clear()
            drawn = self.drawn[key] = self.nodelist.render(context.new(values))
        return drawn


@register.simple_tag(takes_context=True)
def panels(context: Context, slot: str, subject: object = None) -> SafeString:
    """What higher contexts have put into a place of this page."""
    return registries.panels.render(slot, context["request"], subject)
