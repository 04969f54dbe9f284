"""Places as they stand in résumé headers, so that they are not taken for employers. Pure."""

import re

from runtime.documents.organisations import names_organisation

_STATES = (
    "AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM "
    "NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY DC AB BC MB NB NL NS ON PE QC SK NSW "
    "VIC QLD UK USA US UAE"
).split()
_REGIONS = """
alabama|alaska|arizona|arkansas|california|colorado|connecticut|delaware|florida|georgia|hawaii|
idaho|illinois|indiana|iowa|kansas|kentucky|louisiana|maine|maryland|massachusetts|michigan|
minnesota|mississippi|missouri|montana|nebraska|nevada|new hampshire|new jersey|new mexico|new york|
north carolina|north dakota|ohio|oklahoma|oregon|pennsylvania|rhode island|south carolina|
south dakota|tennessee|texas|utah|vermont|virginia|washington|west virginia|wisconsin|wyoming|
ontario|quebec|british columbia|alberta|state|
argentina|australia|austria|bangladesh|belgium|brazil|bulgaria|canada|chile|china|colombia|croatia|
cyprus|czech republic|czechia|denmark|egypt|england|estonia|ethiopia|finland|france|germany|ghana|
greece|hong kong|hungary|iceland|india|indonesia|iran|iraq|ireland|israel|italy|japan|jordan|kenya|
kuwait|latvia|lebanon|lithuania|luxembourg|malaysia|malta|mexico|morocco|nepal|netherlands|
new zealand|nigeria|norway|pakistan|panama|peru|philippines|poland|portugal|qatar|romania|russia|
saudi arabia|scotland|serbia|singapore|slovakia|slovenia|south africa|south korea|spain|sri lanka|
sweden|switzerland|taiwan|tanzania|thailand|tunisia|turkey|uganda|ukraine|united arab emirates|
united kingdom|united states|united states of america|uruguay|venezuela|vietnam|wales
""".replace("\n", "")
_CITIES = """
aberdeen|abu dhabi|accra|ahmedabad|amman|amsterdam|ankara|antwerp|athens|atlanta|auckland|austin|
baltimore|bangalore|bengaluru|bangkok|barcelona|basel|beijing|beirut|belfast|belgrade|berlin|
birmingham|bogota|bogotá|boston|brisbane|bristol|brooklyn|brussels|bucharest|budapest|buenos aires|
buffalo|cairo|calgary|cambridge|cape town|cardiff|charlotte|chennai|chicago|cincinnati|cleveland|
cologne|columbus|copenhagen|dallas|delhi|denver|detroit|dhaka|doha|dubai|dublin|durban|düsseldorf|
edinburgh|edmonton|frankfurt|geneva|glasgow|gurgaon|gurugram|hamburg|hanoi|helsinki|houston|
hyderabad|indianapolis|islamabad|istanbul|jacksonville|jaipur|jakarta|jeddah|johannesburg|
kansas city|karachi|kolkata|krakow|kuala lumpur|kyiv|lagos|lahore|las vegas|leeds|lima|lisbon|
liverpool|london|los angeles|lyon|madrid|manchester|manhattan|manila|marseille|medellín|melbourne|
memphis|mexico city|miami|milan|milwaukee|minneapolis|montreal|moscow|mountain view|mumbai|munich|
nairobi|nashville|new delhi|new orleans|new york city|nyc|noida|oakland|orlando|oslo|ottawa|oxford|
palo alto|paris|perth|philadelphia|phoenix|pittsburgh|portland|porto|prague|pune|raleigh|redmond|
riga|rio de janeiro|riyadh|rome|rotterdam|sacramento|salt lake city|san antonio|san diego|
san francisco|san jose|santa clara|santiago|são paulo|sao paulo|seattle|seoul|shanghai|shenzhen|
sofia|st louis|st\\. louis|stockholm|stuttgart|sunnyvale|sydney|taipei|tallinn|tampa|tel aviv|tokyo|
toronto|tucson|vancouver|vienna|vilnius|warsaw|washington,? d\\.?c\\.?|wellington|zagreb|zurich|zürich|
remote|hybrid|on-?site|worldwide|nationwide
""".replace("\n", "")
_NAMES = f"{_REGIONS}|{_CITIES}"
_NAME = re.compile(
    rf"(?i)(?:greater |downtown |metro )?(?:{_NAMES})(?: area| metro(?:politan)? area)?"
)
_PAIR = re.compile(
    rf"(?:[A-ZÀ-Þ][\w.’'-]*\.?(?:\s[A-ZÀ-Þ][\w.’'-]*){{0,3}}),\s*"
    rf"(?:(?:{'|'.join(_STATES)})\b\.?|(?i:{_REGIONS}))(?:,\s*(?i:{_NAMES}|usa|us|uk))?(?:\s+\d{{5}})?"
)
_STREET = re.compile(
    r"(?i)\d+\s+[\w.’' ]+\b(?:st|street|ave|avenue|rd|road|blvd|boulevard|lane|ln|drive|dr|way|plaza)\b"
)
_DECORATION = " ()[]*_,.|-–—:"
_TRAILING = re.compile(
    rf"(?:,\s*|\s+[-–—|]\s+|\s*\(\s*)(?:[A-Z][\w.’'-]+,\s*)?(?:(?:{'|'.join(_STATES)})\b\.?|(?i:{_NAMES}))\s*\)?\s*$"
)


def is_place(text: str) -> bool:
    """Whether a piece of a header is a place and nothing else."""
    stripped = text.strip(_DECORATION)
    if not stripped:
        return False
    parts = re.split(r"\s*[/|•·;]\s*|\s+[-–—]\s+|\s*[()]\s*", stripped)
    return all(_is_one_place(part) for part in parts if part)


def _is_one_place(text: str) -> bool:
    text = text.strip(_DECORATION)
    if _NAME.fullmatch(text) or _STREET.match(text):
        return True
    if _PAIR.fullmatch(text):
        return not names_organisation(text.partition(",")[0])
    pieces = [piece.strip() for piece in text.split(",")]
    return len(pieces) > 1 and all(_NAME.fullmatch(piece) or piece in _STATES for piece in pieces)


def without_place(text: str) -> str:
    """The text without a place at its end: "Acme, Austin, TX" is "Acme"."""
    while (cut := _TRAILING.sub("", text)) != text and cut.strip():
        text = cut
    return text
