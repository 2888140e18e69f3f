"""What an employee takes along: everything as JSON, and the curriculum vitae form (DRH) on paper."""

import json
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.utils import translation
from django.utils.translation import gettext as _

from bijak.accounts import queries as accounts
from bijak.accounts.models import Account
from bijak.documents import printing
from bijak.organization import queries as organization
from bijak.people import queries as people
from bijak.people.queries import EmployeeToday, Line, Topic
from bijak.people.registries import holdings
from bijak.selfservice import forms, queries
from bijak.shell.templatetags.formats import tanggal

FORMAT, VERSION = "bijak.data-saya", 1
"""Told in the file itself; docs/panduan/data-saya.md says what stands where."""


def as_json(row: EmployeeToday, *, account: Account, today: date) -> bytes:
    """Every row ever believed about her with the change it comes from, who looked, and what she proposed."""
    changes = people.changes_of(row.pk, with_sensitive=True)
    content = {
        "format": FORMAT,
        "version": VERSION,
        "made_on": today,
        "agency": organization.agency().name,
        "person": {"uuid": row.uuid, "nip": row.nip, "name": row.full_name},
        "labels": people.labels(),
        "records": people.everything(row.pk),
        "changes": [
            {
                "uuid": change.uuid,
                "at": change.at,
                "by": change.by.name if change.by else None,
                "is_import": change.batch_id is not None,
                "reason": change.reason,
            }
            for change in changes
        ],
        "looks": [
            {"at": look.at, "by": look.who, "roles": look.roles, "page": look.page}
            for look in accounts.looks(list(accounts.views_of(account)))
        ],
        "proposals": [_proposal(proposal) for proposal in queries.proposals_of(row.pk)],
        "elsewhere": [
            {
                "label": str(each.model._meta.verbose_name),
                "rows": list(each.rows(row.pk).values(*each.columns)),
            }
            for each in holdings
        ],
    }
    return json.dumps(content, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2).encode()


def _proposal(proposal: Any) -> Mapping[str, Any]:
    return {
        "uuid": proposal.uuid,
        "part": proposal.topic,
        "act": proposal.act,
        "state": proposal.state,
        "made_at": proposal.made_at,
        "typed": proposal.typed,
        "before": proposal.before,
        "reason": proposal.reason,
        "document": proposal.document.name if proposal.document else None,
        "change": proposal.change.uuid if proposal.change else None,
        "steps": [
            {"at": step.at, "deed": step.deed, "by": step.by.name, "role": step.role, "words": step.words}
            for step in queries.steps_of(proposal)
        ],
    }


# The form ---------------------------------------------------------------------------------------

BLANK = 2
"""So many empty rows stand where nothing is on record, to be written by hand."""


def drh_pdf(row: EmployeeToday, *, today: date) -> bytes:
    """The form *Daftar Riwayat Hidup*, filled with what is on record; official papers are Indonesian."""
    with translation.override("id"):
        return printing.pdf("selfservice/drh.typ", _form(row, today=today), paper=printing.Paper.F4)


def _form(row: EmployeeToday, *, today: date) -> dict[str, Any]:
    shown = people.person(row, on=today, with_sensitive=True)
    histories = {topic: list(reversed(shown.histories[topic])) for topic in Topic}
    identity = forms.worded(queries.IDENTITY, shown.identity, row=row, today=today)
    photo = people.photo_bytes(row.pk)
    return {
        "title": _("Daftar Riwayat Hidup"),
        "agency": organization.agency().name,
        "name": row.full_name,
        "printed": _(
            "Dicetak %(day)s dari catatan kepegawaian. Baris kosong: belum tercatat, diisi dengan tangan."
        )
        % {"day": tanggal(today)},
        "photo": list(photo) if photo else [],
        "identity": [
            *((label, text) for label, text in identity),
            (_("Alamat"), address.title if (address := shown.at(Topic.ADDRESS)) else ""),
            (_("Pangkat, golongan ruang"), shown.rank.title if shown.rank else ""),
            (_("Jabatan"), shown.position.title if shown.position else ""),
            (_("Unit kerja"), row.unit.name if row.unit else ""),
        ],
        "tables": _tables(row, histories),
        "closing": _("Demikian daftar riwayat hidup ini dibuat dengan sesungguhnya."),
        "nip": row.nip,
    }


def _tables(row: EmployeeToday, histories: Mapping[Topic, Sequence[Line]]) -> list[dict[str, Any]]:
    """The tables of the form in its order: heading, columns, rows."""
    number = _("Nomor dan tanggal SK")
    family: list[Any] = sorted(
        people.all_held(row, Topic.FAMILY), key=lambda member: (member.born_on or date.max, member.pk)
    )

    def kin(*relations: str) -> list[list[str]]:
        return [
            [
                each.name,
                ", ".join(filter(None, (each.birth_place, tanggal(each.born_on)))),
                each.get_relation_display(),
            ]
            for each in family
            if each.relation in relations
        ]

    kin_columns = [_("Nama"), _("Tempat, tanggal lahir"), _("Hubungan")]
    return [
        _table(
            _("Pendidikan"),
            [_("Tingkat dan jurusan"), _("Sekolah, tahun lulus"), _("Nomor ijazah")],
            [[line.title, line.detail, line.decree_no] for line in histories[Topic.EDUCATION]],
        ),
        _table(_("Kursus dan latihan"), [_("Nama"), _("Penyelenggara"), _("Tahun")], _courses(row.pk)),
        _table(
            _("Riwayat kepangkatan, golongan ruang penggajian"),
            [_("Pangkat, golongan ruang"), _("TMT"), number],
            [[line.title, tanggal(line.from_on), _decree(line)] for line in histories[Topic.RANK]],
        ),
        _table(
            _("Pengalaman jabatan dan pekerjaan"),
            [_("Jabatan"), _("Unit"), _("Mulai"), _("Sampai dengan"), number],
            [
                [
                    line.title,
                    line.detail,
                    tanggal(line.from_on),
                    _last_day(line),
                    _decree(line),
                ]
                for line in histories[Topic.POSITION]
            ],
        ),
        _table(
            _("Tanda jasa dan penghargaan"),
            [_("Nama"), _("Tahun"), number],
            [[line.title, line.detail, _decree(line)] for line in histories[Topic.AWARD]],
        ),
        _table(_("Pengalaman ke luar negeri"), [_("Negara"), _("Tujuan"), _("Tahun")], []),
        _table(_("Suami atau istri"), kin_columns, kin("spouse")),
        _table(_("Anak"), kin_columns, kin("child", "stepchild", "adopted")),
        _table(_("Bapak dan ibu kandung"), kin_columns, kin("father", "mother")),
        _table(_("Bapak dan ibu mertua"), kin_columns, []),
        _table(_("Saudara kandung"), kin_columns, []),
        _table(_("Organisasi"), [_("Nama"), _("Kedudukan"), _("Tahun")], []),
    ]


def _courses(employee: int) -> list[list[str]]:
    return [
        [str(value) for value in values]
        for each in holdings
        if each.courses
        for values in each.rows(employee).filter(each.current).values_list(*each.courses)
    ]


def _table(heading: str, columns: list[str], rows: list[list[str]]) -> dict[str, Any]:
    return {"heading": heading, "columns": columns, "rows": rows or [[""] * len(columns)] * BLANK}


def _last_day(line: Line) -> str:
    return tanggal(line.until_on and line.until_on - timedelta(days=1))


def _decree(line: Line) -> str:
    return ", ".join(filter(None, (line.decree_no, tanggal(line.decree_on))))
