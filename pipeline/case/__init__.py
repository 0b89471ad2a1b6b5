"""From a document's outline to the case: who it is about, what happened to them, what is recommended."""

from pipeline.case.record import case_record

__all__ = ["case_record"]
