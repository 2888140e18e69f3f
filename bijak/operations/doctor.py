"""Looks at every part of an installation and says, in sentences, what is well and what is not."""

import os
import shutil
import smtplib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from bijak.operations import installation as installing
from bijak.operations.postgres import ServerError
from bijak.shell.templatetags.formats import tanggal

LITTLE_SPACE = 2 * 1024**3
"""Bytes: below this a backup or a large import may not fit."""

CERTIFICATE_ENDS_SOON = 30
"""Days: a new one takes weeks to come."""


@dataclass(frozen=True)
class Finding:
    """One thing looked at."""

    is_well: bool
    sentence: str

    @property
    def sign(self) -> str:
        return "✓" if self.is_well else "✗"


def examine() -> list[Finding]:
    """Everything, in the order in which parts need each other, as far as one can look."""
    findings: list[Finding] = []
    try:
        with installing.opened(installing.here()):
            import django

            django.setup()
            for look in LOOKS:
                findings.extend(look())
    except (installing.Incomplete, ServerError, SystemExit) as refusal:  # settings refuse with SystemExit
        findings.append(Finding(False, str(refusal)))
    return findings


def database() -> Iterator[Finding]:
    from django.db import DatabaseError, connection

    from bijak.operations import queries, schema

    try:
        connection.ensure_connection()
    except DatabaseError as error:
        yield Finding(
            False,
            _("Basis data tidak dapat dihubungi (%(error)s). Periksa BIJAK_DATABASE_URL dan servernya.")
            % {"error": type(error).__name__},
        )
        return
    version = connection.connection.info.server_version
    yield Finding(
        version >= 180000,
        _("Basis data menjawab: PostgreSQL %(version)s.")
        % {"version": f"{version // 10000}.{version % 10000}"}
        if version >= 180000
        else _("PostgreSQL %(version)s terlalu tua; Bijak memerlukan PostgreSQL 18.")
        % {"version": version // 10000},
    )
    pending = queries.pending_migrations()
    yield Finding(
        not pending,
        _("Semua migrasi sudah diterapkan.")
        if not pending
        else _("%(count)s migrasi belum diterapkan. Jalankan 'bijak prepare'.") % {"count": len(pending)},
    )
    try:
        schema.refuse_others()
    except schema.MadeByOthers as refusal:
        yield Finding(False, str(refusal))
    from django.conf import settings

    caches = {each["LOCATION"] for each in settings.CACHES.values()}
    has_cache = caches <= {*connection.introspection.table_names()}
    yield Finding(
        has_cache,
        _("Tabel cache bersama ada.")
        if has_cache
        else _(
            "Tabel cache bersama belum ada, sehingga pembatas percobaan masuk tidak bekerja."
            " Jalankan 'bijak prepare'."
        ),
    )


def agency() -> Iterator[Finding]:
    """What papers say of who sets them; without it no regulation is signed."""
    from bijak.organization import queries as organization

    is_placed = organization.agency().is_placed
    yield Finding(
        is_placed,
        _("Profil instansi menyebut tempat penetapan peraturan.")
        if is_placed
        else _(
            "Profil instansi belum menyebut provinsi atau tempat penetapan, sehingga naskah peraturan belum dapat"
            " ditandatangani. Administrator mengisinya pada halaman Profil instansi."
        ),
    )


def processes() -> Iterator[Finding]:
    from bijak.operations import lease

    held = lease.held()
    for name in lease.NUMBERS:
        yield Finding(
            name in held,
            _("Proses %(name)s berjalan.") % {"name": name}
            if name in held
            else _("Proses %(name)s tidak berjalan. Jalankan 'bijak run', lalu lihat log-nya.")
            % {"name": name},
        )


def keys() -> Iterator[Finding]:
    from bijak.ledger import keys as ledger_keys

    try:
        key = ledger_keys.signer().verifier
    except ledger_keys.NoSigningKey as error:
        yield Finding(
            False,
            _("Kunci tanda tangan catatan tidak dapat dipakai (%(error)s). Periksa BIJAK_SIGNING_KEY.")
            % {"error": error},
        )
        return
    yield Finding(True, _("Kunci tanda tangan catatan dapat dipakai: %(key)s.") % {"key": key})


def signatures() -> Iterator[Finding]:
    """None is wanted: papers are signed in ink or elsewhere, too. What is given must work."""
    from django.utils import timezone

    from bijak.documents.signing import certificates

    try:
        roots = certificates.roots()
        own = certificates.own() if certificates.is_given() else None
    except certificates.Unusable as refusal:
        yield Finding(False, str(refusal))
        return
    if own is not None:
        left = (own.valid_until - timezone.now()).days
        known = {"name": own.subject, "until": tanggal(own.valid_until), "left": left}
        if left < 0:
            sentence = _("Sertifikat instansi “%(name)s” sudah berakhir pada %(until)s. Pasang yang baru.")
        elif left < CERTIFICATE_ENDS_SOON:
            sentence = _(
                "Sertifikat instansi “%(name)s” berakhir dalam %(left)s hari, pada %(until)s. Mintalah yang baru."
            )
        elif own.is_trial:
            sentence = _(
                "Sertifikat percobaan “%(name)s” berlaku sampai %(until)s; bukan untuk naskah sungguhan."
            )
        else:
            sentence = _("Sertifikat instansi “%(name)s” dapat dipakai sampai %(until)s.")
        yield Finding(left >= CERTIFICATE_ENDS_SOON, sentence % known)
    else:
        yield Finding(
            True, _("Tidak ada sertifikat instansi: naskah ditandatangani basah atau di tempat lain.")
        )
    yield Finding(
        True,
        _("%(count)s sertifikat tepercaya untuk memeriksa tanda tangan.") % {"count": len(roots)}
        if roots
        else _("Tidak ada sertifikat tepercaya: naskah yang ditandatangani di tempat lain tidak diterima."),
    )


def storage() -> Iterator[Finding]:
    from django.conf import settings

    folder = Path(settings.DATA_DIR)
    may_write = folder.is_dir() and os.access(folder, os.W_OK)
    yield Finding(
        may_write,
        _("Folder data %(folder)s dapat ditulisi.") % {"folder": folder}
        if may_write
        else _("Folder data %(folder)s tidak ada atau tidak dapat ditulisi. Perbaiki pemilik dan izinnya.")
        % {"folder": folder},
    )
    if may_write:
        free = shutil.disk_usage(folder).free
        size = {"size": f"{free / 1024**3:.1f}".replace(".", ",")}
        yield Finding(
            free >= LITTLE_SPACE,
            _("Ruang kosong %(size)s GB.") % size
            if free >= LITTLE_SPACE
            else _("Ruang kosong tinggal %(size)s GB. Tambah ruang sebelum impor atau cadangan berikutnya.")
            % size,
        )
    has_static = (Path(settings.STATIC_ROOT) / "staticfiles.json").exists()
    yield Finding(
        has_static,
        _("Berkas tampilan sudah disiapkan.")
        if has_static
        else _("Berkas tampilan belum disiapkan. Jalankan 'bijak prepare'."),
    )


def mail() -> Iterator[Finding]:
    from django.conf import settings

    mailer = settings.MAILERS["default"]
    if not mailer["BACKEND"].endswith("smtp.EmailBackend"):
        yield Finding(True, _("Surel tidak dikirim keluar pada pemasangan ini."))
        return
    host, port = mailer["OPTIONS"]["host"], mailer["OPTIONS"]["port"]
    where = {"host": host, "port": port}
    try:
        with smtplib.SMTP(host, port, timeout=5) as server:
            server.noop()
    except OSError:
        yield Finding(
            False,
            _("Server surel %(host)s:%(port)s tidak menjawab. Periksa BIJAK_MAIL_HOST dan BIJAK_MAIL_PORT.")
            % where,
        )
        return
    yield Finding(True, _("Server surel %(host)s:%(port)s menjawab.") % where)


def national_service() -> Iterator[Finding]:
    """Files do without it; where it is asked for, we must be let in."""
    from bijak.siasn.services import answers, calling

    if not calling.is_on():
        yield Finding(True, _("Layanan web SIASN tidak dipakai: data dipertukarkan dengan berkas."))
        return
    try:
        calling.service().sign_in()
    except answers.Failed as refusal:
        yield Finding(False, str(refusal))
        return
    yield Finding(True, _("Layanan web SIASN menerima akun instansi."))


def reference_tables() -> Iterator[Finding]:
    """What is missing is said and no fault: the built-in codes serve until it comes."""
    from bijak.siasn.queries import named_tables

    tables = named_tables()
    missing = [str(table.label) for table in tables if table.loaded is None]
    if len(missing) == len(tables):
        yield Finding(True, _("Tabel rujukan SIASN belum dimuat; kode bawaan yang dipakai."))
    elif missing:
        yield Finding(
            True,
            _("Tabel rujukan SIASN dimuat, kecuali %(names)s. Muat dengan 'bijak load-reference FOLDER'.")
            % {"names": ", ".join(missing)},
        )
    else:
        yield Finding(True, _("Semua tabel rujukan SIASN dimuat."))


def encryption() -> Iterator[Finding]:
    from django.conf import settings

    is_well = settings.BEHIND_TLS or settings.MODE != "production"
    yield Finding(
        is_well,
        _("Alamat situs: %(address)s.") % {"address": settings.BASE_URL}
        if is_well
        else _(
            "Alamat situs %(address)s tanpa enkripsi. Pasang TLS di depan Bijak"
            " dan tulis https:// di BIJAK_BASE_URL."
        )
        % {"address": settings.BASE_URL},
    )


LOOKS: tuple[Callable[[], Iterator[Finding]], ...] = (
    database,
    agency,
    processes,
    keys,
    signatures,
    storage,
    mail,
    national_service,
    reference_tables,
    encryption,
)
