"""The words by which a job description tells duties, demands and wishes apart. Pure."""

import re
from enum import StrEnum


class Part(StrEnum):
    """What a heading announces."""

    open = "open"
    """No heading yet, or one that tells nothing: each sentence speaks for itself."""
    duties = "duties"
    must = "must"
    nice = "nice"
    company = "company"
    """The employer, its benefits, how to apply: nothing is asked there."""


_HEADINGS: tuple[tuple[Part, str], ...] = (
    (
        Part.nice,
        r"nice[- ]to[- ]haves?|preferred\b.*|bonus(?: points| skills)?(?: if you)?|desir(?:ed|"
        r"able)\b.*|good to have|"
        r"pluses|nice|even better if.*|(?:it(?:'s| is) )?a plus|extra credit|optional|"
        r"what would be great|"
        r"advantageous|ideally.*|"
        r"additional qualifications|what will set you apart|you might also have|stand out.*",
    ),
    (
        Part.company,
        r"about (?:us|the company|our (?:company|team)|the team)|who we are|our (?:company|"
        r"mission|story|values|team|"
        r"culture|benefits|offer)|(?:our )?benefits.*|perks.*|what we offer|we offer|"
        r"what you(?:'ll| will)? get|"
        r"what's in it for you|offer|compensation.*|salary.*|pay (?:range|transparency).*|"
        r"equal (?:employment )?opportunit.*|eeo.*|"
        r"how to apply|(?:the )?(?:application|interview|hiring) process|location|why (?:join|"
        r"work|us|you).*|diversity.*|"
        r"disclaimer|additional information|working hours|schedule|privacy.*|contact",
    ),
    (
        Part.must,
        r"(?:\w+ ){0,2}requirements?(?: .*)?|(?:\w+ ){0,2}qualifications?|must[- ]haves?|"
        r"what (?:we(?:'re| are)? look(?:ing)? for|we need|we expect|we require|you(?:'ll|"
        r" will)? (?:bring|need|have).*|it takes)|you have|who you are|"
        r"(?:required |key |technical |core |essential |your )?(?:skills|experience|"
        r"competencies|knowledge)(?: (?:and|&) \w+)*(?: required)?|"
        r"about you|your (?:profile|background|qualifications)|we(?:'re| are) looking for|"
        r"essentials?(?: criteria| skills)?|"
        r"(?:the )?ideal candidate|you(?:'ll| will)? (?:bring|need)|person specification|"
        r"education(?: and experience)?|"
        r"you(?:'re| are) a (?:good|great) fit.*|you should have|need to have|candidate profile",
    ),
    (
        Part.duties,
        r"(?:\w+ ){0,3}responsibilit(?:y|ies)(?: .*)?|(?:\w+ ){0,2}duties(?: .*)?|"
        r"what (?:you(?:'ll| will)?|you'd) (?:do|be doing|work on|own).*|"
        r"(?:the |your |this )?(?:role|job|position|opportunity|work)|role (?:overview|"
        r"description|summary)|day[- ]to[- ]day|"
        r"in this (?:role|position).*|how you(?:'ll| will) .*|your (?:impact|mission|tasks|day)|"
        r"about the (?:role|job|position|opportunity)|job (?:description|summary|purpose|"
        r"overview)|scope(?: of work)?|"
        r"(?:key |main )?(?:tasks|accountabilities|activities|objectives)|a typical day|"
        r"you will|you'll|essential (?:job )?(?:functions|duties)",
    ),
)
HEADING_PATTERNS = [(part, re.compile(rf"(?i)(?:{pattern})")) for part, pattern in _HEADINGS]
HEADING_CUES = [
    (part, re.compile(rf"(?i)\b(?:{cues})\b"))
    for part, cues in (
        (
            Part.nice,
            r"nice|bonus|plus|pluses|brownie|preferred|desir\w+|ideally|even better|extras?|"
            r"optional|would (?:be|help|love|also)|will help|more points|could also|advantage\w*",
        ),
        (
            Part.company,
            r"benefits?|perks?|offers?|we (?:have|give|promise)|promise|get|about us|who we are|"
            r"salary|pay|compensation|why|culture|values|for you|not apply|how to apply|apply now|"
            r"contact|location|process",
        ),
        (
            Part.must,
            r"require\w*|qualif\w+|must|needs?|bring|look(?:ing)? for|expect|ask|wants?|you have|"
            r"who you are|you are|you're|skills?|experience|profile|fit|candidate|apply if|"
            r"it takes|education|background",
        ),
        (
            Part.duties,
            r"responsib\w+|dut(?:y|ies)|functions?|do|doing|work|tasks?|role|job|position|days?|"
            r"mission|impact|accountab\w+|success|activities|summary|overview|weeks?|months?|own",
        ),
    )
]
"""Single words of headings in no known wording; the first part that has one is meant."""
ABOUT_NAME = re.compile(r"About [A-Z][\w&.]*(?: [A-Z][\w&.]*){0,3}")
MAX_HEADING_WORDS = 9
DECORATION = " \t:：*#_-–—=~|•·?!.…"

