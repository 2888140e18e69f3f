from django.db import migrations, models


class Migration(migrations.Migration):
    """The number of a decree is given once a year, kind by kind: a decree keeps the kind its policy had."""

    dependencies = [("policy", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="decree",
            name="kind",
            field=models.CharField(
                choices=[
                    ("regional_regulation", "Peraturan daerah"),
                    ("head_regulation", "Peraturan kepala daerah"),
                    ("head_decree", "Keputusan kepala daerah"),
                    ("circular", "Surat edaran"),
                ],
                default="",
                max_length=24,
                verbose_name="jenis produk hukum",
            ),
            preserve_default=False,
        ),
        migrations.RunSQL(
            "UPDATE policy_decree SET kind = policy_policy.kind FROM policy_draft"
            " JOIN policy_policy ON policy_policy.id = policy_draft.policy_id"
            " WHERE policy_draft.id = policy_decree.draft_id",
            migrations.RunSQL.noop,
        ),
        migrations.AddConstraint(
            model_name="decree",
            constraint=models.UniqueConstraint(
                fields=("kind", "number", "year"),
                name="policy_decree_number_once_a_year",
                violation_error_message="Nomor ini sudah dipakai peraturan lain pada tahun yang sama.",
            ),
        ),
    ]
