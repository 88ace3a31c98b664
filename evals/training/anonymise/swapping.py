"""Other words for what is marked: other names, places, contacts and numbers in the same sentence, so that the sentence is learned and not the name."""

from __future__ import annotations

import random
import re
from functools import lru_cache

from evals.reflections import Marked, MarkedReflection
from facilitator.domain.anonymised import EntityType

ORDINARY = (
    "Grace Will Mark Hope Faith Joy April May June Summer Rose Jack Bill Pat Art Chase Drew Dean Ray Penny Robin Rob Bob Sky Mercy Patience Charity Constance Prudence Honor Dawn Eve Iris Ivy Lily Poppy "
    "Daisy Violet Hazel Olive Heather Holly Ruby Pearl Amber Jade Crystal Gene Frank Ernest Miles Max Guy Earl Duke Grant Wade Pierce Lance Rich Buck Chip Skip Woody Rusty Sandy Cliff Glen Brook Forest River Reed Reid "
    "Angel Bishop Carter Cooper Mason Hunter Parker Tyler Turner Taylor Walker Baker Fisher Archer Porter Page Sage Basil Ginger Rosemary Victor Christian Norman Roman Major Noble Royal Justice Destiny Harmony Melody "
    "Joseph Bella Gale Gail Stormy Sunny Misty Bay Wren Jay Kit Kat Dot Bea Bee Jean Jo Ken Nick Don Ron Sue Carol Harry Barry Larry Jerry Tom Tim Sam Ben Dan Lee Kim Nat Peg Tab Tad Ward Stone Wolf Fox Star "
    "Young Long Short Brown White Black Green Gray Day King Price Wells Field Woods Banks Rivers Hill Ford Lane Bell Cook Best Good Love Rush Swift Sharp Wise Small Little Golden Silver Winter Snow Frost Rain"
).split()
TEAMS = (
    "Field Ops|Grid Control|Claims Triage|Ward 6|the night crew|Loyalty|Growth Marketing|Core Banking|Data Platform|Fleet Maintenance|Central Stores|Inbound Logistics|Clinical Coding|Wealth Advisory|the Dublin desk|Payments Risk|"
    "Customer Recovery|Line 4|the B shift|Lending Ops|Parcel Sorting|Cell Culture|Radiology Admin|Quality Lab|Motor Claims|Tax Advisory|the pit crew|Mobile Squad|Search Quality|People Analytics|Digital Front Door|Asset Integrity|"
    "Workplace Services|the tenancy desk|Planning Enforcement|Regional Sales North|Crew Rostering|the red team|Revenue Assurance|Content Safety|Kiln 2|the bakery floor|Vendor Risk|Housing Repairs|Store 118|Ground Handling|the Leeds pod"
).split("|")
PROJECTS = (
    "Atlas|Nimbus|Project Heron|Red Kite|Horizon|the Beacon rollout|Mango|Polaris|Project Tern|Zephyr|Greenhouse|Pathfinder|the Cobalt migration|Sparrow|Everest|Blue Door|Copper|Quicksilver|Operation Tidy|Switch 2|Maple|Tangerine|"
    "Catalyst|the Pelican pilot|Sunrise|Granite|Project Iris|OneView|Harvest|Compass|Meridian|the Otter launch|Driftwood|Foxglove|Project 88|Monsoon|Icebreaker|Vulcan|Butterfly|Stonehenge|Kestrel|Project Juniper|Willow|Saffron"
).split("|")


@lru_cache(maxsize=1)
def _invented() -> dict[str, list[str]]:
    """Lists from the generator faker (MIT), used in training only."""
    from faker import Faker

    chosen = "en_GB en_US en_IN en_NZ de_DE fr_FR es_ES it_IT pt_BR nl_NL pl_PL tr_TR cs_CZ fi_FI sv_SE da_DK no_NO hu_HU ro_RO hr_HR en_IE es_MX zu_ZA yo_NG tw_GH id_ID fil_PH vi_VN az_AZ et_EE lv_LV lt_LT sl_SI sk_SK".split()
    out: dict[str, list[str]] = {"first": [], "last": [], "city": [], "company": [], "street": []}
    for place, code in enumerate(chosen):
        fake = Faker(code)
        fake.seed_instance(place)
        for kind, make in (("first", "first_name"), ("last", "last_name"), ("city", "city"), ("company", "company"), ("street", "street_address")):
            try:
                out[kind] += [str(getattr(fake, make)()).replace("\n", ", ") for _ in range(120)]
            except (AttributeError, NotImplementedError):
                continue
    return {kind: [t for t in dict.fromkeys(each) if 1 < len(t) < 40 and t.isprintable()] for kind, each in out.items()}


