"""What the chat page shows: the templates with everything they may ask for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from litestar.plugins.jinja import JinjaTemplateEngine
from litestar.response import Template

from bot.conversation import Waiting
from bot.messages import Button, Language, Link, Replies, encode
from bot.texts import Texts
from bot.web.linked import linked

_NOTHING = Waiting()


@cache
def engine() -> JinjaTemplateEngine:
    """Make the templates, once; everything is escaped unless it is `Markup` already."""
    environment = Environment(
        loader=PackageLoader("bot.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"linked": linked, "payload": lambda button: encode(button.action)}
    environment.tests |= {
        "button": lambda choice: isinstance(choice, Button),
        "link": lambda choice: isinstance(choice, Link) and choice.url.startswith("https://"),
    }
    return JinjaTemplateEngine.from_environment(environment)


@dataclass(frozen=True, slots=True)
class Turn:
    """What one exchange shows: the visitor's own words, if any, and the answers; `stale` asks to load the page anew.

    `delivery` is its number in the outbox, where staff said it.
    """

    said: str
    replies: Replies
    language: Language
    stale: bool = False
    delivery: int | None = None


@dataclass(frozen=True, slots=True)
class Pages:
    """Every page and fragment, by name."""

    texts: Texts

    def start(self, language: Language) -> Template:
        """Show the empty page; it fetches the welcome itself."""
        return self._page((), language)

    def whole(self, turn: Turn | None, status: int = 200, waiting: Waiting = _NOTHING) -> Template:
        """Show one exchange, and what staff said, on a page of its own, for a browser without JavaScript."""
        turns = (*([turn] if turn else []), *_said(waiting))
        return self._page(turns, turns[-1].language, status, looks=waiting.more)

    def fragment(self, turn: Turn, shown: Language, status: int = 200) -> Template:
        """Add one exchange to the log, and put the page around it in its language when another is `shown`."""
        changed = {"turns": (turn,), "changed": shown != turn.language}
        return self._template("fragment.html", turn.language, changed, status)

    def news(self, waiting: Waiting) -> Template:
        """Add what staff said to the log."""
        turns = _said(waiting)
        return self._template("fragment.html", turns[-1].language, {"turns": turns, "changed": False})

    def notice(self, key: str, language: Language, status: int = 200) -> Template:
        """Show a page that says one thing."""
        return self._template("notice.html", language, {"key": key}, status)

    def _page(self, turns: Sequence[Turn], language: Language, status: int = 200, *, looks: bool = False) -> Template:
        seen = ",".join(str(turn.delivery) for turn in turns if turn.delivery is not None)
        return self._template("page.html", language, {"turns": turns, "seen": seen, "looks": looks}, status)

    def _template(self, name: str, language: Language, values: Mapping[str, object], status: int = 200) -> Template:
        def words(key: str) -> str:
            return self.texts.say(key, language).text

        help_now = self.texts.button("r:hulp", language)
        context = {"language": language, "words": words, "help_now": help_now, **values}
        return Template(name, context=context, status_code=status)


def _said(waiting: Waiting) -> Sequence[Turn]:
    return [Turn("", each.replies, each.language, delivery=each.id) for each in waiting.deliveries]
