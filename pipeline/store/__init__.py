"""The store, the only part that knows DuckDB.

``connect`` opens a store for the ``write.Writer``, ``publish`` copies it for readers, ``query`` answers
from either, ``reference`` reads the periods and the published figures.
"""
