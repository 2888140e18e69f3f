"""For tests of higher contexts: does a swap by htmx show what a reload would show?"""

from django.test import Client
from django.test.html import Element, parse_html


def assert_swap_equals_reload(client: Client, url: str, target_id: str) -> None:
    """Fetch the page both ways and compare the element ``#target_id``."""
    page = client.get(url)
    swap = client.get(url, headers={"HX-Request": "true", "HX-Target": target_id})
    assert page.status_code == swap.status_code == 200, (page.status_code, swap.status_code)
    assert b"<html" not in swap.content, "The swap answers with a whole page."
    expected = _find(parse_html(page.content.decode()), target_id)
    assert expected is not None, f"The page has no element #{target_id}."
    fragment = parse_html(swap.content.decode())
    found = _find(fragment, target_id)
    same = _text(found) == _text(expected) if found else _children(fragment) == _children(expected)
    assert same, f"Swap and reload differ.\n--- reload\n{expected}\n--- swap\n{found or fragment}"


def _find(element: Element, target_id: str) -> Element | None:
    if not isinstance(element, Element):
        return None
    if dict(element.attributes).get("id") == target_id:
        return element
    return next((found for child in element.children if (found := _find(child, target_id))), None)


def _text(element: Element) -> str:
    _without_tokens(element)
    return str(element)


def _children(element: Element) -> str:
    _without_tokens(element)
    return "".join(str(child) for child in element.children).strip()


def _without_tokens(element: Element) -> None:
    """Every answer masks its CSRF token anew."""
    element.children = [
        child
        for child in element.children
        if not (isinstance(child, Element) and ("name", "csrfmiddlewaretoken") in child.attributes)
    ]
    for child in element.children:
        if isinstance(child, Element):
            _without_tokens(child)
