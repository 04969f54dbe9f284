"""How people say what speaks for them, one table per signal; English only. Pure.

Each entry is a regular expression over folded text (evaluation.clauses). The tables hold what
people say about any kind of work, never the words of one trade, so that a rule that holds for
software holds for sales. They come from what structured interviewing asks an answer to show
(own part, action, result, number, reason, trade-off, check) and were refined on four tenths of a
public set of simulated interviews; tests/evaluation/test_agreement.py says how it was split.
"""

from evaluation.kinds import Kind

_ACTED = (
    r"(?:analy[sz]ed|added|agreed|aligned|apologi[sz]ed|asked|automated|bought|broke|brought"
    r"|built|called|changed|checked|chose|closed|coached|collected|compared|created|cut"
    r"|dealt|debugged|decided|defined|delivered|deployed|designed|diagnosed|documented"
    r"|drafted|drew|escalated|explained|extracted|figured out|fixed|followed up|found"
    r"|gathered|gave|got|handled|held|helped|hired|implemented|interviewed|introduced"
    r"|investigated|kept|launched|learned|led|left|listened|looked (?:at|into)|made|managed"
    r"|mapped|measured|met|migrated|moved|negotiated|offered|opened|ordered|organi[sz]ed"
    r"|owned|paid|paired|picked|pitched|planned|prepared|presented|prioriti[sz]ed|produced"
    r"|profiled|proposed|pulled|pushed|put|ran|raised|read|rebuilt|reduced|refactored"
    r"|refunded|removed|replaced|reported|reproduced|researched|resolved|reviewed|rewrote"
    r"|rolled|said|saw|scheduled|sent|set|shipped|shortened|showed|sold|solved|spent|split"
    r"|spoke|started|stayed|stopped|suggested|switched|talked|taught|tested|told|took|traced"
    r"|trained|translated|tried|tuned|turned|updated|used|validated|verified|visited|walked"
    r"|won|worked (?:out|through|with)|wrote)"
)
_DOES = (
    r"(?:add|align|ask|begin|build|call|capture|check|choose|collect|compare|create|define"
    r"|design|document|draft|explain|find|fix|give|handle|help|keep|lead|list|listen"
    r"|look (?:at|into)|make|manage|map|measure|note|offer|open|plan|prepare|present"
    r"|prioriti[sz]e|propose|rank|read|repeat|reproduce|review|run|score|send|set|show|speak"
    r"|split|start|summari[sz]e|talk|teach|tell|test|trace|track|translate|turn|use|validate"
    r"|verify|visit|walk|write)"
)
_ADVERBS = r"(?:\s+(?:also|then|first|personally|even|still|actually|always|quickly|\w+ly))*"
_QUANTITY = (
    r"(?:\d[\d,.]*\+?|a hundred|hundreds|thousands|two|three|four|five|six|seven|eight|nine|ten"
    r"|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|half|double)"
)
_UNIT = (
    r"(?:%|percent(?:age points?)?|per ?cent|points?|x|times|fold|ms|milliseconds?|seconds?|secs?"
    r"|minutes?|mins?|hours?|days?|weeks?|months?|quarters?|years?|dollars?|euros?|pounds?|k"
    r"|thousand|million|billion|grand|users?|customers?|clients?|accounts?|deals?|leads?|calls?"
    r"|tickets?|cases?|orders?|requests?|queries|rows|records|people|engineers?|agents?|reps?"
    r"|members?|teams?|projects?|services?|servers?|stores?|sites?|pages?|bugs?|errors?"
    r"|incidents?|releases?|files?|gigabytes?|gb|mb|terabytes?|tb)"
)

