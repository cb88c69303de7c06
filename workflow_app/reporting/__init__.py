"""Reports as people read them: tables in words, for pages, files and the command line."""

from workflow_app.reporting.files import as_csv, as_json, as_text, table_text, written_csv
from workflow_app.reporting.tables import Row, Table, tables
from workflow_app.reporting.words import HIDDEN, Words, words_of

__all__ = [
    "HIDDEN",
    "Row",
    "Table",
    "Words",
    "as_csv",
    "as_json",
    "as_text",
    "table_text",
    "tables",
    "words_of",
    "written_csv",
]
