"""Numbers and codes that stand for a person or a matter of theirs, and written addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from facilitator.anonymising.found import Found
from facilitator.domain.anonymised import EntityType

_THING = (
    r"staff|employee|emp|personnel|payroll|badge|pass|clock|works|member(?:ship)?|student|candidate|applicant|patient|client|customer|user|supplier|vendor|service|ticket|case|incident|inc|ref(?:erence)?|"
    r"order|invoice|claim|file|matter|docket|passport|licen[cs]e|account|acct|contract|policy|national insurance|ni|nhs|hospital|social security|ssn|tax|utr|vat|sort code|iban|grievance|complaint|"
    r"request|job|requisition|vacancy|position|asset|serial|laptop|device|registration|reg|plate|visa|permit|locker|desk|union|pension|crb|dbs|id|pin|jira|change|bug|issue|change request"
)
_CODE = r"(?=[A-Z0-9/_.-]*\d)[A-Z0-9]+(?:[-/_.][A-Z0-9]+)*"
_KEYED = re.compile(
    rf"(?<![\w-])(?P<thing>(?:my |his |her |their |our |the |a )?(?:\w+ )?(?:{_THING}))(?:\s*(?:numbers?|no\.?|nos\.?|nr\.?|num|id|ids|code|card|file|#))*\s*(?:is|was|:|=|#|-|,)?\s*#?\s*(?P<code>{_CODE}(?:\s\d[\d ]*\d)?)(?![\w%])",
    re.I,
)
_BARE = re.compile(
    r"(?<![\w£$€#@./-])(?P<code>[A-Z]{2,8}[-_/#]?\d{3,}(?:[-/]\d+)*[A-Z]?|[A-Z]{2,8}-\d{1,}(?:-\d+)*|[A-Z]{1,4}\d{1,3}(?:[-/]\d{2,})+|[A-Z]{2}\s?\d{2}\s?\d{2}\s?\d{2}\s?[A-D]|\d{2,}[-/]?[A-Z]{2,}[-/]?\d{2,})(?![\w%])"
    r"|(?<![\w&])#\s?\d{3,}(?!\w)"
    r"|(?<![\w£$€.,/+-])\d{5,}(?![\w%]|[.,]\d|\s?(?:people|staff|customers|users|euros?|pounds|dollars|employees|members|miles|km|words|hours|units|tons|tonnes|views|followers|steps|lines|rows|items|orders|parcels|seats|visitors|homes|litres|quid|k\b))"
    r"|(?<![\w.-])\d{3}-\d{2}-\d{4}(?![\w-])"
    r"|(?<![\w.-])(?:\d{4}[ -]){3}\d{4}(?![\w-])"
    r"|\b[A-Z]{2}\d{2}(?:\s?[A-Z0-9]{4}){3,7}(?:\s?[A-Z0-9]{1,4})?\b"
    r"|(?<![\w.-])[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
    r"|\b\d{1,3}(?:\.\d{1,3}){3}\b"
)
_KNOWN = re.compile(r"(?:COVID-?19|ISO[ -]?\d+|GPT-?\d.*|GCSE.*|MP3|MP4|H1N1|PM2|CO2|B2B|RS232|F16|A\d|M\d{1,2}|Q[1-4]|FY\d\d(?:/\d\d)?|Y2K|CAT-?\d|WW[12]|G\d{1,2}|COP-?\d\d|SQL.*|HTML5|K-12|T-\d|USB-?\d|DALL-E.*|UTF-8|IEC-?\d+|PCI.*|SOC-?2|NIST.*|IFRS-?\d+|ES6|IPV[46]|OAUTH2|HTTP-?2|P\d|C\d|V\d+)", re.I)

_STREET = r"(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Dr|Close|Court|Ct|Way|Place|Pl|Square|Sq|Terrace|Crescent|Gardens|Grove|Hill|Park|Row|Mews|Walk|Boulevard|Blvd|Parade|Quay|Wharf|Gate|Green|Yard|Highway|Circus)"
_ADDRESS = re.compile(
    rf"\b(?:(?:flat|unit|suite|apt\.?|apartment|floor|level|block|room|house)\s+\w{{1,4}},?\s+)?\d{{1,4}}[A-Za-z]?(?:-\d{{1,4}})?,?\s+(?:[A-Z][\w'-]*\s+){{1,3}}{_STREET}\b\.?(?:,?\s+(?:flat|unit|suite|apt\.?)\s+\w{{1,4}})?(?:,\s+(?-i:[A-Z][a-z-]+(?:\s[A-Z][a-z-]+)?))?(?:,?\s+(?-i:[A-Z]{{1,2}}\d[A-Z\d]?\s*\d[A-Z]{{2}}))?"
    r"|(?-i:\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b)",
    re.I,
)


def numbers(text: str) -> Iterator[Found]:
    """Ids and codes."""
    for match in _KEYED.finditer(text):
        code = match["code"]
        if _stands_for_somebody(code) and not re.fullmatch(r"\d{1,2}", code):
            yield Found(match.start("code"), match.end("code"), EntityType.ID, who=re.sub(r"\W", "", code).casefold())
    for match in _BARE.finditer(text):
        if _stands_for_somebody(match[0]) and not re.search(r"[£$€]\s?$", text[: match.start()]):
            yield Found(match.start(), match.end(), EntityType.ID, who=re.sub(r"\W", "", match[0]).casefold())


def addresses(text: str) -> Iterator[Found]:
    """House numbers with their street, and postcodes."""
    for match in _ADDRESS.finditer(text):
        yield Found(match.start(), match.end(), EntityType.ADDRESS, who=match[0].casefold())


def _stands_for_somebody(code: str) -> bool:
    year = re.fullmatch(r"(?:19|20)\d\d(?:[-/](?:\d\d|(?:19|20)\d\d))?", code)
    return not year and not _KNOWN.fullmatch(code) and not re.fullmatch(r"\d{1,2}(?:st|nd|rd|th|am|pm|k|m|h|x)?|\d+(?:\.\d+)?(?:k|m|h|x|am|pm|st|nd|rd|th|mins?|hrs?|min|bn|gb|mb|kg|km|cm|mm|s)", code, re.I)