FOR: dict[Kind, tuple[str, ...]] = {
    Kind.context: (
        r"\b(?:at|in) my (?:last|previous|current|first|old) (?:job|role|team|company|position)\b",
        r"\b(?:last|this) (?:year|month|quarter|summer|winter|spring|autumn|fall)\b",
        r"\b(?:the|our|my|a) (?:\w+ )?(?:problem|issue|goal|challenge|situation|deadline|task)\b",
        r"\b(?:we|they|the (?:customer|client|team|company|user)s?) (?:needed|wanted|had to"
        r"|complained|asked for|were losing|was losing|struggled)\b",
        r"\bback (?:when|then)\b",
        r"\b(?:one|another) (?:time|customer|client|project|case|day|morning|evening)\b",
        r"\bthere was an? (?:time|customer|client|project|bug|outage|case|deal|incident)\b",
        r"\bwhen (?:i|we|the|a|our|my) (?:\w+ ){1,4}(?:was|were|had|came|broke|failed|went"
        r"|wanted)\b",
    ),
    Kind.own_action: (
        rf"\bi{_ADVERBS}\s+{_ACTED}\b",
        rf"\bi{_ADVERBS}\s+(?!need|want|feel|hope|wish|guess)\w+(?<!ne)ed\b",
        rf"\bi(?:'d|'ll| would| will)?{_ADVERBS}\s+{_DOES}\b",
        r"\bmy (?:part|job|role|task|responsibility|piece|idea|proposal) (?:was|in it|there)\b",
    ),
    Kind.team_action: (
        rf"\bwe{_ADVERBS}\s+{_ACTED}\b",
        rf"\bwe{_ADVERBS}\s+(?!need|want|feel|hope)\w+(?<!ne)ed\b",
    ),
    Kind.ownership: (
        r"\bi (?:decided|took|owned|led|drove|proposed|volunteered|pushed for|initiated|started"
        r"|insisted|stepped in|was responsible|was accountable|was on call|made the call|raised)\b",
        r"\bmy (?:decision|mistake|fault|responsibility|call|initiative|proposal)\b",
        r"\b(?:nobody|no one) (?:had )?(?:asked|told) me\b",
        r"\bon my own (?:initiative|time)?\b",
    ),
    Kind.result: (
        r"\b(?:reduced|increased|improved|cut|saved|grew(?! up)|doubled|tripled|halved|raised"
        r"|lowered|shortened|recovered|renewed|won|closed|boosted|exceeded|lifted)\b",
        r"\b(?:dropped|fell|rose|went (?:up|down|from)|came down|decreased|sped up) (?:\w+ ){0,3}"
        r"(?:by|to|from|below|above|under|over|a lot|\d)",
        r"\b(?:as a result|the (?:result|outcome|effect|upshot) was|in the end|resulted in|led to"
        r"|ended up|which meant(?: that)?|that (?:brought|gave|saved|meant))\b",
        r"\b(?:shipped|launched|delivered|went live|signed|renewed|stayed with us|met the deadline"
        r"|on time|on budget|held up|held steady)\b",
        r"\bwithout (?:breaking|losing|drift|rework|downtime|confusion|surprises|ambiguity)\b",
    ),
    Kind.number: (
        rf"\b{_QUANTITY}(?:\s|-)?{_UNIT}(?![a-z])",
        r"[$€£]\s?\d[\d,.]*",
        r"\b(?:from|to|of|by|under|over|about|around|at least|at most|roughly) \d[\d,.]*\b",
        r"\b(?:p50|p90|p95|p99)\b",
        rf"\b{_QUANTITY} (?:or {_QUANTITY} )?(?:\w+ )?{_UNIT}(?![a-z])",
        r"\b(?:a third|a quarter|two thirds|three quarters|half) of\b",
    ),
    Kind.reason: (
        r"\bbecause\b(?! i'm (?:good|great|the best))",
        r"\bso that\b",
        r"\bin order to\b",
        r"\bthe (?:main |real )?reason\b",
        r"\bsince (?:the|we|it|they|our|that)\b",
        r"\bwhich is why\b",
        r"\bbased on (?:the |what |how )?\w+",
        r"\b(?:so|to make sure|to ensure|to keep|to avoid|to prevent|to preserve) \w+ (?:\w+ )?"
        r"(?:could|can|would|stays?|stayed|remains?|didn't|don't|held|holds)\b",
    ),
    Kind.trade_off: (
        r"\btrade-?\s?offs?\b",
        r"\binstead of\b",
        r"\brather than\b",
        r"\bat the (?:cost|expense|price) of\b",
        r"\b(?:downside|drawback|upside|pros and cons|compromise|price we paid)\b",
        r"\b(?:weighed|balanced|gave up|sacrificed|deprioriti[sz]ed)\b",
        r"\b(?:versus|vs\.?)\b",
        r"\b(?:options?|alternatives?)\b",
        r"\b(?:would|could) have (?:been|taken|meant|cost|made|worked)\b",
        r"\b(?:even though|although|while) (?:it|that|this)\b",
    ),
    Kind.verification: (
        r"\b(?:verif|validat|cross-check|double-check|benchmark|reproduc|back-?test)\w*\b",
        r"\b(?:i|we|and|then|also) (?:\w+ )?(?:tested|measured|monitored|tracked|profiled|audited"
        r"|replayed|simulated|surveyed|reviewed|confirmed|compared)\b",
        r"\b(?:confirm|monitor|audit)(?:ed|ing|s)?\b",
        r"\b(?:unit|integration|load|regression|usability|user|stress|smoke|a/b|ab) tests?\b",
        r"\b(?:before and after|side by side|against (?:the|a|our|real) \w+|control group|baseline"
        r"|held-?out|hold-?out|dry run|pilot|canary|shadow|staged rollout|dashboards?|alerts?)\b",
        r"\b(?:called|followed up|checked back|checked in) (?:with )?(?:the )?(?:customer|client"
        r"|them"
        r"|him|her|afterwards|later|a week|again)\b",
        r"\b(?:to see|made sure|checked) (?:if|whether|that)\b",
        r"\b(?:ablation|replay|acceptance (?:gate|test|criteri)|proofs?)\w*\b",
    ),
    Kind.method: (
        r"\b(?:defin|document|versi|prioriti[sz]|standardi[sz]|enforc|isolat|instrument|structur)"
        r"(?:e|ed|es|ing|oned|oning)\b",
        r"\b(?:criteri\w+|hypothes[ie]s|assumptions?|constraints?|requirements?|thresholds?"
        r"|guardrails?|fallbacks?|roll(?:ed|ing)? ?-?back|rollouts?|edge cases?|root cause"
        r"|failure modes?|checklist|playbook|runbook|spec|specs|specification|rationale)\b",
        r"\b(?:success (?:measure|metric|criteri)\w*|source of truth|single source|acceptance"
        r"|go/no-go|service level|priorit(?:y|ies)|milestones?|post-?mortem|retrospective)\b",
        r"\b(?:reusable|explicit|systematic|repeatable|traceab\w+|reproducib\w+|measurable"
        r"|predefined|predictable|controlled|staged|phased|step by step)\b",
        r"\b(?:clear|written|explicit|shared|consistent|defined) (?:\w+ ){0,2}(?:rules?|system"
        r"|process|structure|plan|goals?|targets?|owners?|steps|limits?|gates?|checks?|notes"
        r"|signals?|intent|definitions?)\b",
        r"\b(?:tied|mapped|aligned|linked|anchored|translated) (?:\w+ ){0,4}(?:to|with|into)\b",
        r"\b(?:set|sets|with|gave|wrote|kept|keep|established|built|made|into) (?:up )?"
        r"(?:a |an |the )?(?:\w+ )?(?:clear|consistent|explicit|strict)\b",
        r"\bbroke (?:it|the \w+|this|that) (?:down|into)\b",
        r"\b(?:narrowed|traced|bisected|drilled) (?:it |this |that |the \w+ )?(?:down|back|to)\b",
        r"\b(?:uncertainty|confidence intervals?|false positives?|risk|risks|privacy|accessib\w+"
        r"|safety|compliance|drift)\b",
        r"\bin (?:clear|predefined|small|measured) (?:steps|stages|increments)\b",
        r"\b(?:open|probing|clarifying|discovery|focused|targeted) questions?\b",
    ),
    Kind.structure: (
        r"\b(?:first(?:ly| of all)?|to start|i(?:'d)? start(?:ed)? (?:by|with)|i begin)\b",
        r"(?:^|\band |\bthe )second(?:ly)?\b(?! of)",
        r"(?:^|\band )(?:then|next|after that|from there)\b",
        r"\b(?:third(?:ly)?|finally|lastly|in the end|at the end)\b",
        r"\b(?:two|three|four|a couple of) (?:things|parts|reasons|steps|points|options|pieces)\b",
        r"\b(?:on (?:the )?one hand|on the other(?: hand)?|to sum(?:mari[sz]e)?(?: up)?|in short"
        r"|the (?:situation|task|action|result|short answer) (?:was|is))\b",
    ),
    Kind.example: (
        r"\bfor (?:example|instance)\b",
        r"\b(?:a|one|another) (?:good |concrete |recent |specific )?example\b",
        r"\b(?:one|another) (?:time|project|customer|client|case|incident|deal)\b",
        r"\bon (?:the|one|my) (?:\w+ ){0,3}(?:project|redesign|campaign|account|release|migration"
        r"|launch)\b",
        r"\b(?:last|this) (?:year|month|week|quarter|summer|winter)\b",
        r"\bin (?:19|20)\d\d\b",
    ),
    Kind.learning: (
        r"\b(?:i|we|it|that|which)(?:'ve| have)? (?:also )?(?:learn(?:ed|t)|reali[sz]ed"
        r"|understood)\b",
        r"\b(?:taught me|the lesson|lessons? learned|next time|in hindsight|looking back)\b",
        r"\b(?:would|i'd) (?:do|have done|handle|approach) (?:it|that|this|things)? ?differently\b",
        r"\bsince then\b",
        r"\b(?:asked for|got|took|received) (?:\w+ ){0,2}feedback\b",
        r"\b(?:i|we) (?:now|started to|changed how|stopped|adjusted)\b",
        r"\b(?:practi[sc]ed|studied|took a course|read (?:up|the docs|the manual)|shadowed)\b",
    ),
    Kind.collaboration: (
        r"\b(?:with|to|from|asked|told|helped|involved) (?:the |my |our |a |an |their )?(?:\w+ )?"
        r"(?:team|colleagues?|manager|stakeholders?|customers?|clients?|designers?|engineers?"
        r"|developers?|product|sales|support|marketing|legal|finance|operations|partners?"
        r"|vendor)\b",
        r"\b(?:paired|coordinated|aligned|handed (?:it )?over|handoff|shared (?:it|the|my)|invited"
        r"|brought in|kept (?:them|everyone) (?:informed|updated|posted))\b",
        r"\btogether with\b",
    ),
    Kind.conflict: (
        r"\b(?:disagree\w*|push(?:ed)? back|conflict|tension|argu(?:ed|ment)|objected|objections?"
        r"|upset|angry|frustrated|complain\w*|unhappy)\b",
        r"\b(?:their|his|her|the other) (?:point|side|view|concern|worry|reason)s?\b",
        r"\b(?:common ground|compromise|met (?:them )?halfway|agreed (?:on|to|that)|apologi[sz]ed"
        r"|listened|acknowledged|empathi[sz]e\w*|calm(?:ed|ly)?|de-escalat\w+|hear (?:them|him|her)"
        r" out)\b",
    ),
    Kind.motive: (
        r"\b(?:i want|i'd like|i enjoy|i like|i love|i'm looking|i am looking|interests me"
        r"|interested in|what draws me|attracts me|excites me|i care about)\b",
        r"\b(?:similar to|the same (?:kind|sort)|exactly what|close to what|fits?|relevant to"
        r"|i have (?:done|used|worked)|i've (?:done|used|worked|been))\b",
        r"\b\w+ years? (?:of|in|as|doing|working)\b",
    ),
    Kind.admission: (
        r"\bi (?:don't|do not) know\b",
        r"\bi(?:'ve| have) (?:never|not|only)\b",
        r"\bi haven't\b",
        r"\b(?:i was wrong|my mistake|my fault|i got it wrong|i missed|i underestimated|i"
        r" failed)\b",
        r"\bi(?:'m| am) not (?:sure|certain|an expert|the right)\b",
        r"\bi (?:can't|cannot|don't) (?:remember|recall|claim|take credit)\b",
        r"\b(?:credit (?:goes|belongs)|it was (?:a team|not just me|my colleague)|to be (?:fair|"
        r"honest))\b",
    ),
    Kind.routine: (
        r"\b(?:basic|simple|standard|common|general|generally|usual|straightforward|typical|obvious"
        r"|a few|a couple|rough|reasonable|short|light|quick)\b",
        r"\b(?:aimed|tried) (?:for|to)\b",
        r"\bkeep things\b",
    ),
}
