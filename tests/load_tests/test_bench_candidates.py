"""The simulated candidate's parts: what it sends, when, and what it takes for a reply."""

import asyncio

import numpy as np
import pytest
from pipecat.frames.frames import InputAudioRawFrame
from pipecat.serializers.protobuf import ProtobufFrameSerializer
from websockets.frames import Frame, Opcode

from load_tests.answers import Question
from load_tests.lines.stock import stock_frames
from load_tests.lines.webrtc import opus_frames
from load_tests.lines.websocket import PreparedFrames, binary_frame, viva_frames
from load_tests.microphone import FRAME_SAMPLES, Microphone, Pacer, Take, room, take_of
from load_tests.playback import Playback
from load_tests.profiles import PROFILES, Profile
from load_tests.speech import RATE_HZ, Samples
from load_tests.talker import Talker

pytestmark = pytest.mark.unit

RATE_OUT_HZ = 24_000


def voice(seconds: float) -> Samples:
    moments = np.arange(int(seconds * RATE_HZ)) / RATE_HZ
    return (np.sin(2 * np.pi * 200 * moments) * 8_000 + 500).astype(np.int16)


def sound(seconds: float, *, silent_s: float = 0.0) -> bytes:
    loud = np.full(int((seconds - silent_s) * RATE_OUT_HZ), 5_000, np.int16)
    return bytes(2 * int(silent_s * RATE_OUT_HZ)) + loud.tobytes()


@pytest.mark.parametrize("size", [0, 1, 125, 126, 640, 65_535, 65_536, 100_000])
def test_a_prepared_frame_is_a_websocket_frame(size: int) -> None:
    payload = bytes(index % 251 for index in range(size))
    data = binary_frame(payload)
    parsed: list[Frame] = []

    def read_exact(count: int):  # type: ignore[no-untyped-def]
        nonlocal data
        head, data = data[:count], data[count:]
        return head
        yield

    reading = Frame.parse(read_exact, mask=True)
    try:
        while True:
            next(reading)
    except StopIteration as done:
        parsed.append(done.value)
    (frame,) = parsed
    assert frame.opcode is Opcode.BINARY
    assert bytes(frame.data) == payload
    assert data == b""


async def test_stock_frames_are_what_pipecat_reads() -> None:
    take = take_of("a", [voice(0.1)], [])
    (wrapped,) = stock_frames().of(take)[:1]
    # A masked frame of less than 64 KiB: two bytes, two of length, four of mask.
    frame = await ProtobufFrameSerializer().deserialize(wrapped[8:])
    assert isinstance(frame, InputAudioRawFrame)
    assert (frame.audio, frame.sample_rate, frame.num_channels) == (take.frames[0], RATE_HZ, 1)


@pytest.mark.parametrize("prepared", [viva_frames(), stock_frames(), opus_frames()])
def test_a_take_is_prepared_once_frame_by_frame(prepared: PreparedFrames) -> None:
    take = take_of("a", [voice(0.5)], [])
    frames = prepared.of(take)
    assert abs(len(frames) - len(take.frames)) <= 1
    assert prepared.of(take) is frames


@pytest.mark.parametrize("seconds", [0.1, 0.335, 1.0])
def test_the_last_sample_of_a_take_is_speech(seconds: float) -> None:
    take = take_of("a", [voice(seconds)], [])
    last = np.frombuffer(take.frames[-1], np.int16)
    assert abs(int(last[-1])) > 300
    assert take.duration_s == pytest.approx(seconds, abs=0.021)
    assert all(len(frame) == 2 * FRAME_SAMPLES for frame in take.frames)


def test_planted_pauses_are_where_the_take_says() -> None:
    take = take_of("a b", [voice(0.5), voice(0.5)], [0.6, 9.9])
    ((start, end),) = take.pauses
    assert end - start == pytest.approx(30, abs=1)
    for frame in take.frames[start + 1 : end - 1]:
        assert np.abs(np.frombuffer(frame, np.int16)).max() < 100


def test_a_microphone_never_stops() -> None:
    heard: list[bytes] = []
    spoken_at: list[float] = []
    quiet = room()
    microphone = Microphone(prepare=lambda take: take.frames, send=heard.append, room=quiet)
    take = Take(text="a", frames=(b"1", b"2", b"3"))
    microphone.tick()
    microphone.speak(take, spoken_at.append)
    for _ in range(5):
        microphone.tick()
    assert heard == [quiet.frames[0], b"1", b"2", b"3", quiet.frames[1], quiet.frames[2]]
    assert len(spoken_at) == 1
    assert not microphone.speaking


