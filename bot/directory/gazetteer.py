"""Reads the files of this room into spots, areas and the index of names."""

import csv
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from importlib import resources

from bot.directory.halves import halves
from bot.directory.names import Index, Name, Trust, glued, key, one_each, spoken
from bot.directory.resolution import Area, AreaKind, Spot

Row = dict[str, str]

# Names in daily use; the other aliases are spellings found in data, noisy: an exact match only.
_SAID = frozenset({"common_name", "former_municipality", "former_municipality_split", "former_name"})
_FAR_AWAY = ("Nieuw-Zeeland", "New Zealand")  # not the province
_OUTGROWS = 3  # times as large as the village
_A_TOWN = 3000  # inhabitants


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Everything that has a name: by button code, by written key, and how many people live there."""

    spots: dict[str, Spot]
    areas: dict[str, Area]
    index: Index
    sizes: dict[str, int]

    @property
    def openings(self) -> frozenset[str]:
        """Give the first words of all names of several words."""
        labels = [self.index[each].label for each in self.index if self.index[each].words > 1]
        return frozenset(spoken(label)[0] for label in labels)


def rows(name: str) -> list[Row]:
    """Read one CSV file of this room."""
    text = resources.files("bot.directory").joinpath("data", name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def read() -> Gazetteer:
    """Read all files; about two tenths of a second."""
    return _Reader().read()


class _Reader:
    def __init__(self) -> None:
        self.spots: dict[str, Spot] = {}
        self.areas: dict[str, Area] = {}
        self.sizes: dict[str, int] = {}
        self.names: dict[str, Name] = {}
        self.towns: dict[tuple[str, str], Spot] = {}

    def read(self) -> Gazetteer:
        municipalities = self._municipalities()
        official = self._places()
        # A town stands for its municipality of the same name: Hengelo (O.) is Hengelo.
        official += [(written, self._spot(spot.gm_code, _bare(spot.name))) for written, spot in municipalities]
        self._postcodes()
        self._official(official)
        for name in _FAR_AWAY:
            self.names[key(spoken(name))] = Name(name, Trust.OFFICIAL, words=2)
        self._provinces()
        self._regions()
        self._belgium()
        self._nicknames()
        self._aliases()
        self._halves(official)
        self._lookalikes()
        return Gazetteer(self.spots, self.areas, Index(self.names), self.sizes)

    def _municipalities(self) -> list[tuple[str, Spot]]:
        written: list[tuple[str, Spot]] = []
        for row in rows("municipalities.csv"):
            name = row["municipality"]
            point = (float(row["lat"]), float(row["lon"]))
            spot = Spot(row["gm_code"], name, name, row["gm_code"], row["province"], *point)
            self.spots[spot.code] = spot
            self.sizes[spot.code] = 0
            written += [(each, spot) for each in {name, row["cbs_name"], _bare(name)}]
        return written

    def _places(self) -> list[tuple[str, Spot]]:
        written: list[tuple[str, Spot]] = []
        for row in rows("places.csv"):
            town = self.spots[row["gm_code"]]
            # Cortelande is too new for coordinates: its municipality stands in.
            point = (float(row["lat"] or town.lat), float(row["lon"] or town.lon))
            spot = Spot(row["wp_code"], row["place"], town.name, town.gm_code, town.province, *point)
            self.spots[spot.code] = spot
            self.towns[spot.gm_code, spot.name] = spot
            self.sizes[spot.code] = int(row["pop_pc4_main_2021"] or 0)
            written += [(each, spot) for each in {spot.name, row["base_name"], _bare(spot.name)}]
        return written

    def _postcodes(self) -> None:
        for row in rows("postcodes.csv"):
            code = f"PC{row['pc4']}"
            point = (float(row["lat"]), float(row["lon"]))
            self.spots[code] = Spot(code, row["place"], row["municipality"], row["gm_code"], row["province"], *point)

    def _official(self, written: Sequence[tuple[str, Spot]]) -> None:
        by_key: dict[str, list[tuple[str, Spot]]] = defaultdict(list)
        for name, spot in written:
            for each in _keys(name):
                by_key[each].append((name, spot))
        for each, found in by_key.items():
            spots = self._by_size(spot for _, spot in found)
            label = min((name for name, _ in found), key=lambda name: (len(name), name))
            self.names[each] = Name(label, Trust.OFFICIAL, spots, words=max(len(spoken(name)) for name, _ in found))

    def _by_size(self, spots: Iterator[Spot]) -> tuple[Spot, ...]:
        """Sort, and let a town stand for its municipality of the same name."""
        ordered = sorted(set(spots), key=lambda spot: (-self.sizes[spot.code], spot.code))
        towns = {spot.gm_code for spot in ordered if not spot.code.startswith("GM")}
        return tuple(spot for spot in ordered if not spot.code.startswith("GM") or spot.gm_code not in towns)

    def _provinces(self) -> None:
        members: dict[str, set[str]] = defaultdict(set)
        for spot in self.spots.values():
            members[spot.province].add(spot.gm_code)
        for row in rows("provinces.csv"):
            name = row["province"]
            area = Area(f"PV-{name}", name, frozenset(members[name]), AreaKind.PROVINCE)
            self._area(area, [name, *_listed(row["aliases"])])

    def _regions(self) -> None:
        for row in rows("regions.csv"):
            name, others = row["region"], _listed(row["aliases"])
            told = next((other for other in others if other in {f"de {name}", f"het {name}"}), name)
            area = Area(f"RG-{name}", told, frozenset(_listed(row["gm_codes"])), AreaKind.REGION)
            self._area(area, [name, *others])

    def _area(self, area: Area, written: Sequence[str]) -> None:
        self.areas[area.code] = area
        most = max(len(spoken(name)) for name in written)
        for each in {each for name in written for each in _keys(name)}:
            named = self.names.get(each)
            fresh = Name(written[0], Trust.OFFICIAL, area=area, words=most)
            self.names[each] = fresh if named is None else replace(named, area=named.area or area)

    def _belgium(self) -> None:
        for name, trust in (("belgium.csv", Trust.OFFICIAL), ("belgium_words.csv", Trust.ALIAS)):
            for row in rows(name):
                for each in _keys(row["place"]):
                    named = self.names.get(each)
                    fresh = Name(row["place"], trust, belgian=True, words=len(spoken(row["place"])))
                    self.names[each] = fresh if named is None else replace(named, belgian=True)

    def _nicknames(self) -> None:
        # A quarter counts as it is spelt: guessing at so many names would see one in every other word.
        for name, trust in (("nicknames.csv", Trust.NICKNAME), ("quarters.csv", Trust.ALIAS)):
            for row in rows(name):
                written = Name(row["nickname"], trust, (self._spot(row["gm_code"], row["place"]),))
                for each in _keys(row["nickname"]):
                    self.names[each] = _called(written, self.names.get(each))

    def _spot(self, gm_code: str, place: str) -> Spot:
        """Give the town in a municipality, or the municipality where no town is named."""
        return self.towns.get((gm_code, place), self.spots[gm_code])

    def _aliases(self) -> None:
        by_key: dict[str, list[Row]] = defaultdict(list)
        for row in rows("aliases.csv"):
            for each in _keys(row["alias"]):
                by_key[each].append(row)
        for each, found in by_key.items():
            label = found[0]["alias"]
            if each in self.names:
                most = max(self.names[each].words, len(spoken(label)))
                self.names[each] = replace(self.names[each], words=most)  # "denhaag" is "Den Haag" too
                continue
            spots = [self._spot(row["gm_code"], row["place"]) for row in found]
            trust = Trust.NICKNAME if found[0]["type"] in _SAID else Trust.ALIAS
            self.names[each] = Name(label, trust, self._by_size(iter(spots)), words=len(spoken(label)))

    def _lookalikes(self) -> None:
        """Ask of a village a slip away from a town twenty times as large: "rozendaal" may be Roosendaal."""
        for row in rows("lookalikes.csv"):
            named = self.names[key(spoken(row["village"]))]
            town = self._spot(row["gm_code"], row["place"])
            self.names[key(spoken(row["village"]))] = replace(named, label="", spots=(town, *named.spots))

    def _halves(self, written: Sequence[tuple[str, Spot]]) -> None:
        by_key: dict[str, list[Spot]] = defaultdict(list)
        for name, spot in written:
            for half in halves(name):
                by_key[glued([half])].append(spot)
        for each, spots in by_key.items():
            ordered = self._by_size(iter(spots))
            named = self.names.get(each)
            if named is None:
                self.names[each] = Name(each.capitalize(), Trust.SHORT, ordered)
            elif named.spots and named.trust is Trust.OFFICIAL:
                self._compete(each, named, ordered)
            elif named.spots:
                # Ouderkerk was a municipality, and is short for two villages.
                self.names[each] = replace(named, spots=one_each((*ordered, *named.spots)))

    def _compete(self, written: str, named: Name, others: Sequence[Spot]) -> None:
        """Ask when a much larger town is called so for short: Alphen may well be Alphen aan den Rijn."""
        least = _OUTGROWS * max(self.sizes[spot.code] for spot in named.spots)
        larger = [spot for spot in others if self.sizes[spot.code] > max(least, _A_TOWN)]
        if larger:
            self.names[written] = replace(named, spots=one_each((*larger, *named.spots)))


def _called(fresh: Name, named: Name | None) -> Name:
    """Add a nickname to what is called so already; a place goes before a quarter of its name."""
    if named is None:
        return replace(fresh, words=len(spoken(fresh.label)))
    if named.trust is Trust.OFFICIAL:
        return replace(named, quarters=(*named.quarters, *fresh.spots))
    return replace(named, spots=tuple(dict.fromkeys([*named.spots, *fresh.spots])))


def _bare(name: str) -> str:
    return name.partition(" (")[0]


def _keys(name: str) -> set[str]:
    parts = spoken(name)
    sint = ["st", *parts[1:]] if parts[0] == "sint" else parts
    return {glued(parts), key(parts), glued(sint)}


def _listed(cell: str) -> list[str]:
    return [each for each in cell.split("|") if each]
