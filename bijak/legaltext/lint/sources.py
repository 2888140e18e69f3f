"""Where the rules come from.

Lampiran II UU 12/2011 numbers its paragraphs; a number is given only where the page with it was read. Page 29 of
the Lampiran was, as Wikisource prints it without those numbers; the rest is cited by chapter, unverified.
"""

from bijak.legaltext.lint.rules import Source

LISTS = Source("UU 12/2011, Lampiran II, hlm. 29 (rincian dalam bentuk tabulasi)", verified=True)
NUMBERS = Source("UU 12/2011, Lampiran II, hlm. 29 (penulisan bilangan)", verified=True)
OPENING = Source("UU 12/2011, Lampiran II, BAB I huruf B (pembukaan)")
DECIDING = Source("UU 12/2011, Lampiran II, BAB I huruf B angka 5 (diktum)")
TERMS = Source("UU 12/2011, Lampiran II, BAB I huruf C (ketentuan umum)")
BODY = Source("UU 12/2011, Lampiran II, BAB I huruf C (batang tubuh)")
CLOSING = Source("UU 12/2011, Lampiran II, BAB I huruf D (penutup)")
LANGUAGE = Source("UU 12/2011, Lampiran II, BAB III (ragam bahasa)")
CITING = Source("UU 12/2011, Lampiran II, BAB III (teknik pengacuan)")
SANCTIONS = Source("UU 12/2011, Pasal 15 (materi muatan ketentuan pidana)")
