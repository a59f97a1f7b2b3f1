"""What may be logged of an error: its type and where it arose, never its text, which may hold a visitor's words."""

import traceback

import structlog

log = structlog.get_logger()


def whereabouts(error: BaseException) -> dict[str, str]:
    """Give the name of an error's type and the function and line that raised it."""
    frames = traceback.extract_tb(error.__traceback__)
    where = f"{frames[-1].name}:{frames[-1].lineno}" if frames else "nowhere"
    return {"error": type(error).__name__, "where": where}


def report(event: str, error: BaseException, **ids: int | str | None) -> None:
    """Log a failure that somebody should look at."""
    log.error(event, **ids, **whereabouts(error))
