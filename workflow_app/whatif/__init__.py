"""The impact of a draft as people read it: sentences and tables, for pages, files and the command line."""

from workflow_app.whatif.files import as_csv, as_json, as_text
from workflow_app.whatif.names import Names
from workflow_app.whatif.sentences import sentences
from workflow_app.whatif.tables import tables

__all__ = ["Names", "as_csv", "as_json", "as_text", "sentences", "tables"]
