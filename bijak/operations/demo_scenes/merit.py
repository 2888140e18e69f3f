"""A merit binder begun in the demo: what the generated records speak for is scored, the rest waits."""

from bijak.kernel.days import add_months
from bijak.monitoring import queries, services
from bijak.operations.demo_scenes.cast import Cast

SCORES = {
    "planning.workload": (3, "Kebutuhan tercatat pada semua formasi; analisis beban kerja belum diperbarui."),
    "planning.evaluation": (3, "Kelas jabatan tercatat pada sebagian besar formasi."),
    "planning.map": (4, "Peta jabatan terbit dan diperbarui dari formasi."),
    "performance.planning": (3, "SKP tersusun untuk hampir semua pegawai."),
    "performance.evaluation": (3, "Penilaian tahunan tercatat; umpan balik berkala belum merata."),
    "competency.programme": (2, "Jam pelatihan belum merata menurut unit."),
    "recognition.promotion": (3, "Antrean kenaikan pangkat terbuka beserta alasannya."),
    "discipline.rules": (2, "Hukuman disiplin tercatat; pencegahannya belum terencana."),
    "digital.data": (3, "Mutu data diperiksa setiap malam."),
}


def play(cast: Cast) -> None:
    """Open this year's binder, once."""
    analyst, today = cast.analyst, cast.today
    if queries.years().exists():
        return
    year = services.open_merit_year(year=today.year, by=None, today=today)
    for point in queries.points(year):
        score, reason = SCORES.get(point.code, (None, ""))
        due = None if score else add_months(today, 2)
        services.judge_point(
            point=point,
            score=score,
            reason=reason,
            owner=analyst,
            due_on=due,
            edition=1,
            by=analyst,
            today=today,
        )
