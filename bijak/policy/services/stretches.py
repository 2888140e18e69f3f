"""Writing a chapter, or a short text as a whole, anew as plain words."""

from datetime import date
from types import MappingProxyType

from django.db import transaction
from django.utils.translation import gettext as _

from bijak.accounts.models import Account
from bijak.ledger import services as ledger
from bijak.policy import queries
from bijak.policy.models import Act, Unsaved, Version
from bijak.policy.services import texts, versions
from bijak.policy.services.noting import noted
from bijak.policy.services.refusals import Refused, StretchChanged


@transaction.atomic
def rewrite(
    *,
    version: Version,
    first: str,
    last: str,
    basis: str,
    text: str,
    known: queries.Known = MappingProxyType({}),
    by: Account | None,
    today: date,
) -> list[str]:
    """Let the stretch from one provision to another read so; return the terms that were let go with what is gone.

    Who is recognisably the same keeps its UUID, and who is ``known``. Raises ``StretchChanged`` when a part of it
    changed since ``basis``.
    """
    version = versions.locked_version(version=version, by=by, today=today)
    parts = queries.clauses(version)
    stretch = queries.stretch_between(parts, first, last)
    if stretch is None or stretch.basis != basis:
        raise StretchChanged(
            _(
                "Orang lain mengubah bagian ini sementara Anda menyunting. Isian Anda tetap ada: "
                "periksa bedanya dengan naskah sekarang, lalu simpan lagi."
            ),
            stretch,
        )
    if not text.strip():
        raise Refused(
            _("Isian ini kosong. Untuk menghapus seluruh bagian, hapus ketentuannya satu per satu.")
        )
    new = queries.rewritten(stretch, text, known)
    Unsaved.objects.filter(
        account=by, version=version, provision=stretch.clauses[0].provision_id, is_stretch=True
    ).delete()
    if new.is_same:
        return []
    before = {each.provision_id: each for each in parts}
    fresh = iter(texts.new_provisions(version.draft.policy_id, new.provisions.count(None)))
    gone = before.keys() - set(new.provisions)
    nodes = [path[-1] for path in new.paths]
    with noted(version, Act.WRITTEN, by=by) as note:
        note.name = f"{stretch.clauses[0].name} – {stretch.clauses[-1].name}"
        unbound = versions.let_go_of_terms(version, gone) if gone else []
        texts.plant(
            version,
            list(new.paths),
            [next(fresh) if key is None else key for key in new.provisions],
            [
                1
                if key is None
                else before[key].edition
                + ((before[key].heading, before[key].text) != (node.heading, node.text))
                for key, node in zip(new.provisions, nodes, strict=True)
            ],
        )
    ledger.record(
        "policy.text_written",
        subject=version,
        by=by,
        facts={"new": new.provisions.count(None), "gone": len(gone)},
    )
    return unbound
