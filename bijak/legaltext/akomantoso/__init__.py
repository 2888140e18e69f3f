"""A text as Akoma Ntoso 3.0 (OASIS LegalDocML), and back: the form in which parliaments exchange laws.

Our parts, and what they are there:

==================================  ========================================================================
judul                               ``preface/longTitle``
menimbang; mengingat, memperhatikan ``preamble/recitals/recital``; ``citations/citation``
memutuskan                          ``preamble/formula``
buku, bab, bagian, paragraf         ``book``, ``chapter``, ``part``, ``section``
pasal, ayat                         ``article``, ``paragraph``
huruf, angka, ``a)``, ``1)``        ``point``, its ``class`` says which
penutup                             ``conclusions``
penjelasan, lampiran                ``attachments/attachment/doc``
diktum, isi, umum, teks …           ``hcontainer``, its ``name`` says which
==================================  ========================================================================

``write`` then ``read`` gives the tree again. Reading needs ``bijak[akn]``: XML from strangers is read by defusedxml.
"""

from bijak.legaltext.akomantoso.identity import Identity, identify
from bijak.legaltext.akomantoso.reading import CannotRead, is_one, is_readable, read
from bijak.legaltext.akomantoso.writing import write

__all__ = ["CannotRead", "Identity", "identify", "is_one", "is_readable", "read", "write"]
