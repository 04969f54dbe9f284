"""How people say what speaks against them, one table per signal; English only. Pure.

The same rules as in wordings_for: about any kind of work, never one trade.
"""

from evaluation.kinds import Kind

AGAINST: dict[Kind, tuple[str, ...]] = {
    Kind.improvised: (
        r"\b(?:eyeball\w*|gut|instinct|by feel|by eye|by ear|wing(?:ed)? it|play it by ear|on the"
        r" fly"
        r"|on the spot|as (?:i|we) go|ad hoc|trial and error|guess(?:ed|ing|work)?)\b",
        r"\buntil (?:it|things?|the \w+|they|i|we|everything|something) (?:\w+ )?(?:look|work|fit"
        r"|felt|feel|seem|read|stop|went|got|was|sound)\w*\b",
        r"\b(?:look|seem|felt|feel|sound)(?:s|ed)? (?:okay|ok|fine|good|right|better|off|normal"
        r"|close|about right|alright|decent|best|similar)\b",
        r"\b(?:whatever|whichever|whoever|somehow)\b",
        r"\b(?:tweak\w*|nudg\w+|shuffl\w+|threw together|slapped|patch(?:ed)? it|moved things"
        r" around"
        r"|play(?:ed)? around|messed? around|poke[ds]?|bump(?:ed)?)\b",
        r"\bif (?:someone|anyone|people|somebody|anybody|it|something|they) (?:\w+ )?"
        r"(?:complain|ask|mention|said|say|notic|flag|point|look|broke|break|went wrong|goes wrong"
        r"|needed|need|wanted|want|came up|comes up)\w*\b",
        r"\b(?:good enough|close enough|called it (?:a day|done|good)|move on|keep (?:things"
        r" )?moving"
        r"|keep it moving|kept moving|keep going|deal with it later|fix(?:ed)? it later|one-off"
        r"|whatever was called out|when there's time|if (?:there was|there's|i had) time)\b",
        r"\b(?:as-is|the default|defaults?|already (?:had|there|set|were|in place)|random(?:ly)?"
        r"|what we had|had on hand|laying around|lying around|the latest)\b",
    ),
    Kind.softened: (
        r"\b(?:i|i'd|i'll|we|we'd|usually|mostly|and|then|or|it's|would) just\b",
        r"\bjust (?:a|the|make|made|use|used|send|sent|let|keep|kept|go|went|put|pick|picked|try"
        r"|tried|fix|fixed|do|did|tell|told|ask|ran|looked|checked|gave|wing|guess\w*)\b",
        r"\b(?:roughly|usually|mostly|mainly|pretty much|more or less|kind of|sort of|a bit)\b",
    ),
    Kind.passed_on: (
        r"\b(?:was|were|is|are|got|been) (?:already )?(?:handled|done|managed|covered|decided"
        r"|dealt with"
        r"|set up|taken care of|owned) (?:mostly )?by\b",
        r"\b(?:someone|somebody|anyone|others|another team|other people|the others|other folks) "
        r"(?:else )?(?:handled|handles|did|took|takes|will|would|could|can|deals?|decided)\b",
        r"\b(?:the|our|their|that) (?:\w+ )?(?:tool|platform|system|vendor|library|framework|team"
        r"|ops"
        r"|manager|lead|boss|agency|printer|client|software)(?:'s)? (?:already |just |mostly "
        r"|pretty much"
        r" )?(?:handled|handles|took care|takes care|did|does|dealt|decided|decides|set)\b",
        r"\b(?:relied|rely|relying|leaned|lean|leaning|trusted|counted) on\b",
        r"\b(?:left|leave|leaving|let|letting|passed|pass|hand(?:ed)? off) (?:it|that|the rest"
        r"|those|the"
        r"m|the (?!database|server|code|caller|user|customer|client)\w+"
        r"|most of it) (?:up )?(?:to|for|decide|handle|sort|figure)\b",
        r"\b(?:not my (?:job|area|part|call|problem)|on their side|up to them|went with (?:their"
        r"|its|"
        r"what(?:ever)?))\b",
    ),
    Kind.not_done: (
        r"\b(?:didn't|did not|don't|do not|never|wasn't|weren't|haven't|hadn't) (?:\w+ ){0,3}"
        r"(?:measure|track|document|check|test|verify|define|write|plan|set|formal|follow|compare"
        r"|look|think|dig|bother|keep|use|go|get|have|do|need|run|record|map|audit|review|worry)"
        r"\w*\b",
        r"\b(?:no|without) (?:\w+ )?(?:formal|real|specific|particular|special|set|fixed|documented"
        r"|written|strict|detailed|deep|clear) \w+",
        r"\b(?:wasn't|weren't|isn't|there was no|there were no|there's no|nothing) (?:really |too |"
        r"super |that |very )?(?:any|much|formal|special|documented|fancy|written|set|systematic|a"
        r" \w+|detailed|beyond|strict)\b",
        r"\bbeyond (?:that|what)\b",
    ),
    Kind.vague: (
        r"\b(?:stuff|things like that|and so on|et cetera|etc|and all that|something like that"
        r"|various (?:things|tasks|projects)|different things|a lot of (?:different )?things"
        r"|this and that|bits and pieces|in general|you name it|all (?:kinds|sorts) of)\b",
        r"\b(?:went|goes|worked|works|turned)(?: out)? (?:really |pretty |very |quite )?(?:well"
        r"|great|fine|okay|ok|good)\b",
        r"\b(?:worked|work) (?:really |very )?hard\b",
        r"\b(?:do|did|does|tried|try) (?:my|our|the) best\b",
        r"\b(?:communication is (?:key|important)|team ?work|team player|people person|fast learner"
        r"|quick learner|hard[- ]?work(?:er|ing)|detail[- ]oriented|problem solver|perfectionist"
        r"|passionate|think outside the box|go the extra mile|give (?:it )?(?:a )?110)\b",
        r"\b(?:it (?:really )?depends|it varies|case by case|hard to say)\b",
        r"\b(?:things|something|somewhere|somehow|some kind)\b",
    ),
    Kind.hedge: (
        r"\b(?:i (?:guess|suppose|think|believe|feel like)|maybe|perhaps|probably|possibly|might"
        r" have"
        r"|kind of|sort of|i'm not (?:really |totally |entirely )?sure|as far as i (?:remember|know"
        r"|recall)|if i remember|not sure)\b",
    ),
    Kind.evasion: (
        r"^(?:next question|(?:can we|could we|let's) (?:skip|move on|go on))\b",
        r"\b(?:i'd rather not|i would rather not|rather not (?:say|go into)|can't (?:really"
        r" )?(?:talk"
        r"|go into|share|say)|no comment|not (?:really )?comfortable|prefer not)\b",
        r"\b(?:that's (?:not|a) (?:important|silly|strange|weird)|why do you (?:ask|want)|like i"
        r" said"
        r" (?:already|before)|it's (?:all )?(?:in|on) my (?:resume|cv))\b",
    ),
    Kind.blame: (
        r"\b(?:their|his|her|the team's|management's|my (?:manager|boss|team|colleague)'s) (?:own"
        r" )?"
        r"(?:fault|mistake|problem|incompetence)\b",
        r"\b(?:they|he|she|management|my (?:manager|boss)) (?:just )?(?:didn't (?:understand|get"
        r" it|care"
        r"|listen)|had no (?:idea|clue)|messed|screwed|was useless|were useless|was incompetent"
        r"|were incompetent)\b",
        r"\b(?:idiots?|stupid|lazy|useless)\b",
    ),
    Kind.retraction: (
        r"\bi (?:misread|misspoke|misunderstood|exaggerated|overstated)\b",
        r"\bi (?:haven't|have not|have never|never) (?:actually|really)? ?(?:done|used|built|led"
        r"|worked"
        r"|tried|had to)\b",
        r"\b(?:not (?:really |actually )?(?:me|mine|my own)|it wasn't (?:really |actually )?(?:me"
        r"|my"
        r"|mine)|wasn't a pattern|that was (?:just )?(?:one|that one))\b",
    ),
}
