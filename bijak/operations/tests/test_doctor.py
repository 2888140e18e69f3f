"""The doctor sees what is wrong and says what to do, in Indonesian."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import call_command

from bijak.documents.signing import trial
from bijak.documents.testing import NOW, install_certificate
from bijak.ledger.note import Signer
from bijak.operations import doctor, lease, queries
from bijak.organization import services as organizing
from bijak.siasn.services import calling


@pytest.fixture
def installed(db: None, tmp_path: Path, settings: object) -> Path:
    settings.DATA_DIR = tmp_path  # type: ignore[attr-defined]
    settings.STATIC_ROOT = tmp_path / "static"  # type: ignore[attr-defined]
    settings.LEDGER_SIGNING_KEY = str(Signer.generate("test.example"))  # type: ignore[attr-defined]
    (tmp_path / "static").mkdir()
    (tmp_path / "static" / "staticfiles.json").write_text("{}")
    call_command("createcachetable")
    organizing.change_agency(province="Kalimantan Barat", seat="Contoh", by=None, today=NOW.date())
    return tmp_path


def sentences(*, well: bool) -> str:
    return "\n".join(
        finding.sentence for look in doctor.LOOKS for finding in look() if finding.is_well is well
    )


def test_a_well_installation_has_nothing_to_complain_of(
    installed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lease, "held", lambda: set(lease.NUMBERS))
    assert sentences(well=False) == ""
    assert "PostgreSQL 18" in sentences(well=True)


def test_what_does_not_run_is_named(installed: Path) -> None:
    assert "Proses clock tidak berjalan." in sentences(well=False)


def test_missing_keys_files_and_migrations_are_named(
    installed: Path, settings: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.LEDGER_SIGNING_KEY = ""  # type: ignore[attr-defined]
    settings.STATIC_ROOT = installed / "none"  # type: ignore[attr-defined]
    monkeypatch.setattr(queries, "pending_migrations", lambda: ["people.0002"])
    monkeypatch.setattr(doctor, "LITTLE_SPACE", 1 << 60)
    found = sentences(well=False)
    assert "1 migrasi belum diterapkan" in found
    assert "BIJAK_SIGNING_KEY" in found
    assert "Berkas tampilan belum disiapkan" in found
    assert "Ruang kosong tinggal" in found


def test_what_signs_papers_is_looked_at(installed: Path, settings: object) -> None:
    assert "Tidak ada sertifikat instansi" in sentences(well=True)
    install_certificate(settings, installed, is_trusted=True)
    assert "Sertifikat instansi “Kota Contoh” dapat dipakai sampai" in sentences(well=True)
    assert "1 sertifikat tepercaya" in sentences(well=True)
    install_certificate(settings, installed, unit=trial.MARK)
    assert "Sertifikat percobaan" in sentences(well=True)
    install_certificate(settings, installed, until=NOW + timedelta(days=12))
    assert "berakhir dalam 1" in sentences(well=False)
    install_certificate(settings, installed, since=NOW - timedelta(days=9), until=NOW - timedelta(days=2))
    assert "sudah berakhir pada" in sentences(well=False)
    settings.CERTIFICATE_PASSPHRASE = "salah"  # type: ignore[attr-defined]
    assert "frasa sandinya salah" in sentences(well=False)
    settings.TRUST_ROOTS = str(installed / "tidak-ada.pem")  # type: ignore[attr-defined]
    assert "Sertifikat tepercaya" in sentences(well=False)


def test_a_silent_mail_server_and_a_site_without_tls_are_named(installed: Path, settings: object) -> None:
    settings.MAILERS = {  # type: ignore[attr-defined]
        "default": {
            "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "OPTIONS": {"host": "127.0.0.1", "port": 9},
        }
    }
    settings.MODE, settings.BEHIND_TLS = "production", False  # type: ignore[attr-defined]
    found = sentences(well=False)
    assert "Server surel 127.0.0.1:9 tidak menjawab" in found
    assert "tanpa enkripsi" in found


def test_a_national_service_that_does_not_let_us_in_is_named(installed: Path, settings: object) -> None:
    assert "Layanan web SIASN tidak dipakai" in sentences(well=True)
    settings.SIASN_SERVER = "https://siasn.example/apisiasn/1.0"  # type: ignore[attr-defined]
    calling.service.cache_clear()
    assert "BIJAK_SIASN_CONSUMER_KEY" in sentences(well=False)
    calling.service.cache_clear()


def test_an_agency_that_papers_cannot_place_is_named(installed: Path) -> None:
    organizing.change_agency(province="", by=None, today=NOW.date())
    assert "belum menyebut provinsi atau tempat penetapan" in sentences(well=False)
    organizing.change_agency(kind="central", by=None, today=NOW.date())
    assert "tempat penetapan" in sentences(well=True)
