"""Verbs that statements of résumés and job descriptions begin with. Pure."""

import re

_BASE = """
accelerate achieve acquire act adapt administer advise align analyse analyze answer apply
architect arrange ask assemble assess assist attend audit author automate balance benchmark
book boost bring build calculate call calm captain carry celebrate centralise centralize champion
chase check clean close coach code collaborate collect come communicate compare complete
compose conceive conduct configure consolidate construct consult contribute control convert
convey convince cook coordinate count craft create cultivate cut deal debug decrease define
delegate deliver demonstrate deploy design detect determine develop devise diagnose digitise
digitize direct discover document double draft drive drop earn edit educate eliminate embed
embrace enable encourage enforce engage engineer enhance ensure escalate establish estimate
evaluate examine execute expand expedite explain extend facilitate file find finish fix
forecast form formulate foster found fulfil fulfill gather generate get give greet grow guide
halve handle help hire hold host identify illustrate implement improve increase influence
inform initiate inspect install instruct integrate interact introduce invent investigate
iterate join keep launch lead learn leverage liaise lift listen load localise localize log look
lower maintain make manage map market measure mediate meet mentor merge migrate model modernise
modernize modify monitor move negotiate note nurture onboard open operate optimise optimize
orchestrate order organise organize oversee own pack participate partner perform persuade pick
pilot pioneer pitch plan port prepare present prevent prioritise prioritize process procure
produce program promote propose prospect prototype prove provide publish qualify quote raise
reach react rebuild recommend reconcile record recover recruit redesign reduce refactor refine
refund release renew reorganise reorganize repair replace report represent research resolve
respond restock restore restructure retain revamp review revise rewrite run save scale schedule
secure see select sell send serve set shape share ship shorten sign simplify solve source
spearhead speed spot stand standardise standardize start stay steer stock streamline strengthen
structure study supervise supply support surpass sustain tailor take talk teach test think track
train transform translate travel treble triage triple troubleshoot turn uncover understand unify
unload update upgrade upsell use validate verify visit watch win work write
"""
_IRREGULAR = {
    "come": "came", "get": "got", "give": "gave", "see": "saw", "think": "thought",
    "bring": "brought", "build": "built", "cut": "cut", "deal": "dealt", "drive": "drove",
    "find": "found", "grow": "grew", "hold": "held", "keep": "kept", "lead": "led",
    "make": "made", "meet": "met", "oversee": "oversaw", "rebuild": "rebuilt", "rewrite": "rewrote",
    "run": "ran", "sell": "sold", "send": "sent", "set": "set", "speed": "sped", "take": "took",
    "stand": "stood", "teach": "taught", "understand": "understood", "win": "won", "write": "wrote",
}  # fmt: skip
_DOUBLED = frozenset(
    {
        "cut",
        "get",
        "drop",
        "log",
        "map",
        "plan",
        "program",
        "run",
        "set",
        "ship",
        "spot",
        "win",
        "debug",
        "upsel",
    }
)
"""Verbs whose last letter is doubled before an ending."""
_SPECIAL = {"control": "controll", "fulfil": "fulfill", "transfer": "transferr", "refer": "referr"}

BASE = frozenset(_BASE.split())

PASSIVE = frozenset(
    re.findall(
        r"\S+",
        """
        appointed asked assigned awarded chosen elected entrusted hired invited named nominated
        promoted recognised recognized selected tasked trusted
        """,
    )
)
"""Beginnings that tell what was done to the candidate: "Awarded a patent" is "you were awarded"."""

_ADJECTIVES = frozenset(
    re.findall(
        r"\S+",
        """
        accomplished advanced based certified committed dedicated detailed distinguished driven
        educated experienced focused gifted inspired interested involved licensed limited located
        motivated needed proven qualified ranked rated related required seasoned skilled talented
        unlimited varied
        """,
    )
)
"""First words that describe a person or a thing rather than tell what was done."""


def past(verb: str) -> str:
    """ "lead" → "led", "plan" → "planned"."""
    if verb in _IRREGULAR:
        return _IRREGULAR[verb]
    return _joined(verb, "ed")


def gerund(verb: str) -> str:
    """ "own" → "owning", "plan" → "planning", "be" → "being"."""
    if verb == "be":
        return "being"
    return _joined(verb, "ing")


def _joined(verb: str, ending: str) -> str:
    if verb in _DOUBLED:
        return verb + verb[-1] + ending
    if verb in _SPECIAL:
        return _SPECIAL[verb] + ending
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")):
        return verb[:-1] + ending
    if ending == "ed" and verb.endswith("y") and verb[-2] not in "aeiou":
        return verb[:-1] + "ied"
    return verb + ending


GERUNDS = {gerund(verb): verb for verb in BASE}
PAST = frozenset(past(verb) for verb in BASE) | frozenset(
    {"began", "chose", "gave", "spoke", "saw"}
)


def is_past(word: str) -> bool:
    """Whether a statement that begins with the word tells what somebody did."""
    word = word.lower()
    if word in _ADJECTIVES or word in PASSIVE:
        return False
    stem = re.sub(r"^(?:co|re|pre|over|out|up)-?(?=[a-z]{3})", "", word)
    return word in PAST or stem in PAST or re.fullmatch(r"[a-z]{3,}ed", word) is not None
