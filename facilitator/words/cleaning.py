"""Typed text made plain: no markup, no invisible characters, no shouting."""

from __future__ import annotations

import html
import re
import unicodedata
from functools import lru_cache

KNOWN = {
    name.lower(): name
    for name in """
    AI API APIs AR VR B2B B2C BI CAD CEO CFO CIO CMO COO CTO CRM CSV CV DEI EDI EHR ERP ESG EU FAQ FAQs GDPR GE GP GPs GPT HR ICU IT
    KPI KPIs LGBTQ+ LLM LLMs NHS OKR OKRs PDF PDFs PR QA QR R&D ROI SAP SEO SLA SMS SOP SOPs SQL STEM UI UK US USA UX VAT WFH ADHD
    TikTok ChatGPT LinkedIn Instagram Facebook YouTube WhatsApp Snapchat Twitter Reddit Discord Twitch Pinterest Threads BeReal
    Excel PowerPoint Word Outlook Teams Zoom Slack Notion Miro Figma Canva Trello Jira Asana Copilot Gemini Claude Midjourney
    GitHub Python Power Salesforce HubSpot Google Microsoft Apple Amazon SharePoint OneDrive Dropbox Photoshop Tableau Monday
    January February April June July August September October November December
    Tuesday Wednesday Thursday Friday Saturday Sunday English German Spanish French Italian Polish Dutch Hindi Arabic Chinese
    Mandarin Japanese Portuguese Turkish Welsh Christmas Easter Ramadan Brexit Europe Asia Africa America India China Germany
    France Spain Italy Poland London Berlin Paris Ireland Scotland Wales Britain
    """.split()
}
"""Names written with capitals wherever they stand. Days and months that are also verbs or names (May, March, Monday) as typed."""

_AMBIGUOUS = {"word", "power", "teams", "slack", "zoom", "notion", "threads", "apple", "us", "it", "monday", "excel", "python", "outlook", "bi", "ge", "ar", "gp"}
_INVISIBLE = re.compile("[\u00ad\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0000-\U000e007f]")
_TAG = re.compile(r"<(script|style)\b.*?</\1\s*>|<!--.*?-->|</?[a-zA-Z][^<>]{0,300}>", re.S | re.I)
_URL = re.compile(r"(?:https?://|www\.)\S+", re.I)


_STRAIGHT: dict[int, str] = {ord(curly): straight for curly, straight in {"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u2014": ", ", "\u2013": "-"}.items()}


@lru_cache(maxsize=4_096)
def plain(text: str) -> str:
    """The text without markup, links, control and invisible characters; white space folded; curly quotes made straight."""
    text = html.unescape(text)
    text = _TAG.sub(" ", text)
    text = _INVISIBLE.sub("", text)
    text = unicodedata.normalize("NFC", text)
    text = text.translate(_STRAIGHT)
    text = _URL.sub(" ", text)
    text = "".join(" " if unicodedata.category(c) in ("Cc", "Cs", "Co", "Cn", "So", "Sk") else c for c in text)
    return re.sub(r"\s+", " ", text).strip()


def calm(text: str) -> str:
    """A shouted or Title Cased Line in ordinary case, names as KNOWN has them; other text as it is."""
    letters = [c for c in text if c.isalpha()]
    tokens = re.findall(r"[A-Za-z][\w&+'-]*", text)
    if len(letters) > 5 and sum(c.isupper() for c in letters) > 0.7 * len(letters) and len(tokens) > 1:
        return re.sub(r"[A-Za-z][\w&+'-]*", lambda m: KNOWN.get(m[0].lower(), m[0].lower()) if m[0].lower() not in _AMBIGUOUS else _shouted(m[0]), text)
    capitals = [t for t in tokens[1:] if t[0].isupper() and t.lower() not in KNOWN]
    small = [t for t in tokens[1:] if t[0].islower() and len(t) > 3]
    if len(tokens) > 2 and len(capitals) >= 2 and not small and all(is_common(t) for t in capitals):
        return re.sub(r"[A-Za-z][\w&+'-]*", lambda m: KNOWN.get(m[0].lower(), m[0].lower()) if m[0].lower() not in _AMBIGUOUS else m[0].lower(), text)
    return text


def _shouted(word: str) -> str:
    return "IT" if word == "IT" else word.lower()


@lru_cache(maxsize=8_192)
def is_common(word: str) -> bool:
    """Whether an English dictionary knows the word in small letters."""
    from lemminflect import getAllLemmas

    small = word.lower()
    if small in _FUNCTION_WORDS or getAllLemmas(small):
        return True
    if small.endswith("s") and len(small) > 4 and is_common(small[:-1]):
        return True
    if "-" in small:
        return all(is_common(part) for part in small.split("-") if part)
    return any(getAllLemmas(small[:i]) and getAllLemmas(small[i:]) for i in range(2, len(small) - 2))  # handover, stand-alone compounds


_FUNCTION_WORDS = set(
    "a an the and or but of in on at to for from by with about into over under between as if when while how why what who which "
    "where whether our my your his her their its we i you they he she it this that these those is are was were be been".split()
)


def lower_first(text: str) -> str:
    """The text with its first letter small, unless its first word is a name or an abbreviation."""
    match = re.match(r"[A-Za-z][\w&+'-]*", text)
    if not match:
        return text
    word = match[0]
    if word == "I" or word.startswith("I'") or text.startswith("Power BI"):
        return text
    if word.lower() in KNOWN and word.lower() not in _AMBIGUOUS:
        return KNOWN[word.lower()] + text[match.end():]
    if len(word) > 1 and (word.isupper() or any(c.isupper() for c in word[1:])):
        return text
    if word[0].isupper() and not is_common(word):
        return text
    return word[0].lower() + text[1:]


def upper_first(text: str) -> str:
    """The text with its first letter large."""
    return text[:1].upper() + text[1:]
