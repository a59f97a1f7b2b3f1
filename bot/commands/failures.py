"""What can go wrong that an operator can mend, each in one line."""

from bot.conversation import DialogueDownError, StoreDownError
from bot.settings import SettingsError
from bot.vault import VaultError
from bot.web import CannotServeError


class CommandError(Exception):
    """A command cannot go on; the text says what to do."""


EXPECTED = (
    CannotServeError,
    CommandError,
    DialogueDownError,
    FileNotFoundError,
    SettingsError,
    StoreDownError,
    VaultError,
)


def explain(error: BaseException) -> str:
    """Say what went wrong and, where it helps, what to do."""
    match error:
        case SettingsError():
            return f"The bot does not start. {error}"
        case StoreDownError():
            return f"The database does not work: {error}. Is DATABASE_URL right, the disk not full, VAR_DIR writable?"
        case DialogueDownError():
            return f"The language model does not answer: {error}"
        case VaultError():
            return f"{error} (VAR_DIR says where secrets are kept)"
        case FileNotFoundError():
            return f"{error.filename} is missing: {error.strerror}"
        case _:
            return str(error)
