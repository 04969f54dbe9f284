"""The page's pure modules, run where they will run: in the browser."""

import json
from typing import Any

import pytest
from playwright.async_api import Browser

from runtime.interview.translations import in_language
from seeds.load import load
from tests.page.stand_in import StandIn
from tests.page.visitor import open_page

pytestmark = [pytest.mark.integration, pytest.mark.asyncio(loop_scope="module")]


async def run(browser: Browser, stand_in: StandIn, script: str) -> Any:
    """The value of an async JavaScript function; `load(name)` gives a module of the page."""
    page = await open_page(browser, stand_in.url)
    return await page.evaluate(
        f"""async () => {{
          const load = (name) => import(`/static/${{name}}.js`);
          {script}
        }}"""
    )


async def test_resampling_keeps_speech_and_removes_what_would_fold_back(
    browser: Browser, stand_in: StandIn
) -> None:
    gains = await run(
        browser,
        stand_in,
        """
        const {Resampler} = await load('resampler');
        const gain = (from, to, hertz, chunk) => {
          const resampler = new Resampler(from, to);
          const out = [];
          for (let start = 0; start < from; start += chunk) {
            const wave = (_, n) => Math.sin(2 * Math.PI * hertz * (start + n) / from);
            out.push(...resampler.process(Float32Array.from({length: chunk}, wave)));
          }
          const middle = out.slice(out.length * 0.2, out.length * 0.8);
          const power = middle.reduce((sum, v) => sum + v * v, 0) / middle.length;
          return {rms: Math.sqrt(2 * power), length: out.length};
        };
        return {
          speech: gain(48000, 16000, 1000, 128),
          odd: gain(44100, 16000, 3000, 128),
          above: gain(48000, 16000, 11000, 128),
          justAbove: gain(44100, 16000, 8900, 128),
          up: gain(24000, 48000, 1000, 480),
        };
        """,
    )
    assert gains["speech"]["rms"] == pytest.approx(1.0, abs=0.01)
    assert gains["odd"]["rms"] == pytest.approx(1.0, abs=0.01)
    assert gains["up"]["rms"] == pytest.approx(1.0, abs=0.01)
    assert gains["above"]["rms"] < 0.001, "60 dB: what lies above half the rate must not fold back"
    assert gains["justAbove"]["rms"] < 0.02
    assert gains["speech"]["length"] == pytest.approx(16_000, abs=40)
    assert gains["up"]["length"] == pytest.approx(48_000, abs=80)


async def test_the_playout_queue_counts_what_was_heard(browser: Browser, stand_in: StandIn) -> None:
    seen = await run(
        browser,
        stand_in,
        """
        const {PlayoutQueue} = await load('playout-queue');
        const queue = new PlayoutQueue(1000);  // one frame is one millisecond
        const frames = (count) => new Float32Array(count).fill(1);
        const pull = (count) => {
          const out = new Float32Array(count);
          const outcomes = queue.pull(out);
          return {sound: out.reduce((sum, v) => sum + v, 0), outcomes};
        };
        const seen = {};
        queue.start('a', 500);
        queue.push(frames(50));
        seen.waitsForMore = pull(100).sound;
        queue.push(frames(100));
        seen.plays = pull(100).sound;
        seen.position = queue.position;
        seen.runsDry = pull(100).sound;
        seen.underruns = queue.underruns;
        queue.push(frames(20));
        queue.end('a');
        seen.finished = pull(100);
        queue.start('b', 0);
        queue.push(frames(300));
        pull(120);
        seen.flushed = queue.flush('b');
        seen.fades = pull(100).sound;
        seen.again = queue.flush('b');
        seen.silent = pull(100).sound;
        return seen;
        """,
    )
    assert seen["waitsForMore"] == 0, "it must gather a little before it begins"
    assert seen["plays"] == 100
    assert seen["position"] == {"utteranceId": "a", "heardMs": 600}
    assert (seen["runsDry"], seen["underruns"]) == (50, 1)
    assert seen["finished"]["sound"] == 20
    assert seen["finished"]["outcomes"] == [
        {"type": "finished", "utteranceId": "a", "heardMs": 670}
    ]
    assert seen["flushed"] == [{"type": "flushed", "utteranceId": "b", "heardMs": 120}]
    assert 0 < seen["fades"] < 6, "it fades instead of clicking"
    assert seen["again"] == []
    assert seen["silent"] == 0


