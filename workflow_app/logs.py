"""Structured logs without personal data.

An exception's message may quote what somebody typed, so only its class and the places it
passed are written, never its text or its locals.
"""

import logging
import traceback

import structlog


def set_up() -> None:
    """Write one JSON line an entry to standard error."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.WriteLoggerFactory(),
        cache_logger_on_first_use=False,
    )


def trail(error: BaseException) -> list[str]:
    """Return the places an error passed, innermost last: "case.py:42 in show"."""
    frames = traceback.extract_tb(error.__traceback__)
    return [f"{frame.filename.rpartition('/')[2]}:{frame.lineno} in {frame.name}" for frame in frames]


def kinds(error: BaseException) -> list[str]:
    """Return the classes of an error and of what caused it, outermost first."""
    found: list[str] = []
    current: BaseException | None = error
    while current is not None:
        found.append(type(current).__name__)
        current = current.__cause__ or current.__context__
    return found
