"""Django's ``{% load i18n %}``, whose ``{% translate "…" %}`` looks each sentence up once for each language.

A page says fifty of them, and Django resolves, looks up and marks each one every time.
"""

from django.template import Library, Node
from django.template.base import Parser, Token
from django.template.context import Context
from django.templatetags import i18n
from django.utils.translation import get_language

register = Library()
register.tags.update(i18n.register.tags)
register.filters.update(i18n.register.filters)


@register.tag
def translate(parser: Parser, token: Token) -> Node:
    node = i18n.do_translate(parser, token)
    said = node.filter_expression
    is_literal = getattr(said.var, "literal", None) is not None and not said.filters
    return Translated(node) if is_literal and node.message_context is None else node


class Translated(Node):
    child_nodelists = ()

    def __init__(self, node: i18n.TranslateNode) -> None:
        self.node = node
        self.variable, node.asvar = node.asvar, None
        self.known: dict[str | None, str] = {}

    def render(self, context: Context) -> str:
        language = get_language()
        said = self.known.get(language)
        if said is None:
            said = self.known[language] = self.node.render(context)
        if self.variable:
            context[self.variable] = said
            return ""
        return said
