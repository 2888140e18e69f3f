"""The pages that every browser test visits. A context that adds a page adds a line."""

PAGES = [
    # persona ("" for a stranger), path
    ("", "/"),
    ("", "/ui/"),
    ("", "/catatan/"),
    ("", "/akun/masuk/"),
    ("ani", "/"),
    ("citra", "/"),
    ("hadi", "/catatan/"),
]
