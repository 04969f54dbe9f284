"""What one fault of one vendor did to a session, and whether that is good enough. Pure."""

from collections.abc import Sequence

import msgspec

from load_tests.vendors.faults import Strike
from server import wire

WITHIN_S = 2.0
"""A fault must be found out so soon after it could first be noticed."""
KEPT_SHARE = 0.9
"""So many letters of the answer must be in the record: a recogniser of this machine that takes over
spells a word or two in its own way."""
HEARD_SHARE = 0.6
"""So many letters of a reply must be recognisable in its sound: a small recogniser hears simple
voices badly, and short replies worst ("Okay. Who suffered?" as "Bill K., who suffered?")."""
DOUBLED_SHARE = 1.4
"""More letters than that in the sound of a reply, and something was said twice."""
GIVEN_UP_S = 0.3
"""A request that ended so shortly before or after an incident was the reason of it."""


class Row(msgspec.Struct, kw_only=True):
    """One fault of one vendor, in one exchange of one interview."""

    stage: str
    vendor: str
    fault: str
    found_out_s: float | None = None
    """From when the fault could first be noticed to the incident; None: there was no incident."""
    incidents: list[str] = []
    """Codes, in order."""
    switched_to: str = ""
    reply_s: float | None = None
    """End of the answer → reply heard."""
    usual_reply_s: float | None = None
    """The same in the same exchange of an interview without faults."""
    reply_whole: bool = False
    """Every sentence of the reply was spoken to its end."""
    heard_share: float | None = None
    """Letters of the reply that are recognisable in what the candidate's loudspeaker played."""
    heard_length: float | None = None
    """Letters in that sound, of those in the text: well above one, something was said twice."""
    kept_share: float | None = None
    """Letters of the answer that are in the record."""
    turns_lost: int = 0
    turns_doubled: int = 0
    went_on: bool = False
    """The next question was heard and answered."""
    in_report: bool = False
    """The report tells of it."""
    latency: wire.TurnLatency | None = None
    """Where the time of the reply went, as the server tells it."""
    said: str = ""
    """The answer, and what of it is in the record."""
    kept: str = ""
    replied: str = ""
    """The reply in the record, and what a recogniser hears in its sound."""
    heard: str = ""
    trouble: str = ""
    """Why there is no result."""

    @property
    def wrong(self) -> list[str]:
        """Everything that is not as it should be; empty: the row is good."""
        if self.trouble:
            return [self.trouble]
        found = []
        if self.found_out_s is None:
            found.append("not found out")
        elif self.found_out_s > WITHIN_S:
            found.append("found out late")
        if not self.switched_to:
            found.append("nobody took over")
        if not self.reply_whole:
            found.append("reply broke off")
        if self.heard_share is not None and self.heard_share < HEARD_SHARE:
            found.append(f"only {self.heard_share:.0%} of the reply heard")
        if self.heard_length is not None and self.heard_length > DOUBLED_SHARE:
            found.append("something said twice")
        if self.kept_share is None or self.kept_share < KEPT_SHARE:
            found.append("words lost")
        if self.turns_lost:
            found.append(f"{self.turns_lost} turns lost")
        if self.turns_doubled:
            found.append(f"{self.turns_doubled} turns doubled")
        if not self.went_on:
            found.append("did not go on")
        if not self.in_report:
            found.append("not in the report")
        return found

    @property
    def good(self) -> bool:
        return not self.wrong


def found_out_s(incident_at: float, strikes: Sequence[Strike], *, not_before: float) -> float:
    """From when the fault could be noticed to the incident.

    It begins with the request whose end was the incident; where a shared socket outlives its
    requests, with the first one on it. Others were withdrawn because the candidate went on, or
    have more time because nobody waits for them.
    """
    before = [strike for strike in strikes if strike.at <= incident_at]
    if not before:
        return 0.0
    given_up = [
        strike
        for strike in before
        if strike.left_at is not None and abs(strike.left_at - incident_at) <= GIVEN_UP_S
    ]
    still_open = [
        strike for strike in before if strike.left_at is None or strike.left_at > incident_at
    ]
    began = (given_up or still_open or before[-1:])[0]
    return max(0.0, incident_at - max(began.at, not_before))


def that_asked(strikes: Sequence[Strike]) -> list[Strike]:
    """Without the signs of life of an open socket, which ask for nothing."""
    return [strike for strike in strikes if not strike.told or bare(strike.told_text)]


def reply(messages: Sequence[wire.AnyServerMessage]) -> wire.TurnCompleted | None:
    """The interviewer's first whole turn among these; None: it was interrupted, or never came."""
    for message in messages:
        if isinstance(message, wire.TurnInterrupted):
            return None
        if isinstance(message, wire.TurnCompleted) and message.role == "interviewer":
            return message
    return None


def is_whole(turn: wire.TurnCompleted, messages: Sequence[wire.AnyServerMessage]) -> bool:
    """Every sentence that was announced is in the record's text."""
    said = [
        each.text
        for each in messages
        if isinstance(each, wire.TurnSentence) and each.turn_id == turn.turn_id
    ]
    return bool(said) and all(sentence in turn.text for sentence in said)


def letters_share(expected: str, found: str) -> float:
    """Of the letters that are expected, how many are found, in their order; 1 if none are.

    Letters, not words: a recogniser that hears "quoled" for "called" has lost no word.
    """
    wanted, there = letters_of(expected), letters_of(found)
    if not wanted:
        return 1.0
    # Longest common subsequence.
    row = [0] * (len(there) + 1)
    for each in wanted:
        diagonal = 0
        for index, other in enumerate(there, 1):
            kept = row[index]
            row[index] = diagonal + 1 if each == other else max(row[index], row[index - 1])
            diagonal = kept
    return row[-1] / len(wanted)


def letters_length(expected: str, found: str) -> float:
    """How much longer what was found is than what was expected."""
    return len(letters_of(found)) / max(1, len(letters_of(expected)))


def letters_of(text: str) -> str:
    return "".join(bare(text))


def bare(text: str) -> list[str]:
    """Its words without case and signs."""
    return "".join(char if char.isalnum() else " " for char in text.lower()).split()


def switched_to(incidents: Sequence[wire.Incident], stage: str) -> str:
    """Who took over, as the session was told."""
    for incident in incidents:
        if incident.code == "fallback":
            return incident.message.removesuffix(" now.").rpartition(" by ")[2]
    # Where no other model is there, what was planned is said as it was planned.
    return "the planned words" if stage == "wording" and incidents else ""