async def test_one_loop_sends_for_all_and_spreads_them() -> None:
    pacer = Pacer()
    counts = [0] * 20

    def counting(index: int) -> Microphone:
        def send(_frame: bytes) -> None:
            counts[index] += 1

        return Microphone(prepare=lambda take: take.frames, send=send, room=room())

    microphones = [counting(index) for index in range(20)]
    for microphone in microphones:
        pacer.add(microphone)
    await asyncio.sleep(0.3)
    pacer.remove(microphones[0])
    stopped = counts[0]
    await asyncio.sleep(0.1)
    await pacer.aclose()
    assert counts[0] == stopped
    assert min(counts[1:]) > 0
    assert max(counts) - min(counts[1:]) <= 2
    assert pacer.lags_s


def test_what_comes_is_heard_one_after_the_other() -> None:
    playback = Playback()
    playback.start("u", 0)
    first = playback.receive(sound(0.06, silent_s=0.02), RATE_OUT_HZ, 10.0)
    second = playback.receive(sound(0.06), RATE_OUT_HZ, 10.01)
    assert first is not None
    assert second is not None
    assert first.first_at == pytest.approx(10.02, abs=0.001)
    assert second.first_at == pytest.approx(10.06, abs=0.001)
    assert playback.gaps == 0
    playback.receive(sound(0.06), RATE_OUT_HZ, 10.5)
    assert playback.gaps == 1
    assert playback.heard_ms(10.53) == pytest.approx(150, abs=2)


def talker() -> Talker:
    return Talker(pacer=Pacer(), room=room())


class Wire:
    """A line that goes nowhere."""

    streams = False

    def prepare(self, take: Take) -> tuple[bytes, ...]:
        return take.frames

    def send_frame(self, frame: bytes) -> None:
        pass

    def send_message(self, raw: bytes) -> None:
        pass

    def drop(self) -> None:
        pass

    async def aclose(self) -> None:
        pass


def test_a_sound_after_the_answer_is_the_reply() -> None:
    candidate = talker()
    candidate.use(Wire())
    exchange = candidate.speak(Take(text="a", frames=(b"1",)))
    exchange.last_sample_sent_at = exchange.started_at + 2.0
    at = exchange.started_at + 2.5
    candidate.audio(bytes(480), RATE_OUT_HZ, at)
    assert exchange.reply_heard_at is None
    candidate.audio(sound(0.06), RATE_OUT_HZ, at + 0.1)
    assert exchange.voice_to_voice_s == pytest.approx(0.6, abs=0.001)
    assert not exchange.cut_in


def test_a_sound_into_the_answer_is_a_cut_in() -> None:
    candidate = talker()
    candidate.use(Wire())
    exchange = candidate.speak(Take(text="a", frames=(b"1",)))
    candidate.audio(sound(0.06), RATE_OUT_HZ, exchange.started_at + 1.0)
    assert exchange.cut_in
    assert exchange.voice_to_voice_s is None


def test_an_interrupted_voice_that_goes_on_is_no_reply() -> None:
    candidate = talker()
    candidate.use(Wire())
    candidate.playback.start("u", 0)
    exchange = candidate.speak(Take(text="a", frames=(b"1",)), interrupts=True)
    began = exchange.started_at
    for index in range(4):
        candidate.audio(sound(0.05), RATE_OUT_HZ, began - 0.05 + index * 0.05)
    candidate.playback.flush(began + 0.15)
    exchange.last_sample_sent_at = began + 1.0
    candidate.playback.start("v", 0)
    candidate.audio(sound(0.05), RATE_OUT_HZ, began + 1.6)
    assert exchange.silence_s == pytest.approx(0.15, abs=0.01)
    assert exchange.voice_to_voice_s == pytest.approx(0.6, abs=0.01)
    assert not exchange.cut_in


@pytest.mark.parametrize("profile", PROFILES.values(), ids=PROFILES)
def test_candidates_of_a_profile_say_different_things_first(profile: Profile) -> None:
    first = Question(text="", intent="ask", phase="", index=0)
    said = {repr(profile.answers(number)(first)) for number in range(len(profile.speeches))}
    assert len(said) == len(profile.speeches)
    assert set(profile.speeches) <= set(profile.everything)
