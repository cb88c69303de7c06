"""What auditors do: read the cases of their assignments, whole, with every look logged."""

from prosesser.audit.errors import AssignmentUnknown, ContentErased, ExportNeedsApproval, NotToOneself
from prosesser.audit.file import AuditedCase, AuditFile
from prosesser.audit.reads import Audits

__all__ = [
    "AssignmentUnknown",
    "AuditFile",
    "AuditedCase",
    "Audits",
    "ContentErased",
    "ExportNeedsApproval",
    "NotToOneself",
]
