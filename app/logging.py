"""One shape for every log line, ours and the libraries', on standard error."""

import logging
from typing import Any

import structlog

from app.config import Settings

# waitress warns whenever a request waits for a thread, which on a busy dock is every second.
QUIET = {"waitress.queue": logging.ERROR, "alembic": logging.WARNING}


def set_up(settings: Settings) -> None:
    """Send structlog's and the standard library's records through one formatter."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler()
    handler.setFormatter(structlog.stdlib.ProcessorFormatter(_renderer(settings), foreign_pre_chain=shared))
    logging.basicConfig(handlers=[handler], level=settings.log_level, force=True)
    for name, level in QUIET.items():
        logging.getLogger(name).setLevel(level)


def _renderer(settings: Settings) -> Any:
    if settings.log_format == "json":
        return structlog.processors.JSONRenderer()
    return structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)
