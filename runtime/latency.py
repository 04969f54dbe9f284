"""Where the time of one reply went, from marks set along its way. Pure."""

from runtime.turn_events import TurnLatency

BEFORE_REPLY = ("speech_ended", "stt_final", "turn_ended")
"""Marks of the candidate's turn; the utterance that answers it takes them over."""


class ReplyMarks:
    """Monotonic seconds of each step between a candidate's last word and the reply's first sound.

    Only the first mark of a name counts until `begin_reply` opens the next reply.
    """

    def __init__(self) -> None:
        self._turn: dict[str, float] = {}
        self._reply: dict[str, float] = {}

    def mark(self, name: str, at: float) -> None:
        """Note a step. Marks of the candidate's turn replace earlier ones: it may go on."""
        if name in BEFORE_REPLY:
            self._turn[name] = at
        else:
            self._reply.setdefault(name, at)

    def begin_reply(self, at: float, *, answers_candidate: bool) -> None:
        """An utterance was decided at `at`; its wait counts only if it answers the candidate."""
        self._reply = dict(self._turn) if answers_candidate else {}
        self._reply["directive"] = at
        self._turn = {}

    def breakdown(self) -> TurnLatency:
        """The steps in milliseconds; None where a mark is missing."""
        marks = self._reply

        def span(start: str, end: str) -> float | None:
            if start in marks and end in marks:
                return round(max(0.0, marks[end] - marks[start]) * 1000, 1)
            return None

        return TurnLatency(
            endpointing_ms=span("speech_ended", "turn_ended"),
            stt_final_ms=span("speech_ended", "stt_final"),
            decision_ms=span("turn_ended", "directive"),
            wording_first_token_ms=span("directive", "first_token"),
            first_sentence_ms=span("directive", "first_sentence"),
            tts_first_byte_ms=span("first_sentence", "tts_first_byte"),
            first_audio_out_ms=span("tts_first_byte", "first_audio_out"),
            voice_to_voice_ms=span("speech_ended", "first_audio_out"),
        )
