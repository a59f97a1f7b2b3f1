"""How groups are shown: what is known of them, honestly, and the way to the sign-up."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.directory import (
    NATIONAL_SIGN_UP,
    Alternative,
    Ambiguous,
    Answer,
    Area,
    Found,
    Group,
    Here,
    InArea,
    Near,
    Nearby,
    Nowhere,
    Spot,
    Status,
    Within,
)
from bot.messages import Button, ChoosePlace, Language, Link, Say
from bot.texts import Texts

_OFFICIAL = {"'s-Gravenhage": "Den Haag", "'s-Hertogenbosch": "Den Bosch"}
FORTNIGHTLY = "om de week"  # how the list of groups writes the usual rhythm
MOST_AT_ONCE = 5  # groups in one answer: a province can hold more than a phone shows


def said(name: str) -> str:
    """Give a name as people say it."""
    return _OFFICIAL.get(name, name)


@dataclass(frozen=True, slots=True)
class Showing:
    """Turns an answer of the directory into messages, in one language."""

    texts: Texts
    language: Language
    way_to: Callable[[Group | None], str]  # the sign-up of a group, or the national one

    def groups(self, where: Found | Within, answer: Answer, others: Sequence[Alternative] = ()) -> tuple[Say, ...]:
        """Show what was found; without a group near, the way that is left, and below it what others do."""
        name = said(where.spot.name) if isinstance(where, Found) else where.area.name
        instead = self._instead(where)
        match answer:
            case Here(groups):
                return self._cards("groups_here", name, [(group, None) for group in groups], instead)
            case Near(nearby):
                return self._cards("groups_near", name, [(near.group, near) for near in nearby], instead)
            case InArea(_, groups):
                return self._cards("groups_area", name, [(group, None) for group in groups], instead)
            case Nowhere():
                says = self.texts.say("groups_none", self.language, place=name, url=NATIONAL_SIGN_UP)
                links = [Link(self._word("sign_up_button"), self.way_to(None)), *_links(others)]
                return (Say("\n\n".join([says.text, *self._others(others)]), (*links, *says.choices, *instead)),)

    def choice(self, among: Ambiguous) -> Say:
        """Ask which of several places is meant."""
        key = "choose_place" if among.name else "choose_spelling"
        buttons = tuple(Button(_told_apart(spot, among), ChoosePlace(spot.code)) for spot in among.spots)
        return Say(self.texts.say(key, self.language, name=among.name).text, buttons)

    def _cards(
        self, key: str, name: str, groups: Sequence[tuple[Group, Nearby | None]], instead: tuple[Button, ...]
    ) -> tuple[Say, ...]:
        shown = groups[:MOST_AT_ONCE]
        cards = [self._card(group, near) for group, near in shown]
        unverified = any(group.status is Status.UNVERIFIED for group, _ in shown)
        unsure = [self._word("groups_unverified" if len(shown) > 1 else "group_unverified")] if unverified else []
        more = [self._word("groups_more")] if len(groups) > len(shown) else []
        head = self.texts.say(f"{key}_unverified" if unsure else key, self.language, place=name)
        after = "after_sign_up_unverified" if unverified else "after_sign_up"
        text = "\n\n".join([head.text, *cards, *more, *unsure, self._word(after)])
        return (Say(text, (*self._sign_ups([group for group, _ in shown]), *head.choices, *instead)),)

    def _card(self, group: Group, near: Nearby | None) -> str:
        lines = [
            f"📍 {self._whereabouts(group)}",
            self._word("group_line_distance", km=max(1, round(near.km))) if near else "",
            self._word("group_line_partner", partner=group.partner) if group.partner else "",
            self._ages(group),
            self._rhythm(group.rhythm) if group.rhythm else "",
            self._word("group_verified") if group.status is Status.VERIFIED else "",
        ]
        return "\n".join(line for line in lines if line)

    def _whereabouts(self, group: Group) -> str:
        if group.place == group.municipality:
            return said(group.municipality)
        municipality = self._word("group_municipality", municipality=said(group.municipality))
        return f"{group.place}, {municipality}" if group.place else municipality

    def _others(self, others: Sequence[Alternative]) -> list[str]:
        """Tell what there is that is not of Join Us; nothing where there is nothing."""
        return [self._word("alternatives"), *map(self._other, others)] if others else []

    def _other(self, other: Alternative) -> str:
        english = other.what_en if self.language is Language.EN else None
        lines = [
            f"• {other.name}",
            english or other.what,
            self._ages(other) or self._word("ages_unknown"),
            self._word("alternative_cost", cost=other.cost) if other.cost else "",
        ]
        return "\n".join(line for line in lines if line)

    def _ages(self, open_to: Group | Alternative) -> str:
        if open_to.age_min and open_to.age_max:
            return self._word("ages_range", min=open_to.age_min, max=open_to.age_max)
        if open_to.age_max:
            return self._word("ages_to", max=open_to.age_max)
        return self._word("ages_from", min=open_to.age_min) if open_to.age_min else ""

    def _rhythm(self, written: str) -> str:
        return self._word("group_line_fortnightly") if written == FORTNIGHTLY else written

    def _sign_ups(self, groups: Sequence[Group]) -> list[Link]:
        """Give a link for each sign-up there is: several groups may share one, most often the national."""
        by_address = {group.signup_url: group for group in reversed(groups)}
        if len(by_address) == 1:
            return [Link(self._word("sign_up_button"), self._leads(groups[0]))]
        ordered = dict.fromkeys(by_address[group.signup_url] for group in groups)
        return [
            Link(self._word("sign_up_at", place=group.place or group.municipality), self._leads(group))
            for group in ordered
        ]

    def _leads(self, group: Group) -> str:
        return self.way_to(group if group.signup_url else None)

    def _instead(self, where: Found | Within) -> tuple[Button, ...]:
        area: Area | None = where.instead if isinstance(where, Found) else None
        if area is None:
            return ()
        return (Button(self._word("whole_province", province=area.name), ChoosePlace(area.code)),)

    def _word(self, key: str, **values: object) -> str:
        return self.texts.say(key, self.language, 0, **values).text


def _links(others: Sequence[Alternative]) -> list[Link]:
    return [Link(other.name, other.url) for other in others if other.url]


def _told_apart(spot: Spot, among: Ambiguous) -> str:
    """Name a place so that it differs from the others: by its province, or its municipality within one province."""
    alike = [each.province for each in among.spots]
    part = spot.province if alike.count(spot.province) == 1 else spot.municipality
    name = among.name or spot.name
    return name if name == part else f"{name} ({part})"
