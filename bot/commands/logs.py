"""Logs: event names, ids and type names on standard error; never a word of a visitor."""

import logging
import sys

import structlog


def set_up_logs(level: str) -> None:
    """Send our own events to standard error and let no library print below a warning."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            _type_names_only,
            structlog.processors.TimeStamper(fmt="iso"),
            structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty()),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level.upper()]),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
    # a library's own words may quote what it was given: an error's text, a row, a URL with the token in it
    logging.basicConfig(handlers=[_NamesOnly()], level=logging.WARNING, force=True)
    logging.raiseExceptions = False
    sys.excepthook = _last_words


class _NamesOnly(logging.Handler):
    def emit(self, record: logging.LogRecord) -> None:
        error = record.exc_info[0] if record.exc_info else None
        structlog.get_logger().log(
            record.levelno, "library_said", logger=record.name, error=error.__name__ if error else None
        )


def _type_names_only(_: object, __: str, event: structlog.typing.EventDict) -> structlog.typing.EventDict:
    error = event.pop("exc_info", None)
    if isinstance(error, BaseException):
        event["error"] = type(error).__name__
    return event


def _last_words(kind: type[BaseException], error: BaseException, trace: object) -> None:  # noqa: ARG001
    where = error.__traceback__
    while where and where.tb_next:
        where = where.tb_next
    at = f"{where.tb_frame.f_code.co_filename}:{where.tb_lineno}" if where else "?"
    structlog.get_logger().critical("stopped_by_a_bug", error=kind.__name__, at=at)
