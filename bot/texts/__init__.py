"""Every sentence the bot itself says, from the YAML files beside this one, in Dutch and in English.

A text has a key, `nl` and `en` (one string, or a list of variants) and the buttons under it:

    forget_ask:
      nl: Wil je dat ik alles vergeet?
      en: Do you want me to forget everything?
      buttons: [k:forget_all, k:keep]

A button is written as its action (`a:` intent, `r:` command, `c:` care answer, `k:` choice); its title stands in
`titles.yml`, so one thing is called by one name everywhere.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib import resources
from typing import Any, Self

from bot import yml
from bot.messages import Ask, Button, Care, Choose, Command, Language, Run, Say, decode, encode

# titles that are said in any talk, what nobody may do by a slip, and the one that names the other language
_NOT_BY_TITLE = frozenset({"a:affirm", "a:deny", "a:goodbye", "a:thank", "r:stop", "r:wis", "r:taal"})


@dataclass(frozen=True, slots=True)
class _Entry:
    variants: Mapping[Language, tuple[str, ...]]
    buttons: tuple[str, ...]
    ask_location: bool


class Texts:
    """The sentences by key; loading refuses a text without both languages or a button without a title."""

    def __init__(self, entries: Mapping[str, _Entry], titles: Mapping[str, Mapping[Language, str]]) -> None:
        self._entries = entries
        self._titles = titles

    @classmethod
    def load(cls) -> Self:
        """Read the files of this folder.

        Raises:
            ValueError: a key stands in two files, a language is missing, or a button has no title.
        """
        titles = {key: _both(key, value) for key, value in _yaml("titles.yml").items()}
        entries: dict[str, _Entry] = {}
        for name in sorted(item.name for item in resources.files(__name__).iterdir() if item.name.endswith(".yml")):
            if name == "titles.yml":
                continue
            for key, value in _yaml(name).items():
                if key in entries:
                    raise ValueError(f"text {key} stands twice, the second time in {name}")
                entries[key] = _entry(key, value, titles)
        return cls(entries, titles)

    def keys(self) -> frozenset[str]:
        """All keys, for tests that look at the texts as a whole."""
        return frozenset(self._entries)

    def variants(self, key: str, language: Language) -> tuple[str, ...]:
        """All wordings of one text."""
        return self._entries[key].variants[language]

    def say(self, key: str, language: Language, variant: int = 0, **values: object) -> Say:
        """Fill a text in; `variant` counts on for ever and wraps round the wordings there are."""
        entry = self._entries[key]
        wordings = entry.variants[language]
        text = wordings[variant % len(wordings)].format(**values)
        buttons = tuple(self.button(action, language) for action in entry.buttons)
        return Say(text, buttons, ask_location=entry.ask_location)

    def days(self, number: int, language: Language) -> str:
        """Say so many days: "1 dag"."""
        return self.say("days", language, 0 if number == 1 else 1, number=number).text

    def button(self, written: str, language: Language) -> Button:
        """Make the button of a written action ("a:find_group") under its one title."""
        action = decode(f"1:{written}", askable=self.askable)
        if action is None:
            raise ValueError(f"{written} is no action")
        return Button(self._titles[written][language], action)

    def title(self, action: Ask | Care | Run | Choose, language: Language) -> str:
        """Give the title of an action."""
        return self._titles[encode(action).removeprefix("1:")][language]

    def action(self, typed: str) -> Ask | Run | None:
        """Give what a button does whose title was typed; none where the words are too common to mean one button."""
        written = self._by_title.get(_bare(typed))
        action = decode(f"1:{written}", askable=self.askable) if written else None
        return action if isinstance(action, Ask | Run) else None

    @cached_property
    def _by_title(self) -> Mapping[str, str]:
        told = [key for key in self._titles if key not in _NOT_BY_TITLE]
        return {_bare(title): key for key in told for title in self._titles[key].values()}

    @property
    def askable(self) -> frozenset[str]:
        """The intents a button may ask for: those with a title."""
        return frozenset(key.removeprefix("a:") for key in self._titles if key.startswith("a:"))

    def command_list(self, language: Language) -> list[tuple[Command, str]]:
        """The commands and what each does, in the order of the menu."""
        return [(command, self.variants(f"command_{command}", language)[0]) for command in Command]


def _bare(said: str) -> str:
    return " ".join(said.casefold().replace("\u2019", "'").split()).strip(" .!?\u2026")


def _yaml(name: str) -> dict[str, Any]:
    return dict(yml.values(resources.files(__name__).joinpath(name).read_text(encoding="utf-8")))


def _both(key: str, value: Mapping[str, Any]) -> dict[Language, Any]:
    missing = [language for language in Language if not value.get(language)]
    if missing:
        raise ValueError(f"text {key} has no {', '.join(missing)}")
    return {language: value[language] for language in Language}


def _entry(key: str, value: Mapping[str, Any], titles: Mapping[str, object]) -> _Entry:
    wordings = {
        language: tuple(text.strip() for text in ([said] if isinstance(said, str) else said))
        for language, said in _both(key, value).items()
    }
    buttons = tuple(value.get("buttons", ()))
    nameless = [button for button in buttons if button not in titles]
    if nameless:
        raise ValueError(f"text {key} has buttons without a title: {', '.join(nameless)}")
    return _Entry(wordings, buttons, bool(value.get("ask_location", False)))