NICE = re.compile(
    r"(?i)\b(?:nice[- ]to[- ]have|preferred|a (?:big |strong |definite |huge )?(?:plus|bonus|"
    r"advantage)|bonus points?|"
    r"ideally|desirable|desired|would be (?:great|nice|ideal|an? \w+)|advantageous|"
    r"not required|beneficial|is a plus)\b"
)
MUST = re.compile(
    r"(?i)\b(?:must(?: have| be)?|required?|requires|mandatory|essential|minimum|at least|"
    r"you have|you bring|"
    r"you(?:'re| are) (?:able|comfortable|fluent|proficient|experienced)|proficien\w+|"
    r"(?:strong|solid|proven|deep|good|excellent|"
    r"demonstrated|hands-on|working|prior|previous|professional) (?:\w+ ){0,3}(?:knowledge|"
    r"experience|skills?|understanding|ability|"
    r"background|command|record)|experience (?:with|in|of|as|using|building|working)|"
    r"knowledge of|familiar\w* with|"
    r"ability to|degree in|bachelor\w*|master's|ph\.?d|certifi\w+|licen[sc]e|fluen\w+|"
    r"\d+\+? years|eligible to|"
    r"track record|looking for (?:an? )?(?:\w+ ){0,3}(?:with|who))\b"
)
DUTY = re.compile(
    r"(?i)\b(?:you(?:'ll| will| would)|responsible for|responsibilities include|duties include|"
    r"the role (?:involves|includes)|"
    r"your (?:job|role|task|mission) (?:is|will be))\b"
)
DEMAND = re.compile(
    r"(?i)\b(?:must|required?|requires|mandatory|essential|minimum|at least|\d+\+? years|degree|"
    r"certifi\w+|licen[sc]e)\b"
)
"""What is asked even where duties are told."""
TELLS_OF = re.compile(
    r"(?i)(?:we|our|the|this|that|these|an?|it|as|at|if|there|they|for|with|from|by|who|reports?|"
    r"reporting|join)\b"
)
"""Begins a sentence about the employer or the post, not one about what is to be done."""
DUTY_VERB = re.compile(
    r"(?:Act|Administer|Advise|Analy[sz]e|Answer|Architect|Assist|Attend|Be responsible|Build|"
    r"Carry out|Champion|Coach|Collaborate|"
    r"Collect|Communicate|Conduct|Contribute|Coordinate|Create|Define|Deliver|Deploy|Design|"
    r"Develop|Direct|Document|Drive|"
    r"Engage|Ensure|Establish|Evaluate|Execute|Facilitate|Follow|Forecast|Gather|Generate|Grow|"
    r"Guide|Handle|Help|Hire|Identify|"
    r"Implement|Improve|Influence|Initiate|Inspect|Install|Integrate|Interact|Investigate|Lead|"
    r"Liaise|Maintain|Make|Manage|Meet|Mentor|"
    r"Monitor|Negotiate|Onboard|Operate|Optimi[sz]e|Organi[sz]e|Oversee|Own|Partner|"
    r"Participate|Perform|Plan|Prepare|Present|"
    r"Process|Produce|Promote|Provide|Recommend|Recruit|Report|Represent|Research|Resolve|"
    r"Respond|Review|Run|Sell|Serve|Set|"
    r"Ship|Solve|Support|Supervise|Take|Teach|Test|Track|Train|Translate|Troubleshoot|"
    r"Understand|Update|Use|Work|Write)\b"
)
SENTENCE = re.compile(r"(?<=[a-z)%\d+][.!?])\s+(?=[A-Z“\"])")
