from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("organization", "0001_initial"),
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="employeetoday",
            index=models.Index(
                condition=models.Q(
                    (
                        "standing_code__in",
                        ("01", "03", "04", "05", "06", "07", "08", "09", "11", "15", "16", "20", "71", "101"),
                    )
                ),
                fields=["name", "employee"],
                name="people_today_active",
            ),
        ),
    ]
