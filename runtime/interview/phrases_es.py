"""The phrase bank of a Spanish-speaking interviewer. Pure data."""

from runtime.interview.phrases_es_asking import ASKING
from runtime.interview.phrases_es_closing import CLOSING
from runtime.interview.phrases_es_replying import REPLYING
from runtime.interview.situations import Bank

SPANISH: Bank = {**ASKING, **REPLYING, **CLOSING}
