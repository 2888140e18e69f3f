"""Reading the queue anew, answering who objects to it, and bringing a proposal to its decree."""

from bijak.career.services.reading import ask_run, note_download, refresh, refresh_person, run

__all__ = ["ask_run", "note_download", "refresh", "refresh_person", "run"]
