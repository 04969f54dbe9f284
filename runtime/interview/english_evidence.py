"""What shows in recognised English that an answer holds a piece of evidence. Pure.

Built from classes of words (scene-setting, closing, concession, exchange, checking, change), not
from whole sayings: whoever adds one adds its class. What only makes a piece likely stands in
`english_hints`.
"""

from runtime.interview.lexicon import one_of
from runtime.interview.quantities import NUMBER

_SPAN = r"(?:an?|one|two|three|four|five|six|eight|ten|few|couple of|several|half an?|\d+|some)"
_PERIOD = r"(?:hours?|days?|weeks?|months?|quarters?|years?|sprints?|seasons?)"
LATER = (
    rf"(?:{_SPAN} (?:\w+ )?{_PERIOD} (?:later|after|afterwards|on)\b|afterwards|"
    rf"(?:after|for) (?:another )?{_SPAN} (?:\w+ )?{_PERIOD}|"
    r"the (?:next|following) (?:day|week|month|quarter|year|\w+ (?:weeks|months|quarters)))"
)
_POST = (
    r"(?:lead|manager|owner|engineer|developer|analyst|designer|agent|rep|representative|exec|"
    r"executive|head|boss|director|architect|consultant|coordinator|specialist|supervisor|chief|"
    r"administrator|planner|strategist|scientist|intern|buyer|expert)"
)
MY_ROLE = one_of(
    r"my (?:own |main |direct )?(?:role|part|job|responsibilit(?:y|ies)|task|contribution|idea|"
    r"decision|call|case|territory|shift|side|share|piece|area|project|desk|"
    r"turf|patch|thing)",
    r"(?:was|were|is|are|be|became) (?:\w+ )?(?:mine|up to me|on me|down to me)",
    r"that (?:was|were|would be) me|(?:all|just|only) me|nobody but me|no one but me",
    r"(?:fell|fallen|came|went|passed|left|up|given|handed|assigned|escalated|transferred) to me",
    r"(?:handed|gave|given|assigned|trusted|hired|brought|put|asked|told|made|wanted) me\b",
    r"i(?:d| was| had| am|m| have| were) (?:\w+ )?(?:been )?(?:responsible|in charge|accountable|"
    r"brought in|put in|asked to|hired to|assigned|given|tasked|the (?:one|only|person|main|sole))",
    rf"i(?:m| was| am| acted as| served as| worked as)? (?:\w+ ){{0,3}}{_POST}",
    rf"as (?:the|a|an|their|our) (?:\w+ ){{0,2}}{_POST}",
    r"i (?:led|owned|personally|ran|drove|headed|handled|managed|oversaw|supervised|coordinated|"
    r"single handedly|took (?:care of|over|on|charge)|looked after|dealt with|kept it)",
    r"(?:by )?myself|personally|single handed(?:ly)?|on my own|by me|sole \w+",
    r"i (?:wanted|preferred|argued|suggested|proposed|pushed|insisted|voted|was (?:for|against))",
    r"i was (?:leading|running|handling|managing|building|writing|working)",
    r"what i (?:\w+ )?(?:did|ended up)|what i personally|i did (?:the|all|most|this|that|it)",
)
_WE_OR_THEY = r"(?:i|we|they|he|she|it|nobody|everybody|people|there)"
CONTEXT = one_of(
    r"(?:at|in|for) (?:my|our|the) (?:last|previous|current|old|former|first|present) "
    r"(?:company|job|role|team|employer|position|place|project|firm)",
    r"(?:when|while|where|before|after|since|until) (?:i|we) (?:was|were|worked|started|joined|had|"
    r"came|took over|got there|did|arrived|moved)",
    r"(?:last|this) (?:year|month|week|summer|winter|spring|autumn|fall|quarter)",
    rf"{_SPAN} {_PERIOD} ago",
    r"(?:19|20)\d\d",
    r"(?:at|around|about|by|during|back in|in) (?:that|those|the) (?:time|point|days|moment|period|"
    r"stage|season|pandemic|lockdown|crisis|merger|spring|summer|autumn|fall|winter)",
    r"back then|in those days|back in",
    r"(?:the|some|a bit of|my|our) (?:\w+ )?(?:background|situation|setting|context|starting point|"
    r"backdrop|scene|problem|challenge|issue|trouble) (?:is|was|here|there|were)",
    r"(?:to )?(?:set the scene|give you (?:some|a bit of|the) (?:background|context))|for context",
    r"(?:picture|imagine|think of) (?:a|an|the|this|some|having|every)|"
    r"you (?:have to|need to|should|must|ve got to) (?:know|understand|imagine|remember)",
    r"(?:it|this|that) (?:all )?(?:was|started|began|happened|goes back) (?:\w+ ){0,2}?(?:when|in|"
    r"during|before|after|right|shortly|back|at|to when|the (?:week|day|year|month|time|night))",
    rf"{_WE_OR_THEY} (?:had|hadnt|d) (?:\w+ly |never |just |all |already |not |always )*"
    r"(?:been|become|gone|left|lost|built|bought|sold|grown|moved|come|taken|written|made|given|"
    r"had|got|gotten|cut|run|started|joined|promised|waited|stopped|changed|\w{3,}ed)",
    r"(?:the|our|their|my|his|her|this|that|one|each|most|some|who|which|\w+s) (?:\w+ ){0,2}"
    r"(?:had|hadnt) (?:\w+ly |just |already |never |not )*(?:been|become|gone|left|lost|built|"
    r"taken|written|made|cut|run|\w{3,}ed)",
    rf"{_WE_OR_THEY} (?:was|were|wasnt|werent) (?:\w+ly |always |still |just |only |basically )*"
    r"(?:a|an|the|one|two|three|about|around|maybe|building|running|\w{3,}ing|in|on|at|short|under|"
    r"losing|stuck|supposed)",
    r"(?:the|our|their|my|his|her|this|that|these|those|every\w*|\w+s) (?:\w+ )?(?:was|were|wasnt|"
    r"werent) (?:\w+ly |all |still |always |just )*(?:\w{3,}ing|a|an|the|in|on|at|down|short|late|"
    r"over|under|out|behind|full|new|old|about to)",
    r"there (?:was|were|had been|d been|is this|are about|was this)",
    r"used to (?:be|have|run|come|take)",
    r"(?:we|i|they) (?:had|have|ve got|sold|ran|used|made|served) (?:a|an|the|one|two|three|four|"
    r"five|about|around|some|something|several|many|no|only|just|this|\w+ (?:data|customers|users|"
    r"services|products|teams))",
    r"(?:our|the|a|one|this|my) (?:\w+ ){0,2}(?:customer|client|project|team|service|system|"
    r"product|"
    r"company|startup|store|shop|bank|app|platform|account|prospect|colleague|manager|caller|user|"
    r"database|api|release|deadline|ticket|site|migration|pipeline)s?",
    r"(?:worked|working|work|were|selling) (?:at|for|as|in) (?:a|an|the|my)",
    r"(?:nobody|no one|hardly anyone) (?:really |ever )?(?:had|knew|was|could|owned|trusted|"
    r"wanted)",
    r"at \w+ (?:we|i)|so basically we",
)
_CHANGED = (
    r"(?:dropped|fell|rose|grew|climbed|jumped|improved|increased|decreased|reduced|doubled|halved|"
    r"tripled|saved|shrank|shortened|recovered|disappeared|vanished|stabilised|stabilized|renewed|"
    r"signed|launched|won|resolved|upgraded|exceeded|(?:dried|calmed|died|settled|slowed|picked|"
    r"caught|quietened) (?:up|down|on)|paid off|"
    r"hit (?:the|our|my) (?:target|quota|goal))"
)
_ACCEPTED = (
    r"(?:fixed|solved|resolved|gone|adopted|approved|promoted|retired|released|shipped|extended|"
    r"finished|launched|live|accepted|renewed|hired|signed|scrapped|cancelled|reversed|"
    r"switched off|shut down|rolled out|copied|repaired|cleared)"
)
RESULT = one_of(
    r"as a (?:result|consequence)|because of that|thanks to (?:that|this)",
    r"in the end|at the end|by the end|end of the day|long story short",
    r"eventually|finally|ultimately|ended (?:with|in|well|by)|ended up (?:with|in|being|as)|"
    r"turned out|came out of",
    r"(?:the|our|my|one|end) (?:\w+ )?(?:result|outcome|effect|impact|upshot)",
    r"(?:which|that|this|it) (?:\w+ )?(?:led|meant|allowed|helped|brought|saved|gave|made|solved|"
    r"fixed|worked|resulted|reduced|improved|increased|cut|dropped|became|paid|got)",
    r"so (?:that )?(?:we|they|it|the \w+|customers|users) (?:now |then |could|stopped|no longer)",
    r"(?:went|going|came|dropped|fell|rose|grew|climbed|jumped) (?:\w+ )?(?:up|down|from|to|by|"
    r"live|"
    r"away|smoothly|into production)",
    _CHANGED,
    rf"(?:was|were|is|are|got|gets|has been|have been) (?:\w+ )?{_ACCEPTED}",
    r"(?:was|were|is|are|been|became|got) (?:\w+ )?(?:happy|happier|satisfied|delighted|pleased|"
    r"grateful|relieved|stable|faster|quicker|successful|proud|thrilled|better|easier|calmer)",
    r"(?:he|she|they|people|customers?|clients?|the \w+) (?:\w+ )?(?:thanked|stayed with|came back|"
    r"agreed|signed|bought|ordered|apologised|apologized|recommended|renewed|accepted|loved|"
    r"trusts?|uses? (?:it|the|that)|now|today)",
    r"(?:we|i) (?:finished|delivered|shipped|closed|made the deadline|met the deadline|managed to|"
    r"were able to|was able to|kept|won|solved|resolved|saved)",
    r"(?:no|any) (?:more|further|longer)|not once|never (?:\w+ )?again|nobody (?:quit|left|had to)",
    r"(?:since|ever since) then|ever since|to this day|these days|nowadays|from then on",
    r"(?:is|are|am|has|have|its|theyre|hes|shes) (?:\w+ )?(?:now|today|still)",
    r"(?:still|now|today) (?:\w+ )?(?:a|an|the|is|are|uses?|runs?|leads?|comes?|has|have|in|our|"
    r"my)",
    r"(?:was|were|came|arrived|finished|launched|shipped|delivered) (?:\w+ )?(?:on time|in time|"
    r"early|within budget)",
    r"(?:it|that|this|everything|all of it) (?:\w+ )?(?:worked|held|stuck|paid off|succeeded)",
    r"(?:what i|i|we) learned|(?:we|i) lost (?:it|the|that)|had to let \w+ go",
    rf"(?:score|rate|rating|satisfaction|nps|csat|revenue|target|quota)\b.{{0,40}}?{NUMBER}",
    rf"{NUMBER} .{{0,30}}?(?:instead of|compared (?:to|with)|(?:down|up) from|after) {NUMBER}",
)
_COMPARATIVE = (
    r"(?:(?:slow|fast|cheap|safe?|simpl|hard|eas|bigg|small|high|low|earl|quick|nic|clean|clos|"
    r"strong|weak|dear|short|long|lat|tight|loos)i?e?r|worse|better|less|more \w+|too \w+|"
    r"not as \w+|fewer)"
)
_PICKED = (
    r"(?:chose|choose|chosen|picked|preferred|went (?:with|for)|settled (?:on|for)|opted (?:for|"
    r"to)|"
    r"decided (?:on|for|against|to|not)|considered|weighed|looked at|accepted|"
    r"sacrificed|skipped|left out)"
)
TRADE_OFF = one_of(
    r"(?:not|cant|couldnt|cannot|dont|didnt) (?:\w+ ){0,3}(?:both|have everything|do everything|"
    r"have it all)",
    r"left (?:\w+ ){1,4}on the table|(?:pushed|moved|postponed|put off) (?:\w+ )?(?:back|"
    r"to the next|"
    r"to a later|until)",
    r"that was (?:the|my|our) (?:call|choice|deal|bargain)|"
    r"\w+ first (?:and )?(?:\w+ ){1,3}(?:later|"
    r"second|after)",
    r"(?:less|fewer|slower|smaller|later|lower) (?:\w+ ){1,3}(?:but )?(?:more|better|earlier|"
    r"faster|"
    r"bigger|sooner|higher)",
    r"trade ?offs?|pros and cons|cost benefit",
    r"rather (?:\w+ ){0,8}than",
    r"(?:instead of|over) (?:a |an |the |some )?(?:full|complete|perfect|proper|bigger|better|"
    r"slightly|other|more|quick|cheap|rewrit\w+|build\w+|buy\w+|wait\w+|hir\w+|do\w+ it)",
    r"in (?:exchange|return)(?: for)?|for the sake of",
    r"at the (?:expense|cost|price) of|came at a (?:cost|price)",
    r"(?:downside|drawback|disadvantage|catch|price|cost) (?:was|is|of|to|we|there|i)",
    r"(?:the|one|main|only) (?:downside|drawback|disadvantage|catch|sacrifice)",
    r"(?:on the )?other hand|alternatives?(?:ly)?|other options?|(?:two|three|several) options",
    r"(?:compromis|sacrific)\w+|(?:gave|given) up (?:a|the|some|on|part|our|my)",
    rf"{_PICKED} (?:\w+ ){{0,6}}(?:over|versus|vs|against|but|because|although|though|even|"
    r"instead|since|knowing|so that we|rather)",
    rf"{_PICKED} (?:not to|against|a (?:slower|smaller|simpler|cheaper|worse|higher|lower)\w*)",
    r"versus|worth (?:it|the|that|more|waiting|losing)|(?:wasnt|not) worth",
    r"(?:ready|prepared|willing|happy|fine) to (?:live|pay|accept|wait|lose|take)|live with (?:it|"
    r"that)",
    rf"{_COMPARATIVE} (?:\w+ ){{0,4}}(?:but|although|though|yet|still)",
    rf"(?:but|although|though|even if|even though) (?:\w+ ){{0,6}}(?:cost|{_COMPARATIVE}|took|"
    rf"meant|"
    r"lost|less|expensive|lose|wait)",
    r"(?:would|could|might|d) have (?:\w+ ){1,10}?(?:but|because|only|so|otherwise|instead|yet)",
    r"(?:but|because|otherwise|else|then|if|so) (?:\w+ ){0,6}(?:would|wouldnt|might|"
    r"could) (?:not )?"
    r"(?:have|be|take|cost|mean|lose|miss|break|need|ruin)",
    r"(?:would|wouldnt) have (?:cost|taken|meant|been (?:too|more|faster|cheaper|easier|better|"
    r"simpler|nicer))",
    r"cost (?:me|us|them) (?:\w+ ){1,12}(?:but|in exchange|and|for|though)",
    r"either or|one or the other|had to (?:choose|decide) between",
    r"(?:had|needed) to (?:disappoint|wait for|drop|leave out|cut|postpone|push back)",
    r"we (?:knew|accepted|were aware) (?:that )?(?:we|it|this)\b",
    r"(?:mattered|counted|weighed|outweighed|more important|bigger) (?:\w+ )?(?:more|than|damage|"
    r"risk)",
)
_CHECKED = (
    r"(?:tested|verified|validated|confirmed|measured|monitored|reconciled|audited|inspected|"
    r"sampled|spot checked|cross checked|double checked|backtested|benchmarked|replayed|"
    r"reproduced|recomputed|recalculated|remeasured|compared|checked|watched|tracked|counted|"
    r"observed|surveyed|rehearsed|simulated|piloted)"
)
VERIFICATION = one_of(
    rf"(?:i|we|they|lead|manager|boss|qa|finance|colleague|then|and|he|she|who|never) "
    rf"(?:\w+ly |also |then |even |first |always |only |all |had |have )*{_CHECKED}",
    r"ask(?:ed|ing)? (?:them|him|her|people|the \w+) to (?:tell|say|repeat|show|explain|read)",
    r"(?:verify|validate|validation|verification|confirm(?:ed|ing|s)?|reproduc\w+)",
    r"by (?:test|compar|measur|replay|check|watch|verify|monitor|count|ask|track|runn)\w*ing",
    r"(?:load|stress|smoke|regression|integration|unit|user|acceptance|split|field|usability|a/b|"
    r"a b|blind|penetration) ?tests?(?:ed|ing)?",
    r"(?:test|tested|testing) (?:it|them|that|this|every|each|again|the|on|with|whether|if)",
    r"(?:to|and|i|we) (?:check|test|measure|monitor|verify|compare) (?:it|that|this|them|if|"
    r"whether|"
    r"how|every|again|the result|back)",
    r"(?:to|just to|and|wanted to|could) (?:see|be|make|find|feel|prove|rule|learn|know|tell)"
    r"(?: it| out| really| quite)* (?:whether|if (?:it|that|they|this|the|he|she|we)|sure|certain|"
    r"safe|out (?:whether|if|chance))",
    r"(?:whether|if) (?:it|they|that|this|the \w+|things) (?:had |has |have |was |were |would )?"
    r"(?:really |actually |still |also )?(?:held|hold|holding|holds|work\w*|help\w*|lasted|stuck|"
    r"arrived|changed|gone|become|better|true|right)",
    r"(?:canary|a/b|staging|control group|dry run|side by side|in parallel|"
    r"before and after|random sample|spot checks?|hold ?out|back ?tests?|pilot group|second look|"
    r"code review|audit|peer review|post mortem|retrospective|error rates? (?:on|for))",
    r"(?:held|kept|locked|set) (?:\w+ ){0,5}(?:back|aside|away|out) (?:\w+ )?(?:\w+ )?(?:data|"
    r"month|"
    r"quarter|year|users|group|set|months|sample)|held back (?:a|an|some|two|three|half)",
    r"(?:ran|run|running) (?:\w+ ){0,4}(?:both|next to|alongside|in parallel)|"
    r"(?:ran|run) (?:it|them|that|the \w+) (?:again|twice|against)",
    r"(?:asked|ask|asking) (?:\w+ ){0,5}(?:back|whether|if|afterwards|again|later|why|straight)",
    rf"{LATER} (?:\w+ ){{0,3}}(?:i|we|he|she|they|my \w+) (?:\w+ )?(?:looked|checked|asked|called|"
    rf"rang|went back|pulled|opened|measured|counted|phoned|visited|compared|saw)",
    r"(?:looked|checked|asked|called|rang|phoned|went back|measured|pulled|visited|emailed|wrote "
    rf"to|listened|went over|checked in|came back)(?: \w+){{0,6}} (?:again|{LATER})",
    r"looked (?:back )?at (?:the|their|its|our|it|his|her)(?: \w+){0,4} (?:again|after|before|next|"
    r"following|month|months|quarters?|weeks|numbers|figures|data|logs|usage|cohort|reports?)",
    r"(?:kept|keep|keeping) an eye on|follow(?:ed|ing)? (?:it |them |this |that )?up (?:with|on|"
    r"after)",
    r"(?:listened|listening) (?:in )?(?:to|on) (?:the|my|some|those|a few|\w+ of) (?:\w+ )?"
    r"(?:calls?|recordings?|conversations?)",
    r"(?:went|walked) through (?:it|them|that|the \w+|my \w+) (?:with|by hand|again|one by one|"
    r"together|line by line)",
    r"surveys?|questionnaires?|mystery shopp\w+",
    r"before (?:i|we) (?:told|trusted|switched|believed|let|rolled|released|showed|announced|sent)",
    rf"{_CHECKED} (?:the|it|them|her|him|every|all|this|that|both|against|with|over|twice)",
    r"(?:kept|held|locked|put|set|left) (?:\w+ ){1,6}(?:away|aside|apart|untouched)",
    r"had (?:him|her|them|somebody|someone|a \w+) (?:\w+ )?(?:log|try|test|check|run|repeat|use|"
    r"redo|"
    r"look)",
    r"(?:showed|proved|proof|convinced me|confirmed) (?:that|it|was|us|the)",
    r"compared (?:it|them|that|this|to|with|both|every|the|against)|comparison",
    r"(?:on|watching|watched|at|over) (?:the|a|our) (?:dashboards?|graphs?|metrics|traces?|logs|"
    r"monitoring|error rates?)",
    r"profil(?:ed|ing)|measured|measurements?|monitoring|benchmark\w*",
)