def swapped(case: MarkedReflection, chance: random.Random, rate: float = 0.75) -> MarkedReflection:
    """The same reflection about somebody else; the same words are swapped for the same others."""
    known: dict[tuple[EntityType, str], str] = {}
    text, marks, at = "", [], 0
    for mark in case.marks:
        old = case.text[mark.start : mark.end]
        key = (mark.type, old.casefold())
        if key not in known:
            known[key] = _other(mark.type, old, chance) if chance.random() < rate else old
        text += case.text[at : mark.start]
        marks.append(Marked(start=len(text), end=len(text) + len(known[key]), type=mark.type))
        text += known[key]
        at = mark.end
    return case.model_copy(update={"text": text + case.text[at:], "marks": tuple(marks)})


def _other(kind: EntityType, old: str, chance: random.Random) -> str:
    new = {
        EntityType.PERSON: _person, EntityType.PLACE: _place, EntityType.EMPLOYER: _employer, EntityType.TEAM: lambda o, c: c.choice(TEAMS) if c.random() < 0.7 else o,
        EntityType.PROJECT: lambda o, c: c.choice(PROJECTS) if c.random() < 0.8 else o, EntityType.EMAIL: _email, EntityType.PHONE: _digits, EntityType.ID: _digits, EntityType.HANDLE: _handle,
        EntityType.ADDRESS: lambda o, c: c.choice(_invented()["street"]) if c.random() < 0.6 else o, EntityType.BIRTH_DATE: _digits, EntityType.AGE: _digits, EntityType.DATE: _digits,
    }.get(kind, lambda o, c: o)(old, chance)  # fmt: skip
    if "{" in new or not new.strip():
        return old
    return new.lower() if old.islower() else new


def _person(old: str, chance: random.Random) -> str:
    lists = _invented()
    words = old.split()
    if len(words) > 3 or not re.fullmatch(r"[\w.'’ -]+", old):
        return old
    title = words[0] if re.fullmatch(r"(?i)(?:mr|mrs|ms|dr|prof|sir|lord|lady|father|old|young|herr|frau)\.?", words[0]) else ""
    plain = words[1:] if title else words
    if not plain:
        return old
    first = chance.choice(ORDINARY) if chance.random() < 0.3 else chance.choice(lists["first"])
    last = chance.choice(ORDINARY[-60:]) if chance.random() < 0.12 else chance.choice(lists["last"])
    if len(plain) == 1:
        new = last if title.lower().strip(".") in ("mr", "mrs", "ms", "dr", "prof", "herr", "frau") else first
    else:
        new = f"{first[0]}. {last}" if re.match(r"[A-Z]\.", plain[0]) else f"{first} {last}"
    return f"{title} {new}".strip()


def _place(old: str, chance: random.Random) -> str:
    city = chance.choice(_invented()["city"])
    if len(old.split()) == 1:
        return city
    large = re.findall(r"[A-Z][\w-]+", old)
    return old.replace(chance.choice(large), city, 1) if large else old


def _employer(old: str, chance: random.Random) -> str:
    company = chance.choice(_invented()["company"])
    return company.split(",")[0].split("-")[0].split(" and ")[0] if chance.random() < 0.5 else company


def _digits(old: str, chance: random.Random) -> str:
    return re.sub(r"\d", lambda m: str(chance.randint(1, 9)), old)


def _email(old: str, chance: random.Random) -> str:
    lists = _invented()
    first, last = (re.sub(r"\W", "", chance.choice(lists[k]).lower()) or "x" for k in ("first", "last"))
    firm = re.sub(r"\W", "", chance.choice(lists["company"]).split()[0].lower()) or "firm"
    ending = chance.choice(("com", "org", "co.uk", "de", "example", "net", "ie"))
    dot, at = chance.choice(((".", "@"), (".", "@"), (" dot ", " at "), ("[dot]", "[at]"), (" (dot) ", " (at) "), (".", " at "), ("_", "@"), (" dot ", " @ "), (" [.] ", " [@] "), (" DOT ", " AT ")))
    name = chance.choice((f"{first}{dot}{last}", first, f"{first[0]}{dot}{last}", f"{first}{chance.randint(1, 99)}"))
    return f"{name}{at}{firm}{dot}{ending.replace('.', dot)}" if dot != "_" else f"{name}{at}{firm}.{ending}"


def _handle(old: str, chance: random.Random) -> str:
    first = re.sub(r"\W", "", chance.choice(_invented()["first"]).lower()) or "x"
    word = chance.choice(("welds", "runs", "codes", "on_tour", "nights", "the_real", "bakes", "x", "draws", "rides"))
    return chance.choice((f"@{first}_{word}", f"@{word}.{first}", f"{first}_{word}", f"{first}{chance.randint(10, 999)}", f"@{first}{chance.randint(1, 99)}", f"u/{first}{word}"))
