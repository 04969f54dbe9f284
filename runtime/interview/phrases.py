"""The phrase bank: situations and their variants per style. Pure data.

Slots are `{name}` (with its leading space, or nothing), `{interviewer}`, `{role}`, `{minutes}`,
`{topic}`, `{tool}`, `{before}`, `{now}`. A style that is absent speaks like `neutral`.
"""

from runtime.interview.phrases_asking import ASKING
from runtime.interview.phrases_closing import CLOSING
from runtime.interview.phrases_replying import REPLYING
from runtime.interview.situations import Bank

PHRASES: Bank = {**ASKING, **REPLYING, **CLOSING}
