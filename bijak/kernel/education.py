"""Levels of education by the code of the national reference (tingkat pendidikan): codes compare as levels do."""

LEVELS: dict[str, str] = {
    "05": "SD",
    "10": "SLTP",
    "12": "SLTP kejuruan",
    "15": "SLTA",
    "17": "SLTA kejuruan",
    "18": "SLTA keguruan",
    "20": "Diploma I",
    "25": "Diploma II",
    "30": "Diploma III",
    "35": "Diploma IV",
    "40": "S-1",
    "42": "Profesi",
    "45": "S-2",
    "47": "Spesialis",
    "49": "Subspesialis",
    "50": "S-3",
}
