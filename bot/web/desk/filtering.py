"""Which handovers of the queue somebody wants to see, as the form above it says it."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from bot.handovers import HandoverState, Urgency, Wanted
from bot.messages import Language
from bot.web.desk.reading import choice, number_in
from bot.web.desk.words import key, said

ON_A_PAGE = 50
_LAST_PAGE = 10_000
_STATES: Mapping[str, frozenset[HandoverState]] = {
    "": Wanted().states,
    **{state.value: frozenset({state}) for state in HandoverState},
}
_GM_CODE = re.compile(r"GM\d{4}", re.ASCII)

Option = tuple[str, str]  # what stands in the address, and what somebody reads
Named = Callable[[str], str]  # names a gm_code; one that nobody has is its own name


@dataclass(frozen=True, slots=True)
class Filter:
    """What is asked for; empty for all."""

    urgency: Urgency = Urgency.ASKED
    state: str = ""
    language: Language | None = None
    municipality: str = ""
    mine: bool = False
    page: int = 1

    @classmethod
    def of(cls, query: Mapping[str, str], named: Named) -> "Filter":
        """Read a query; what is odd counts as not asked for."""
        by_key = {key(urgency): urgency for urgency in Urgency}
        state, code = query.get("staat", ""), query.get("gemeente", "")
        return cls(
            urgency=by_key.get(query.get("ernst", ""), Urgency.ASKED),
            state=state if state in _STATES else "",
            language=choice(Language, query.get("taal")),
            municipality=code if _GM_CODE.fullmatch(code) and named(code) != code else "",
            mine=query.get("van") == "mij",
            page=min(number_in(query.get("pagina")) or 1, _LAST_PAGE),
        )

    def wanted(self, member: int, *, places: bool) -> Wanted:
        """Give what to ask the store for."""
        return Wanted(
            states=_STATES[self.state],
            at_least=self.urgency,
            claimed_by=member if self.mine else None,
            language=self.language,
            municipality=self.municipality or None,
            most=ON_A_PAGE,
            after=(self.page - 1) * ON_A_PAGE,
            places=places,
        )

    def query(self, number: int | None = None) -> str:
        """Write it back as a query, for another page if one is given."""
        page = number or self.page
        values = {
            "ernst": key(self.urgency) if self.urgency else "",
            "staat": self.state,
            "taal": self.language or "",
            "gemeente": self.municipality,
            "van": "mij" if self.mine else "",
            "pagina": str(page) if page > 1 else "",
        }
        return urlencode({name: value for name, value in values.items() if value})

    def places(self, found: Mapping[str, int], named: Named) -> Sequence[Option]:
        """Give the municipalities there is a handover from, by name, and the chosen one, with how many there are."""
        counted = {self.municipality: 0} | dict(found) if self.municipality else dict(found)
        options = [(code, f"{named(code)} ({number})") for code, number in counted.items()]
        return sorted(options, key=lambda option: option[1].casefold())


def urgencies() -> Sequence[Option]:
    """Give those one can ask for, the gravest first."""
    return [(key(each), said("urgency", each)) for each in sorted(Urgency, reverse=True)]


def states() -> Sequence[Option]:
    """Give those one can ask for."""
    return [(state.value, said("state", state)) for state in HandoverState]


def languages() -> Sequence[Option]:
    """Give those one can ask for."""
    return [(language.value, said("language", language)) for language in Language]
