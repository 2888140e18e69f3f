"""Histories from files: trainings and assessments."""

from bijak.competency.importing.assessments import ASSESSMENTS
from bijak.competency.importing.trainings import COURSES, PROGRAMMES, Trainings
from bijak.people import queries as people

__all__ = ["ASSESSMENTS", "COURSES", "PROGRAMMES", "Trainings", "people"]
