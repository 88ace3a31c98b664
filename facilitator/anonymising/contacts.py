"""Addresses on the net, telephone numbers, handles and links, also written so that a machine should not see them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from facilitator.anonymising.found import Found
from facilitator.domain.anonymised import EntityType

_TLD = r"(?:com|org|net|edu|gov|mil|int|info|biz|co|uk|ie|de|fr|es|pt|nl|be|ch|at|se|no|dk|fi|pl|cz|ro|gr|tr|za|ng|ke|in|pk|sg|hk|jp|cn|kr|au|nz|ca|us|mx|br|eu|io|ai|app|dev|tech|cloud|online|site|me|tv|gg|ly|scot|wales|london|nhs|example|test|internal|local|intra|corp|lan)"
_SPOKEN_TLD = r"(?:com|org|net|edu|gov|info|biz|example|test|internal|local|cymru|scot|london|nhs|app|dev|cloud|online|co|ac|uk|ie|de|fr|es|pt|it|nl|be|ch|at|se|no|dk|fi|pl|cz|sk|hu|ro|gr|tr|za|ng|ke|gh|in|pk|bd|lk|sg|hk|jp|kr|cn|tw|th|vn|id|my|ph|au|nz|ca|us|mx|br|ar|cl|pe|eu|io|ai|me|tv)"
_DOT = r"(?:\s*(?:\[\s*(?:dot|\.)\s*\]|\(\s*(?:dot|\.)\s*\)|\{\s*dot\s*\}|<\s*dot\s*>|-dot-|_dot_)\s*|\s+dot\s+|\.|\s\.\s)"
_AT = r"(?:\s*(?:\[\s*(?:at|@)\s*\]|\(\s*(?:at|@)\s*\)|\{\s*(?:at|@)\s*\}|<\s*at\s*>|-at-|_at_|\[a\]|\(a\))\s*|\s*@\s*)"

_EMAIL = re.compile(
    r"(?P<plain>(?<![\w.+-])(?:mailto:)?[\w.+-]*[\w+]@(?:[\w-]+\.)*[\w-]*\w)"
    rf"|(?P<marked>(?<![\w.])[\w+-]+(?:(?:{_DOT}|\s(?:underscore|dash|hyphen)\s)[\w+-]+){{0,3}}{_AT}[\w-]+(?:{_DOT}[\w-]+){{0,3}})"
    rf"|(?P<spoken>(?<![\w.])[\w+-]+(?:(?:\.|\s+dot\s+|\s(?:underscore|dash|hyphen)\s+)[\w+-]+){{0,3}}\s+at\s+[\w-]+(?:(?:\.|\s+dot\s+|\s\.\s|\s(?:dash|hyphen|underscore)\s)[\w-]+){{0,3}}(?:\.|\s+dot\s+|\s\.\s){_SPOKEN_TLD}\b)"
    r"|(?P<provider>(?<![\w.])[\w+.-]+\s+at\s+(?:gmail|googlemail|hotmail|outlook|yahoo|icloud|proton(?:mail)?)\b(?:\s*(?:dot|\.)\s*(?:com|me|co(?:\s*(?:dot|\.)\s*uk)?))?)",
    re.I,
)
_SENTENCE_DOT = re.compile(r"\.\s")

_LINK = re.compile(
    r"\[[^\]\n]{0,200}\]\(\s*[^)\s]*\s*\)"
    r"|\b(?:h\s?[tx]{2}ps?|ftp|file|javascript|data|ms-teams|slack|zoommtg|tel|sms)\s?:\s?/{0,3}\s?[^\s<>\"')\]]+"
    r"|\bwww\.[^\s<>\"')\]]+"
    rf"|(?<![\w@./-])(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.|\[\.\]|\(\.\)))+{_TLD}(?::\d+)?(?:/[^\s<>\"')\]]*)?(?![\w@-])"
    r"|(?<![\w@.])[a-z0-9-]+(?:\sdot\s[a-z0-9-]+)*\sdot\s(?:com|org|net|io|co(?:\sdot\suk)?|uk|eu|internal|local)(?:\s(?:slash|/)\s[\w-]+)*\b"
    r"|(?<!\w)\\\\[\w.-]+\\[^\s<>\"')]+"
    r"|(?<![\w/])(?:go|wiki|intranet|sharepoint|confluence|teamsite)/[\w#?=&%./-]+",
    re.I,
)
_PHONE = re.compile(
    r"(?<![\w.,£$€/-])(?:\+|\(\s?\+|00)?\(?\d[\d\s().\u00b7/-]{5,}\d(?:\s*(?:ext\.?|extension|x)\s*\d{1,6})?(?![\w£$€%])"
    r"|\b(?:ext(?:ension|n)?\.?|x)\s?:?\s?\d{3,6}\b"
    r"|\b(?:plus\s+)?(?:(?:oh|o|zero|one|two|three|four|five|six|seven|eight|nine|nought|double|triple|treble|hundred|thousand|\d{1,6})[\s,.-]+){3,}(?:oh|zero|one|two|three|four|five|six|seven|eight|nine|nought|hundred|thousand|\d{1,6})\b"
    r"|\b(?:(?:oh|zero|one|two|three|four|five|six|seven|eight|nine|nought|double|triple|hundred|thousand)[\s,-]+){5,}(?:oh|zero|one|two|three|four|five|six|seven|eight|nine|nought|hundred|thousand)\b",
    re.I,
)
SPELT = re.compile(r"\b(?:oh|zero|one|two|three|four|five|six|seven|eight|nine|nought|double|triple|treble|hundred|thousand)\b", re.I)
_CALLED = re.compile(r"\b(?:call|ring|text|phone|mobile|cell|tel(?:ephone)?|whatsapp|signal|number|reach|dial|landline|fax|pager|bleep)\b[^.!?\n]{0,40}$", re.I)
_HANDLE = re.compile(
    r"(?<![\w@/.#])[A-Za-z][\w.]{2,}#\d{4}(?!\w)"
    r"|(?<![\w@/.])(?:live|skype|discord|insta|ig|tg|telegram|signal|xmpp|matrix):[@\w.-]*\w"
    r"|(?<![\w/.])in/[\w-]{3,}"
    r"|(?<![\w@/.-])(?=[a-z-]*\d)(?:[a-z\d]{1,6}-){1,3}[a-z]{3,}(?![\w-])"
    r"|(?<![\w@/.])@[A-Za-z_][\w.-]*\w"
    r"|(?<!\w)(?:u|r)/[\w-]{3,}"
    r"|(?<![\w/#@.])[A-Za-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)+(?![\w/])"
    r"|(?<![\w/#@.-])[a-z]{2,}[a-z.]*\d{2,4}[a-z_]*(?![\w/-])"
)
_NAMED_HANDLE = re.compile(
    r"\b(?:handle|username|user name|login|screen name|nickname|gamertag|alias|user id|insta(?:gram)?|ig|twitter|tiktok|discord|telegram|github|snapchat|mastodon|bluesky|skype)"
    r"(?:\s+(?:is|was|name|handle|account|id))*\s*(?::|=|\bas\b|\bis\b)\s*['\"@]?(?P<name>[A-Za-z][\w.-]{2,})"
    r"|\b(?:insta(?:gram)?|ig|twitter|tiktok|discord|telegram|github|snapchat|slack|mastodon|bluesky|skype|linkedin)\s+(?P<direct>(?=\w*[._\d])[A-Za-z][\w.-]*\w)"
    r"|\b(?:on\s+)?(?:slack|teams|insta(?:gram)?|ig|twitter|tiktok|discord|telegram|github|snapchat|mastodon|bluesky|skype|signal|the forum)\s*(?::|=|,|\bas\b|\b(?:she|he|i|they)(?:'s|'m| is| am| are)\b)?\s+(?:(?:she|he|i|they)(?:'s|'m| is| am| are)\s+)?['\"]?(?P<dashed>[a-z][a-z0-9]*[-._][a-z0-9][\w.-]*|[a-z]+\d+\w*)"
    r"|\b(?:as|under|find (?:me|him|her|them)(?: at| as| under)?)\s+['\"]?(?P<other>[A-Za-z]\w*[._-]\w[\w.-]*|[A-Za-z]+\d+\w*)['\"]?\s+on\s+(?:slack|teams|insta(?:gram)?|twitter|x|tiktok|discord|telegram|github|linkedin|reddit|signal|mastodon)\b",
    re.I,
)
_NOT_HANDLES = re.compile(r"(?:covid|web|mp|h|ps|top|version|v|q|fy|w|week|day|part|level|grade|step|phase|page|line|room|form|no|gate|bay|ward|unit|year|yr|band|tier|sprint|item|point|slide|chapter|section|act|iso|b|c|office|windows|python|gpt|claude)\d+", re.I)


def contacts(text: str) -> Iterator[Found]:
    """Every address, number, handle and link."""
    for match in _EMAIL.finditer(text):
        if match.lastgroup in ("marked", "spoken") and _spans_sentences(match[0]):
            continue
        yield Found(match.start(), match.end(), EntityType.EMAIL, who=_bare(match[0]))
    for match in _LINK.finditer(text):
        end = match.end() - len(match[0]) + len(match[0].rstrip(".,;:!?'"))
        if not re.fullmatch(r"\d+(?:\.\d+)*\.?\w?", match[0]):
            yield Found(match.start(), end, EntityType.LINK, who=_bare(match[0]))
    yield from _phones(text)
    for match in _HANDLE.finditer(text):
        if not _NOT_HANDLES.fullmatch(match[0]):
            yield Found(match.start(), match.end(), EntityType.HANDLE, who=_bare(match[0]))
    for match in _NAMED_HANDLE.finditer(text):
        group = match.lastgroup or "name"
        if match[group].lower() not in ("the", "not", "that", "this", "very", "down", "so", "our", "more", "good", "full"):
            yield Found(match.start(group), match.end(group), EntityType.HANDLE, who=_bare(match[group]))


def _phones(text: str) -> Iterator[Found]:
    for match in _PHONE.finditer(text):
        spelt = SPELT.findall(match[0])
        if spelt:
            # five digits at least, as words or figures, and some of them told as one tells a number and not a count
            if len(spelt) + len(re.findall(r"\d", match[0])) >= 6 or _CALLED.search(text[: match.start()]):
                yield Found(match.start(), match.end(), EntityType.PHONE, who=_bare(match[0]))
            continue
        digits = re.sub(r"\D", "", re.split(r"ext|x", match[0], flags=re.I)[0])
        written = match[0]
        if re.match(r"(?:ext|x)", written, re.I) or not digits:
            yield Found(match.start(), match.end(), EntityType.PHONE, who=_bare(written))
            continue
        if _is_a_date(written) or len(digits) > 15 or re.fullmatch(r"\d{1,3}(?:[ ,]\d{3})+", written) and not written.startswith(("0", "+")) and not _CALLED.search(text[: match.start()]):
            continue
        if len(digits) >= 9 or written.startswith(("0", "+", "(")) or _CALLED.search(text[: match.start()]):
            yield Found(match.start(), match.end(), EntityType.PHONE, who=digits)


def _is_a_date(written: str) -> bool:
    return bool(re.fullmatch(r"\d{4}\s?[-/.]\s?\d{1,2}\s?[-/.]\s?\d{1,2}|\d{1,2}\s?[-/.]\s?\d{1,2}\s?[-/.]\s?(?:\d{4}|\d{2})|\d{4}\s?[-/]\s?\d{2,4}|\d{1,2}[.:]\d\d\s?-\s?\d{1,2}[.:]\d\d", written.strip()))


def _spans_sentences(written: str) -> bool:
    """Whether a full stop in it more likely ends a sentence: "at the end. Come back"."""
    return any(written[stop.end():stop.end() + 1].isupper() or not written[stop.start() - 1:stop.start()].isspace() for stop in _SENTENCE_DOT.finditer(written))


def _bare(written: str) -> str:
    return re.sub(r"\W", "", written).casefold()
