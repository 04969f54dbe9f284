"""How somebody says never to have worked with a tool, in recognised English. Pure.

Told of oneself and of all one's time only: a team that never used it, "not in production", "not in
my last job" and "I had never used it, so I learned it" deny nothing.
"""

import re
from collections.abc import Iterator

NEAR_CHARS = 90
"""How far from the tool's name a denial is looked for."""

_USED = (
    r"(?:used|worked (?:with|in|on)|touched|tried|programmed in|learn(?:ed|t)|opened|seen|"
    r"(?:written|done|made|coded|developed)(?: anything| much| a (?:single )?line| code)?"
    r"(?: in| with)?|"
    r"(?:had|got|needed|happened|come|managed) to (?:use|try|touch|learn|know|see|open|"
    r"(?:work|deal) with)|needed|"
    r"run|installed|had|owned|built (?:anything )?(?:with|in)|had (?:anything|much) to do with|"
    r"dealt with|handled|operated|got (?:round|around|near|close) to|come across)"
)
_I = r"(?:i|ive|i have|im|i am|id|ill|i will|i would)"
_BEFORE = re.compile(
    rf"\b{_I} (?:(?!had\b)\w+ ){{0,3}}?(?:never (?:\w+ly |ever |once )?{_USED}|"
    rf"(?:no|zero|little|hardly any|not any|without) (?:\w+ )?(?:experience|practice|knowledge) "
    rf"(?:with|in|of)|(?:havent|have not|not) (?:\w+ly |ever |yet )?{_USED}|"
    rf"(?:dont|do not) (?:\w+ly )?(?:know|use|write|speak)|not (?:\w+ )?familiar with|"
    rf"(?:avoided|kept away from|stayed away from)|(?:first )?have to learn) (?:any |the )?$"
)
_WHOLE = re.compile(
    r"$| (?:and|but|so|my|i|ive|id|they|we|it|because|which|or|myself|someone|somebody|our|though|"
    r"although|yet|at all|by the way|that|there was|other|others|to be (?:honest|fair|frank)|"
    r"honestly|so far|until now|professionally|only|just|except|"
    r"in (?:a real|any real|earnest|my life)|before$)\b"
)
"""What follows must leave the tool whole: who never used Kafka Streams may well know Kafka."""
_AFTER = re.compile(
    rf"(?: is| was| thats)?(?: something| not| a tool| a thing| one| isnt| wasnt| nothing|"
    rf" no){{0,3}}"
    rf"(?: that)? {_I} (?:\w+ly )?(?:have )?(?:(?:never|havent|not) (?:\w+ly |ever )?{_USED}"
    r"(?! (?:\w+ )?(?:in production|alone|outside))|"
    r"(?:first )?have to learn|only (?:know|knew|heard|read)|"
    r"(?:have |had |has )?(?:no|zero|little|hardly any|not any|not much) (?:\w+ )?"
    r"(?:experience|knowledge|practice|idea)(?: (?:with|in|of|about))?)\b"
    rf"| (?:(?:is|was) not|isnt|wasnt|not) (?:a (?:tool|language|system|thing)|something|one|"
    rf"anything) (?:that )?{_I} (?:\w+ )?(?:know|knew|use|used|have|had|ever|can|{_USED})\b"
    r"| (?:is|are|would be|will be) (?:\w+ly |all |quite |rather )?"
    r"(?:new|unknown|foreign|a closed book) to me\b"
    rf"| (?:because|since|as) {_I} (?:never|havent|not) (?:\w+ly |ever )?{_USED} it\b"
)


def denials(flat: str, tool: re.Pattern[str]) -> Iterator[tuple[str, int, int]]:
    """The tools denied in flattened text, each with the stretch in which that is said."""
    for match in tool.finditer(flat):
        begin = max(0, match.start() - NEAR_CHARS)
        before = _BEFORE.search(flat[begin : match.start()])
        after = _AFTER.match(flat, match.end())
        if before is not None and _WHOLE.match(flat, match.end()):
            yield match[0], begin + before.start(), match.end()
        elif after is not None:
            yield match[0], match.start(), after.end()
