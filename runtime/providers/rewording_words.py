"""Words that a rewording must not hold: what asks, what judges, what gives the plan away. Pure.

Lower case, English; what is missing here costs a rule a little of its reach, so add freely.
"""


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


ASKS_AT_ONCE = _set(
    """
    what why how when where who whom whose which is are was were am do does did can could
    would should will shall may might have has had tell describe explain share give name list
    walk talk elaborate go start continue say
    """
)
"""A clause that begins with one of these asks or demands, whatever ends it."""
FEEDBACK = _set(
    """
    good great excellent perfect fantastic wonderful amazing awesome impressive impressed
    brilliant nice lovely superb outstanding terrific strong weak poor bad wrong incorrect
    correct correctly exactly precisely absolutely definitely indeed interesting fascinating
    helpful useful clear clearly unclear vague thorough solid smart clever valid better best
    worse worst mistake mistakes disappointing disappointed insightful thoughtful detailed
    convincing unconvincing relevant irrelevant sound sensible reasonable wise love loved
    admirable remarkable valuable rich enough insufficient incomplete complete comprehensive
    concise effective ineffective agree disagree congratulations bravo kudos wow glad pleased
    pleasure enjoyed sorry unfortunately right well improve improved improvement missed
    missing should shouldn't hint tip advice suggest suggestion recommend try
    """
)
"""Praise, criticism, agreement, advice."""
VERDICT = _set(
    """
    hire hired hiring job offer offered pass passed passing fail failed failing score scored
    scores scoring rating rated rate grade graded mark marks points rubric evaluate evaluated
    evaluation assess assessed assessment criteria criterion shortlist shortlisted reject
    rejected qualified unqualified qualify promoted recommendation decision
    """
)
"""Anything about the outcome, in any mode."""
PLAN = _set(
    """
    signal expected expect expects expecting probe probing directive instruction instructions
    instructed prompt system json dimension dimensions competency competencies template plan
    planned script scripted model assistant ai chatbot language program
    """
)
"""Anything about how the interview is made."""
STOP = _set(
    """
    a about after again all also an and another any are as at back be because been before
    being but by came can come could did do does doing done each few first for from get got
    had has have having he her here hers him his how i if in into is it it's its just know
    last let like made make many me more most much my new next no not now of off on once one
    only or other our out over own said same say she so some something such take than thank
    thanks that that's the their them then there these they thing things this those through
    time to too two under until up us use used very was way we went were what when where which
    while who why will with work worked working would you you're your yours yourself
    """
)
"""Words that tell nothing, left out when an expected signal is looked for."""
FOREIGN = _set(
    """
    der die das und ist nicht ich sie mit für auf ein eine haben wir danke que el la los las
    una por con para está gracias le les des est vous avec pour dans merci je nous il per che
    di sono grazie não obrigado uma você och det
    """
)
"""Common words of other languages that English has not, or only by accident."""
