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
    groups_of,
)
from bot.messages import Button, ChoosePlace, Language, Link, Say
from bot.texts import Texts

_OFFICIAL = {"'s-Gravenhage": "Den Haag", "'s-Hertogenbosch": "Den Bosch"}
FORTNIGHTLY = "om de week"  # how the list of groups writes the usual rhythm
MOST_AT_ONCE = 5  # groups in one answer: a province can hold more than a phone shows


def said(name: str) -> str:
    """Give a name as people say it."""
    return _OFFICIAL.get(name, name)


def name_of(where: Found | Within) -> str:
    """Give the name of a place or an area, as people say it."""
    return said(where.spot.name if isinstance(where, Found) else where.area.name)


@dataclass(frozen=True, slots=True)
class Showing:
    """Turns an answer of the directory into messages, in one language."""

    texts: Texts
    language: Language
    way_to: Callable[[Group | None], str]  # the sign-up of a group, or the national one

    def groups(
        self,
        where: Found | Within,
        answer: Answer,
        others: Sequence[Alternative] = (),
        *,
        farther: Nearby | None = None,
        age: int | None = None,
    ) -> tuple[Say, ...]:
        """Show what was found; without a group near, the way that is left, and below it what others do.

        `farther` is then the nearest one beyond reach. With an `age` the groups of the place itself are for others.
        """
        name = name_of(where)
        instead = self._instead(where)
        match answer:
            case Here(groups):
                return self._cards("groups_here", name, [(group, None) for group in groups], instead)
            case Near(nearby):
                cards = [(near.group, near) for near in nearby]
                if age is not None:
                    return self._cards("groups_near_age", name, cards, instead, age=age)
                return self._cards("groups_near", name, cards, instead)
            case InArea(_, groups):
                return self._cards("groups_area", name, [(group, None) for group in groups], instead)
            case Nowhere():
                key = "groups_none" if isinstance(where, Found) else "groups_none_area"
                says = self.texts.say(key, self.language, place=name, url=NATIONAL_SIGN_UP)
                links = [self._national(), *_links(others)]
                text = "\n\n".join([says.text, *self._farther(farther), *self._others(others)])
                return (Say(text, (*links, *says.choices, *instead)),)

    def sign_up(self, where: Found | Within, found: Answer, *, farther: Nearby | None, age: int | None) -> Say:
        """Lead to the sign-up of groups that were shown for a place, or to the national one where none is near."""
        name, groups = name_of(where), groups_of(found)[:MOST_AT_ONCE]
        ways = self._sign_ups(groups) if groups else [self._national()]
        match found:
            case Near():
                near = self._either(list(dict.fromkeys(said(group.place or group.municipality) for group in groups)))
                says = self.texts.say("sign_up_near", self.language, place=name, near=near)
            case Nowhere():
                key = "sign_up_nowhere" if age is None else "sign_up_nowhere_age"
                says = self.texts.say(key, self.language, 0, place=name, url=NATIONAL_SIGN_UP, age=age)
                return Say("\n".join([says.text, *self._farther(farther)]), (*ways, *says.choices))
            case _:
                says = self.texts.say("sign_up_known", self.language, place=name)
        return Say(says.text, (*ways, *says.choices))

    def everywhere(self, provinces: Sequence[Area]) -> Say:
        """Say in which provinces groups are known, each with a button."""
        buttons = tuple(Button(area.name, ChoosePlace(area.code)) for area in provinces)
        names = ", ".join(area.name for area in provinces)
        return Say(self._word("everywhere", provinces=names, url=NATIONAL_SIGN_UP), buttons)

    def choice(self, among: Ambiguous) -> Say:
        """Ask which of several places is meant."""
        key = "choose_place" if among.name else "choose_spelling"
        buttons = tuple(Button(_told_apart(spot, among), ChoosePlace(spot.code)) for spot in among.spots)
        return Say(self.texts.say(key, self.language, name=among.name).text, buttons)

    def _cards(
        self,
        key: str,
        name: str,
        groups: Sequence[tuple[Group, Nearby | None]],
        instead: tuple[Button, ...],
        **values: object,
    ) -> tuple[Say, ...]:
        shown = groups[:MOST_AT_ONCE]
        cards = [self._card(group, near) for group, near in shown]
        unverified = any(group.status is Status.UNVERIFIED for group, _ in shown)
        unsure = [self._word("groups_unverified" if len(shown) > 1 else "group_unverified")] if unverified else []
        more = [self._word("groups_more")] if len(groups) > len(shown) else []
        head = self.texts.say(f"{key}_unverified" if unsure else key, self.language, 0, place=name, **values)
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

    def _farther(self, near: Nearby | None) -> list[str]:
        if near is None:
            return []
        place = said(near.group.place or near.group.municipality)
        return [self._word("group_farther", place=place, km=round(near.km))]

    def _either(self, names: Sequence[str]) -> str:
        *others, last = names
        return f"{', '.join(others)} {self._word('or')} {last}" if others else last

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

    def _national(self) -> Link:
        return Link(self._word("sign_up_button"), self.way_to(None))

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


def _words(name: str) -> set[str]:
    return set(name.replace("-", " ").split())


def _told_apart(spot: Spot, among: Ambiguous) -> str:
    """Name a place so that it differs from the others: by its province, or its municipality within one province.

    A quarter is told apart by its town.
    """
    if among.name and all(_words(among.name).isdisjoint(_words(each.name)) for each in among.spots):
        return f"{among.name} ({said(spot.name)})"
    alike = [each.province for each in among.spots]
    part = spot.province if alike.count(spot.province) == 1 else said(spot.municipality)
    name = said(among.name or spot.name)
    return name if name == part else f"{name} ({part})"
