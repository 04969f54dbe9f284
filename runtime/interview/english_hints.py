"""What makes it likely, in recognised English, that an answer holds a piece of evidence. Pure.

Wider than `english_evidence`, and no proof: a hint is one sign among those that are weighed
(`weighing`).
"""

import re

from runtime.interview.english_stories import PAST
from runtime.interview.plan import Missing
from runtime.interview.quantities import NUMBER, UNIT


def _hint(telling: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{telling})\b")


HINTS = {
    Missing.context: _hint(
        r"was|were|had|wasnt|werent|hadnt|couldnt|used to|there|when|while|where|during|"
        r"(?:theyd|wed|hed|shed|id|itd|youd) \w+ed|(?:is|are|its|theres) (?:an?|about|run|made)"
    ),
    Missing.own_role: _hint(
        r"(?:i|id|ive|im)\b(?! (?:think|guess|mean|suppose|believe|know|dont|would say|say|hope|"
        r"feel|always|like|am|have always|would argue))|my|mine|me|myself|solo|sole|interim|"
        r"acting|freelance|(?:the|my) (?:trick|idea|first|next)|"
        r"what helped"
    ),
    Missing.action: _hint(
        rf"(?:i|ive|id|we|weve|wed|my team) (?:\w+ly |also |just |had |then )*(?:{PAST}|"
        rf"\w{{3,}}ed)|"
        r"(?:the|my) (?:first|next|trick|idea|way|thing)|what (?:i|we|helped)|step",
    ),
    Missing.result: _hint(
        r"end|ended|finally|eventually|turned out|worked|now|today|nowadays|never|any ?more|longer|"
        r"became|become|results?|outcomes?|effects?|impact|success\w*|happ(?:y|ier)|glad|proud|"
        r"(?:fix|solv|launch|ship|sign|renew|approv|adopt|promot|extend|agree|thank|apolog|accept|"
        r"deliver|finish|improv|reduc|increas|sav|copi|stay|stopp|recover)(?:ed|s)|grew|dropped|"
        r"on time|in time|since then|these days|default|\w+s still|"
        r"(?:everyone|everybody|nobody|they all|people) (?:\w+s|\w+ing|were \w+ing|are \w+ing)",
    ),
    Missing.metric: _hint(
        rf"\d\d+\S*|\d+\.\d+|{NUMBER} (?:percent|{UNIT})|percent|half|halved|third|quarter|fifth|"
        r"tenth|twice|double\w*|tripl\w+|dozens?|handful|zero|hundreds?|thousands?|millions?|"
        r"(?:eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|"
        r"thirty|forty|fifty|sixty|seventy|eighty|ninety)",
    ),
    Missing.trade_off: _hint(
        r"although|though|despite|instead|rather|otherwise|unless|"
        r"(?:would|wouldnt|could|might) (?:\w+ )?have|(?:would|could|might)ve|"
        r"too \w+|price|costs?|lose|losing|worth|risk\w*|sacrific\w+|compromis\w+|gave up|give up|"
        r"accept(?:ed|ing)?|afford|priorit\w+|weigh\w*|versus|vs|options?|choice|choose|chose|"
        r"chosen|both|everything|later|decid\w+|decision|prefer\w*|exchange|in return|"
        r"deliberate\w*|admit\w*|either|the lesser|gave (?:away|in)|had (?:i|we) \w+|fine (?:by|"
        r"with)|"
        r"no (?:doubt|question)|\w+er by far|"
        r"(?:not|wasnt|isnt|werent) (?:great|ideal|perfect|pretty|popular|nice|elegant|optimal|"
        r"fun)",
    ),
    Missing.verification: _hint(
        r"(?:test|check|verif|validat|confirm|compar|measur|monitor|audit|sampl|survey|review|"
        r"benchmark|inspect|reconcil|replay|reproduc|simulat|proof|prove|proving|convinc|watch|"
        r"observ|pilot|experiment|trial)\w*|track(?:ed|ing)|whether|sure|certain|coincidence|luck|"
        r"by chance|safe|eye on|follow(?:ed|ing)? (?:\w+ )?up|significant|"
        r"(?:dis)?agree\w*|match\w*|differ\w*|mistakes?|listen\w*|two groups|half of (?:the|them)|"
        r"nothing (?:broke|changed|happened)|the same (?:thing|story|picture|answers?|figures?|"
        r"result)",
    ),
}
