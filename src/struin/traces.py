"""The forms in which people write what points to a person: addresses of mail and houses, telephone and citizen service
numbers, days of birth.

A text is first read as a reader of the page sees it (`&#64;` is @, `06\\-12` has no backslash, every dash is a
dash), so that no way of writing hides anything. Every pattern has an end to how far it looks: a stranger's text may be
of any sort.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from struin.diagnostics import Severity

ERROR, WARNING = Severity.ERROR, Severity.WARNING

_MONTHS = (
    "januari|jan|februari|feb|maart|mrt|april|apr|mei|juni|jun|juli|jul|augustus|aug|september|sept|sep|oktober|okt"
    "|november|nov|december|dec|january|february|march|may|june|july|august|october|oct"
)
_YEAR = r"(?:1[89]|20)\d\d"
_PART = r" ?[-/.] ?"
_WHOLE = (
    rf"(?:\d{{1,2}}(?:e|de|ste)? (?:{_MONTHS})\.?,? {_YEAR}|(?:{_MONTHS}) \d{{1,2}},? {_YEAR}"
    rf"|\d{{1,2}}{_PART}\d{{1,2}}{_PART}{_YEAR}|{_YEAR}[-/.]\d\d?[-/.]\d\d?)"
)
# Where it is said that it is a day of birth, shorter forms are one as well.
_SHORT = rf"(?:\d{{1,2}} (?:{_MONTHS})\.? '?\d\d|\d{{1,2}}{_PART}\d{{1,2}}{_PART}'?\d\d|[0-3]\d[01]\d{_YEAR})"
_DAY = rf"(?<!\d)(?:{_WHOLE}|{_SHORT})(?!\d)"
_BORN = (
    r"(?:\b(?:geboren|geboorte(?:datum|dag|jaar)?|geb\.? ?dat(?:um)?\.?|geb\.?|beviel|bevallen|ter wereld|levenslicht"
    r"|born|date of birth|d\.?o\.?b\.?|birthday|verjaardag)(?!\w)|\bg\.d\.|\bgd:)"
)
_GAP = r"(?:[^.!?\n;]|\.(?= ?\d)){0,40}?"
_TOP = r"(?:nl|com|be|eu|net|org|nu|de|info|example|io|uk|frl|amsterdam)"
_AT = r"(?: ?[\[({<-] ?(?:at|apenstaart(?:je)?|@) ?[\])}>-] ?| apenstaart(?:je)? | at (?=[\w-]{1,60} (?:punt|dot) ))"
_DOT = r"(?: ?\. ?| ?[\[({<] ?(?:punt|dot|\.) ?[\])}>] ?| (?:punt|dot) )"
_BETWEEN = r"[ .()/_-]{0,3}"
_ENDING = (
    "straat|str\\.|laan|laantje|weg|plein|kade|gracht|hof|hofje|dijk|singel|steeg|pad|dreef|plantsoen|wal|markt|park|baan"
    "|boulevard|allee|erf|burg|kamp|veld|horst|voorhout|vaart|haven|poort|brink|buurt|terrein"
)
_BEFORE = (  # these begin the name of a street, which ends with any word
    "Laan|Weg|Hof|Plein|Boulevard|Achter|Aan|Onder|Lange|Korte|Nieuwe|Oude|Grote|Kleine|Burgemeester|Burg\\.|Pastoor"
)
# No street is called so, though a sentence may put a number behind it.
_COMMON = (
    "(?:Onder|Snel|Terug|Heen|Over|Rijks|Half|Halver|Thuis|Voor|Achter|Ver|Uit|Door|Zij|Om|Vrij|Super|Rommel|Kerst|Jaar"
    "|Arbeids|Land|School|Speel|Les|Moeras|Fiets|Voet|Zebra|Wandel|Loop|Rol|Start|Lucht|Zee|Alle|Elke|Ge|Hele|Dwaal"
    "|Levens|Leer|Werk|Vak|Spoor|Waterschaps|Gerechts|Maai|Gras|Koren|Voetbal|Sport|Kampeer|Pretp|Vakantie)"
)
_OPENING = (
    "(?:De|Het|Een|Op|Ons|Onze|Die|Dit|Dat|Deze|Mijn|Zijn|Haar|Hun|Jullie|Jouw|Uw|Elke|Elk|Geen|In|Aan|Bij|Van|Naar|Over"
    "|Onder|Achter|Voor|Langs|Per|Na|En|Of|Maar|Want|Toen|Dus|Ook|Vaders|Moeders|Halve|Hele)"
)
_NAMED = r"[A-ZÀ-Þ'][\w'.-]{0,40}"
_STREET = (
    rf"(?:(?!{_COMMON}(?:{_ENDING})\b)[A-ZÀ-Þ][\w'-]{{1,40}}?(?:{_ENDING})"
    rf"|[a-zà-þ]{{4,40}}(?:straat|laan|gracht|singel|steeg|dreef|plantsoen)"
    rf"|(?!{_OPENING} )(?:{_NAMED} ){{1,4}}(?:{_ENDING}|{_ENDING.title()}|[Pp]ark)"
    rf"|(?:{_BEFORE}) (?:(?:van|der|den|de|het|ter|ten|naar|'t) ){{0,3}}{_NAMED}(?: {_NAMED}){{0,2}})"
)
_LIVES = (
    r"(?:woont|woonde|woonden|wonen|wonend|woonachtig|adres|adres is|ingeschreven|verhuisd|verhuisden|verhuisde)"
    r"(?::| (?:\w{1,12} ){0,2}?(?:op|aan|in|naar)) (?:(?:de|het|'t) )?"
    r"(?!(?:Groep|Kamer|Flat|Huis|Unit|Team|Blok|Nummer|Wijk|Zone|Gang|Lijn)\b)" + rf"{_NAMED}(?: {_NAMED}){{0,3}}"
)
_FLOOR = r"(?: ?-? ?(?:[a-zA-Z](?!\w)|I{1,3}(?!\w)|IV(?!\w)|hs|huis|bis|rood|zwart|bg|\d{1,4}|/\d{1,3}))?"
_HOUSE = (
    r"(?:,? (?:op )?(?:nr\.? ?|nummer |no\.? ?|huisnummer )| )(?!(?:19|20)\d\d(?!\w))"
    rf"\d{{1,4}}{_FLOOR}(?![\w%€]|[.,:]\d)"
)
# After the number of a house the sentence ends, or goes on with a word like these; after an amount comes what there
# are so many of.
_ON = (
    r"(?= ?(?:$|[.,;:!?)\]»\"'…|-]|[A-ZÀ-Þ]|\d{4} ?[A-Za-z]{2}\b|(?:in|te|op|bij|en|of|is|was|waar|woont|woonde"
    r"|wonen|woonden|staat|stond|met|naast|tegenover|aan|voor|van|om|toen|heeft|had|hoog|belde|deed|ging|doet|kwam|komt|zat|zit"
    r"|ligt|lag|naar|niet|hangt|hing|bleef|weten|wist|achter|boven|onder|werd|wordt|kan|moet|zou|nog|al"
    r"|eerste|tweede|derde|vierde)\b))"
)
_TWO = "(?!SA|SD|SS)[A-Z]{2}"
# Words of two letters that come after a year or an amount; a postcode if a place comes after them.
_WORDS = (
    "(?:EN|OF|IS|DE|MA|PC|TV|CV|EU|VN|IK|JE|ZE|WE|HE|NU|JA|AL|BV|NV|VS|UK|AD|CE|NS|VR|DI|WO|DO|ZA|ZO|IN|OP|TE|CD|ID"
    "|HR|IT)"
)
_UNITS = "(?:kg|km|cm|mm|ml|cl|dl|kb|mb|gb|tb|kw|pk|st|mg|hz|er|ms|je)"

_BSN_WORD = (
    r"(?:b\.?s\.?n\.?|burgerservicenummers?|sofi-?(?:nummers?|nr\.?)?|persoonsnummers?|citizen service numbers?)"
)


@dataclass(frozen=True)
class Trace:
    """What was found where: a place in the text as it was given, from `start` to before `end`."""

    code: str
    severity: Severity
    start: int
    end: int


_LOCAL = r"(?<![\w.+-])[\w+][\w.+'-]{0,63}"
_PATTERNS: tuple[tuple[str, Severity, re.Pattern[str]], ...] = (
    ("trace-mail", ERROR, re.compile(rf"{_LOCAL} ?@ ?[\w-]{{1,63}}(?: ?\.[\w-]{{1,63}}){{0,5}} ?\.[^\W\d_]{{2,24}}")),
    (
        "trace-mail",
        ERROR,
        re.compile(rf"(?i){_LOCAL}{_AT}[\w-]{{1,63}}(?:{_DOT}[\w-]{{1,63}}){{0,2}}{_DOT}{_TOP}\b"),
    ),
    (
        # 06 12 34 56 78, (020) 123 45 67, +31 (0)6-12345678, 0031… What begins with 08 or 09 is an organisation's, but
        # for 084, 085 and 087. A date and a row of hours begin with a 0 too.
        "trace-telephone",
        ERROR,
        re.compile(
            rf"(?<!\w)(?<!\d[.,-])(?!\d\d[-/. ]\d\d[-/. ](?:19|20)\d\d(?!\d))(?!(?:0\d[ .-]){{4}})"
            rf"(?:\(?(?:\+|00 ?)31\)?{_BETWEEN}(?:\(0\))?{_BETWEEN}|\(?0)"
            rf"(?:[1-7](?:{_BETWEEN}\d){{8}}|8[457](?:{_BETWEEN}\d){{7}})(?!\w|[.,:]\d|-\d)"
        ),
    ),
    ("trace-telephone", ERROR, re.compile(rf"(?<!\w)\+(?!31)[1-9](?:{_BETWEEN}\d){{8,13}}(?!\w)")),
    (
        "trace-telephone",
        ERROR,
        re.compile(r"(?i)(?:wa\.me/|phone=|tel: ?)\+?\d{9,14}(?!\d)|(?<![\w.,-])316[1-8]\d{7}(?!\w)"),
    ),
    (
        "trace-postcode",
        ERROR,
        re.compile(
            rf"(?<![\w.,-])[1-9]\d{{3}}(?:{_TWO}|[ -](?!{_WORDS}){_TWO}|[ -]{_WORDS}(?= [A-ZÀ-Þ][a-zà-þ]{{2}}))"
            rf"(?![\w'])"
            rf"|(?<![\w.,-])[1-9]\d{{3}}(?!{_UNITS})[a-z]{{2}}(?=,? [A-ZÀ-Þ][a-zà-þ]{{2}})"
            rf"|(?i:\bpostcode:?) [1-9]\d{{3}}[ -]?[A-Za-z]{{2}}(?!\w)"
        ),
    ),
    ("trace-born", ERROR, re.compile(rf"(?i){_BORN}{_GAP}{_DAY}|(?<!\d){_WHOLE}[^.!?\n;]{{0,25}}?{_BORN}")),
    (
        # As a file has it: behind a name, in brackets or with the sign for it.
        "trace-day",
        WARNING,
        re.compile(
            rf"{_NAMED},? \((?i:{_WHOLE})|(?:(?<=[\w,)] )|(?<=\())[*°] ?(?i:{_WHOLE})"
            rf"|{_NAMED}, \d\d?{_PART}\d\d?{_PART}{_YEAR}(?=,)|(?i:\bjarig\b{_GAP}{_WHOLE})"
        ),
    ),
    ("trace-house", WARNING, re.compile(rf"(?<![\w/])(?<!\w')(?:{_STREET}){_HOUSE}{_ON}")),
    ("trace-house", WARNING, re.compile(rf"{_LIVES}{_HOUSE}{_ON}")),
)
_NAMED_NUMBER = re.compile(
    rf"(?i)(?<!\w){_BSN_WORD}(?!\w)[^\w\n]{{0,4}}(?:is |was |nummer |nr\.? ){{0,2}}\d(?:[ .-]?\d){{7,8}}(?!\w)"
)
_NUMBER = re.compile(
    r"(?<!\w)(?<!\d[.,-])(?<!€)(?<!€ )(?:\d{8,9}|\d{3}([ .-])\d{3}\1\d{3}|\d{4}([ .])\d\d\2\d{3}|\d{5} \d{4}"
    r"|\d{3} \d\d \d\d \d\d|\d{4}\.\d\d\.\d\d)(?!\w|[.,]\d|-\d)(?! ?(?:euro|inwoners|mensen|keer|kilo|meter|%))"
)
_SIGNS = re.compile(r"[\d@\uff20]|(?i:apenstaart|[(\[{< -]at[)\]}> -]|&commat)")
# What a reader sees otherwise than it is written, or not at all.
_OTHERWISE = re.compile(
    r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,31});|%(?:2[0-9A-Fa-f]|3[0-9A-Fa-f]|40)|\\[!-/:-@\[-`{-~]"
    r"|\*\*|__|~~|[`’‘\t\u00a0-\u00bf\u0300-\u036f\u2000-\u2015\u2028-\u206f\u2212\u3000\uff00-\uffef]"
)


def traces(text: str) -> Iterator[Trace]:
    """Everything of that kind in a text; of what is found twice in one place, the first."""
    if not _SIGNS.search(text):
        return
    read = _Read(text)
    taken: list[tuple[int, int]] = []
    for code, severity, start, end in _found(read.plain):
        if not any(start < other_end and other < end for other, other_end in taken):
            taken.append((start, end))
            yield Trace(code, severity, read.written(start)[0], read.written(end - 1)[1])


def _found(plain: str) -> Iterator[tuple[str, Severity, int, int]]:
    for code, severity, pattern in _PATTERNS:
        for found in pattern.finditer(plain):
            yield code, severity, found.start(), found.end()
    for found in _NAMED_NUMBER.finditer(plain):
        yield "trace-service-number-named", ERROR, found.start(), found.end()
    for found in _NUMBER.finditer(plain):
        digits = re.sub(r"\D", "", found.group())
        if is_service_number(digits.zfill(9)):
            # Of any numbers of eight digits one in eleven would pass.
            certain = len(digits) == 9
            yield "trace-service-number", ERROR if certain else WARNING, found.start(), found.end()
        elif found.group().isdigit() and len(digits) == 9:
            yield "trace-nine-digits", WARNING, found.start(), found.end()


class _Read:
    """A text as a reader sees it, and where its characters were written."""

    def __init__(self, text: str) -> None:
        pieces: list[str] = []
        self._shown: list[int] = [0]
        self._written: list[tuple[int, int]] = [(0, 0)]  # of a piece as it was written: the end is its beginning
        length = end = 0
        for found in _OTHERWISE.finditer(text):
            sign = _plain(found[0])
            pieces += (text[end : found.start()], sign)
            length += found.start() - end
            end = found.end()
            self._shown += (length, length + len(sign))
            self._written += (found.span(), (end, end))
            length += len(sign)
        self.plain = "".join((*pieces, text[end:]))

    def written(self, index: int) -> tuple[int, int]:
        """From where to before where the character at `index` of `plain` was written."""
        at = bisect_right(self._shown, index) - 1
        start, end = self._written[at]
        if start < end:
            return start, end
        return start + index - self._shown[at], start + index - self._shown[at] + 1


def _plain(written: str) -> str:
    """The signs that a reader takes it for."""
    if written in ("**", "__", "~~"):
        return ""
    if written[0] == "&" and len(written) > 1:
        written = unescape(written)
    elif written[0] == "%" and len(written) > 1:
        written = chr(int(written[1:], 16))
    elif written[0] == "\\":
        written = written[1]
    return "".join(map(_plain_sign, written))


def _plain_sign(sign: str) -> str:
    if sign in "’‘`":
        return "'"
    category = unicodedata.category(sign)
    if category in ("Cf", "Mn"):
        return ""
    if category[0] == "Z" or sign == "\t":
        return " "
    return "-" if category == "Pd" or sign == "\u2212" else unicodedata.normalize("NFKC", sign)


def is_service_number(digits: str) -> bool:
    """Whether nine digits can be a citizen service number (BSN): the eleven-test, with the last digit counted negative.

    Source: Logisch Ontwerp BSN, Rijksdienst voor Identiteitsgegevens.
    """
    if len(digits) != 9 or digits == "0" * 9:
        return False
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True)) % 11 == 0
