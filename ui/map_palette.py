"""Colours of the map by theme, as data; the tokens are the glass's own."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Palette:
    """What everything on the map is painted in. Colours are #RRGGBB or #AARRGGBB."""

    land: str
    abroad: str
    water: str
    river: str
    coast: str
    national: str
    province: str
    prefecture: str
    county: str
    road: str
    road_edge: str
    label: str
    label_strong: str
    label_water: str
    shield: str
    shield_text: str
    card: str
    card_full: str
    track: str
    text: str
    text_2: str
    energy: str
    wait: str
    stop: str
    info: str
    edge: str
    dimming: str
    """Laid over fetched pictures that are made for the day; empty for nothing."""


PALETTES = {
    "night": Palette(
        land="#1D252D",
        abroad="#171E25",
        water="#0D1B28",
        river="#15324A",
        coast="#3A4854",
        national="#6B7A87",
        province="#414E59",
        prefecture="#36424D",
        county="#2D3742",
        road="#56646F",
        road_edge="#1A2128",
        label="#A3B1BF",
        label_strong="#E3E9EE",
        label_water="#4F7FA6",
        shield="#2A6B46",
        shield_text="#F4F8F5",
        card="#151D26",
        card_full="#3B2C14",
        track="#36424D",
        text="#E3E9EE",
        text_2="#A3B1BF",
        energy="#35D49A",
        wait="#F2A93B",
        stop="#FF7B72",
        info="#5AA9FF",
        edge="#FFFFFF",
        dimming="#8C0B1116",
    ),
    "night-dim": Palette(
        land="#151B21",
        abroad="#11161B",
        water="#0A141E",
        river="#10263A",
        coast="#2A343D",
        national="#4D5862",
        province="#2F3941",
        prefecture="#283138",
        county="#212930",
        road="#3E4851",
        road_edge="#12171C",
        label="#7F8B96",
        label_strong="#B8C1C9",
        label_water="#3A5E7B",
        shield="#1F4F34",
        shield_text="#C3CBC6",
        card="#10161D",
        card_full="#2A2010",
        track="#28313A",
        text="#B8C1C9",
        text_2="#7F8B96",
        energy="#259A70",
        wait="#B57E2C",
        stop="#C25A53",
        info="#3F7DBF",
        edge="#C9D1D8",
        dimming="#B3070B0F",
    ),
    "day": Palette(
        land="#F3F0E9",
        abroad="#EAE7E0",
        water="#BFD8EA",
        river="#B3D1E6",
        coast="#93B4CB",
        national="#8A8178",
        province="#B9B0A5",
        prefecture="#CFC8BC",
        county="#DDD7CC",
        road="#AEB6BD",
        road_edge="#FBF9F5",
        label="#46525E",
        label_strong="#11181F",
        label_water="#2F6C96",
        shield="#00714F",
        shield_text="#FFFFFF",
        card="#FFFFFF",
        card_full="#FFF1DC",
        track="#D3DAE0",
        text="#11181F",
        text_2="#46525E",
        energy="#00714F",
        wait="#8A5000",
        stop="#B3261E",
        info="#1263B5",
        edge="#FFFFFF",
        dimming="",
    ),
}
