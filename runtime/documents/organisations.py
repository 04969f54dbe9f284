"""Words that end or fill the names of organisations. Pure."""

import re

_LEGAL = (
    r"inc|incorporated|llc|l\.l\.c|llp|ltd|limited|plc|gmbh|ag|se|kg|s\.?a\.?|s\.?l\.?|s\.?r\.?l|bv|b\.v|"
    r"nv|oy|ab|as|pty|pvt|private|co|corp|corporation|company|holdings?|lp"
)
LEGAL_END = re.compile(rf"(?i)\b(?:{_LEGAL})\b\.?$")
LEGAL_ONLY = re.compile(rf"(?i)(?:(?:{_LEGAL})\.?\s*)+")
ORGANISATIONS = set(
    """
    academy administration aerospace agency airlines airport army association authority automotive
    bakery bank banking bar board boutique brewery brothers bureau cafe café capital care center
    centre chamber charity charter church clinic club coffee college collective commission committee
    communications community companies construction consultancy consulting cooperative council
    county court creative dealership dental department design digital electric electronics energy
    enterprises entertainment estates express factory farms finance financial firm fitness
    foundation freight fund furnishings gallery games gym government group guild health healthcare
    high home hospital hospitality hotel hotels house industries initiative institute institution
    insurance instruments interactive international investments kitchen lab laboratories laboratory
    labs law library logistics magazine mall management manufacturing market marketing mart media
    medical memorial ministry mobile mortgage motors museum music navy network networks news ngo
    nonprofit office organisation organization outdoor outfitters partners pharma pharmaceuticals
    pharmacy photography pictures pizza police power press products production productions project
    projects properties publishing radio realty records region relations republic research resort
    resources restaurant restaurants retail robotics salon school schools science sciences security
    services shop society software solutions spa staffing startup state store stores studio studios
    supermarket supply systems team tech technologies technology telecom telecommunications textiles
    theater theatre therapeutics tower trade trading transport transportation trust union university
    ventures wireless works workshop worldwide zoo universidad instituto universität école hochschule
    apparel analytics ai biotech biosciences cloud data dynamics foods furniture global
    """.split()
)


def names_organisation(text: str) -> bool:
    """Whether a word of the text belongs to organisations: "Ltd", "University", "Labs"."""
    words = re.findall(r"[\w&’'-]+", text.lower())
    return LEGAL_END.search(text.strip()) is not None or any(w in ORGANISATIONS for w in words)