async def test_words_come_with_their_share_of_the_sound(
    browser: Browser, stand_in: StandIn
) -> None:
    seen = await run(
        browser,
        stand_in,
        """
        const {wordTimes, wordsOf} = await load('captions');
        const sentence = (offsetMs, replayed = false) => ({
          utteranceId: 'u', segmentId: 's' + offsetMs, text: 'I wrote it, twice.', offsetMs,
          durationMs: 1000, replayed});
        const turn = {status: 'open', text: '', sentences: [sentence(0), sentence(1000)]};
        const said = (turn, ms) => wordsOf(turn, () => ms).filter((word) => word.said).length;
        return {
          times: wordTimes('I wrote it, twice.', 1000).map((word) => Math.round(word.atMs)),
          before: said(turn, 0), middle: said(turn, 500),
          second: said(turn, 1100), end: said(turn, Infinity),
          silent: said({...turn, sentences: [{...sentence(0), offsetMs: null}]}, 0),
          replayed: said({...turn, sentences: [sentence(0, true)]}, 0),
          done: said({...turn, status: 'done', text: 'I wrote'}, 0),
        };
        """,
    )
    assert seen["times"][0] == 0
    assert seen["times"] == sorted(set(seen["times"]))
    assert (seen["before"], seen["end"]) == (0, 8)
    assert 0 < seen["middle"] < 4
    assert 4 < seen["second"] < 8
    assert (seen["silent"], seen["replayed"], seen["done"]) == (4, 4, 2)


async def test_the_same_messages_give_the_same_view_and_none_counts_twice(
    browser: Browser, stand_in: StandIn
) -> None:
    seen = await run(
        browser,
        stand_in,
        """
        const {newSession, step, remainingS} = await load('session');
        const events = [
          {type: 'welcome', seq: 3, sample_rate_hz: 24000},
          {type: 'session.phase_changed', phase: 'intro', phase_index: 0, phase_count: 2,
           remaining_s: 100, seq: 1, at_s: 0},
          {type: 'user.partial', seq: 2, at_s: 1, turn_id: null, text: 'so'},
          {type: 'user.final', seq: 3, at_s: 2, turn_id: null, text: 'So I', segment_id: 'a'},
          {type: 'user.partial', seq: 4, at_s: 3, turn_id: null, text: 'went'},
          {type: 'turn.completed', role: 'candidate', text: 'So I went.', message_id: 'm',
           seq: 5, at_s: 4, turn_id: 't1'},
          {type: 'something.new', seq: 6, at_s: 5},
        ];
        const fold = (list) => list.reduce((view, event) => step(view, event, 1000), newSession());
        const once = fold(events);
        return {
          once, twice: fold([...events, ...events.slice(1)]),
          left: remainingS(once, 4000, true), away: remainingS(once, 4000, false),
        };
        """,
    )
    assert seen["once"] == seen["twice"]
    once = seen["once"]
    assert [(turn["turnId"], turn["text"]) for turn in once["turns"]] == [("t1", "So I went.")]
    assert (once["acknowledged"], once["lastSeq"]) == (["m"], 6)
    assert seen["left"] == pytest.approx(100 - 5 - 3)
    assert seen["away"] == pytest.approx(100 - 5)


async def test_quotes_are_cut_by_code_points(browser: Browser, stand_in: StandIn) -> None:
    pieces = await run(
        browser,
        stand_in,
        """
        const {quotedPieces} = await load('transcript-view');
        const quote = (start_char, end_char) => ({start_char, end_char});
        return quotedPieces('a🙂bcd🙂', [quote(4, 6), quote(2, 3), quote(2, 5)]);
        """,
    )
    assert [(piece["text"], piece["quoted"]) for piece in pieces] == [
        ("a🙂", False),
        ("b", True),
        ("c", False),
        ("d🙂", True),
    ]


async def test_delays_grow_and_are_spread(browser: Browser, stand_in: StandIn) -> None:
    delays = await run(
        browser,
        stand_in,
        """
        const {retryDelayMs} = await load('connection');
        const range = (attempt) => [0, 1].map((luck) => retryDelayMs(attempt, () => luck));
        return [0, 1, 4, 20].map(range);
        """,
    )
    assert delays == [[250, 500], [500, 1000], [4000, 8000], [5000, 10_000]]


async def test_only_some_endings_are_final(browser: Browser, stand_in: StandIn) -> None:
    codes = await run(
        browser,
        stand_in,
        """
        const {endingOf} = await load('wire');
        const code = (...why) => endingOf(...why)?.code ?? 'again';
        return [
          code(1006, null), code(1013, 'server_full'), code(1012, null),
          code(4401, 'ticket_refused'),
          code(4409, null), code(4409, 'lease_lost'), code(4410, null), code(4404, null),
          code(1000, null),
        ];
        """,
    )
    assert codes == [
        "again", "again", "again", "again",
        "superseded", "superseded", "session_over", "unknown_session", "again",
    ]  # fmt: skip


async def test_spanish_is_offered_where_there_are_questions_in_it(
    browser: Browser, stand_in: StandIn
) -> None:
    catalogue = load()
    kits = [{"id": k.role_kit_id, "role_category": k.role_category} for k in catalogue.role_kits]
    offered = await run(
        browser,
        stand_in,
        f"""
        const {{speaksSpanish}} = await load('words');
        return {json.dumps(kits)}.filter(speaksSpanish).map((kit) => kit.id);
        """,
    )
    assert offered == [
        kit.role_kit_id
        for kit in catalogue.role_kits
        if in_language(
            [
                one
                for one in catalogue.patterns_for(kit.role_category)
                if one.role_category == kit.role_category
            ],
            "es",
        )
    ]
