"""Names that are letters only: "K.R.", "KR", "M. T. Adeyemi"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from facilitator.anonymising.found import Found
from facilitator.anonymising.lexicon import is_public
from facilitator.anonymising.ordinary import is_finite
from facilitator.domain.anonymised import EntityType

_DOTTED = re.compile(r"(?<![\w.])(?P<letters>[A-Z]\.(?:[ -]?[A-Z]\.){1,3})(?P<name>\s[A-Z][\w\u00c0-\u024f'-]+(?:-[A-Z][\w'-]+)?)?")
_ONE = re.compile(r"(?<![\w.])(?P<letters>[A-Z]\.)\s(?P<name>[A-Z][\w\u00c0-\u024f'-]{2,})")
_SINGLE = re.compile(r"\b(?:for|to|with|from|by|met|told|ask|asked|and|thank|thanks|dear|mentor|mentee|boss|colleague|manager)\s+(?P<letters>[A-Z]\.?)(?=\s*(?:[:,;!?)]|$|\n|and\b|\.\s|\.$))")
_BARE = re.compile(r"(?<![\w.&/-])(?P<letters>[A-Z]{2,3})(?:'s)?(?![\w&/-]|\.\w)")
_PUBLIC = frozenset("U.S. U.K. E.U. U.N. U.S.A. P.S. P.P.S. N.B. Q.A. A.I. I.T. H.R. T.V. P.M. A.M. I.D. D.I.Y. R.I.P. D.O.B. P.O. N.A. O.K. B.A. M.A. B.S. M.S. E.G. I.E. C.V. P.A. L.A. N.Y. D.C. V.P. R.S.V.P. F.Y.I. T.B.C. T.B.A. A.S.A.P.".split())
_OFFICE = frozenset("HR IT AI PA EA VP OK TV PC UK US EU UN QA QC PM AM CEO CFO COO CTO CIO CMO CRM ERP KPI OKR FAQ PDF CSV SQL API NHS BBC DIY FYI TBC TBA ASAP GDPR ESG DEI ROI SLA RFP NDA PR BA MA PHD MBA GP ID CV PS NB RM RIP PPE OT GM MD SME BAU WFH VPN URL USB LED SMS FM HQ AGM EGM DEI BAME LGBT ND MS ME CF TB HIV CP ADHD PTSD OCD DIY AOB Q A I GB LA NY DC TL PO HGV LGV JV VAT SAP VR AR ML UX UI DJ GDP IP OS LAN XL TQ LOL OMG BTW IMO TLDR RSVP ETA EOD COB PTO".split())
_MEANT = re.compile(r"\b(?:met|told|tell|ask|asked|thank|thanks|thanked|hi|hello|dear|hey|mentor|mentee|boss|manager|colleague|called|named|with|between|invited|emailed|texted|rang|messaged|credit to|from|by|for|and|says|said|note to|notes for)\s+$", re.I)
_NAMED_DOES = frozenset("knows says said asked asks told thinks thought wants wanted laughed smiled nodded agreed agrees listened listens talked talks spoke speaks showed shows gave gives took takes went came brought".split())


def initials(text: str) -> Iterator[Found]:
    """Letters that stand for somebody; offices and everyday abbreviations do not."""
    letters: set[str] = set()
    for pattern in (_DOTTED, _ONE):
        for match in pattern.finditer(text):
            bare = re.sub(r"[ -]", "", match["letters"])
            if bare in _PUBLIC and not match["name"]:
                continue
            if not match["name"]:
                letters.add(bare.replace(".", ""))
            elif match["name"].strip().lower() in ("i", "we", "the", "he", "she", "it", "they", "but", "and", "no", "yes"):
                continue
            end = match.end() - 2 * match[0].endswith("'s")
            yield Found(match.start(), end, EntityType.PERSON, who=re.sub(r"\W+", " ", text[match.start() : end]).strip().casefold())
    for match in _SINGLE.finditer(text):
        if match["letters"] not in ("I", "A") and not re.match(r"\s*(?:and|or)\s+[a-z]", text[match.end() :]):
            yield Found(match.start("letters"), match.end("letters"), EntityType.PERSON, who=match["letters"].strip(".").casefold())
    for match in _BARE.finditer(text):
        word = match["letters"]
        if word in _OFFICE or (is_public(word) and word not in letters):
            continue
        after = re.match(r"(?:'s)?\s+([a-z]+)", text[match.end("letters") :])
        if word in letters or (len(word) == 2 and after and (after[1] in _NAMED_DOES or (is_finite(after[1]) and after[1] not in ("is", "was", "has", "had", "does", "did")))) or (len(word) == 2 and _MEANT.search(text[max(0, match.start() - 30) : match.start()]) and not re.match(r"\s+(?:[a-z]+|[A-Z])", text[match.end() :])):
            yield Found(match.start("letters"), match.end("letters"), EntityType.PERSON, who=word.casefold())
