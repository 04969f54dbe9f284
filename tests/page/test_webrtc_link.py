"""The page asks which servers help its WebRTC connection before it looks for a way."""

import pytest
from playwright.async_api import Browser

from tests.page.stand_in import StandIn
from tests.page.test_modules import run

pytestmark = [pytest.mark.integration, pytest.mark.asyncio(loop_scope="module")]

GATHERS = """
const {WebRtcLink} = await load('webrtc-link');
const offers = [];
const begin = RTCPeerConnection.prototype.setLocalDescription;
RTCPeerConnection.prototype.setLocalDescription = function (...what) {
  offers.push(this.getConfiguration().iceServers);
  return begin.apply(this, what);
};
await new Promise((done) => {
  new WebRtcLink({
    sessionId: 's', ticket: 't', resumeFromSeq: null, microphone: null,
    onStream() {}, onMessage() {}, onClosed: done,
  });
});
return offers;
"""
"""The stand-in knows no offers, so the link closes; by then it has looked for a way."""


async def test_the_servers_are_known_before_a_way_is_looked_for(
    browser: Browser, stand_in: StandIn
) -> None:
    stand_in.ice_servers = [
        {"urls": "stun:127.0.0.1:9"},
        {"urls": "turn:127.0.0.1:9", "username": "ann", "credential": "secret"},
    ]
    ((stun, turn),) = await run(browser, stand_in, GATHERS)
    assert stun["urls"] == ["stun:127.0.0.1:9"]
    assert (turn["urls"], turn["username"]) == (["turn:127.0.0.1:9"], "ann")
    assert turn["credential"] == "secret"


async def test_without_an_answer_a_local_network_has_to_do(
    browser: Browser, stand_in: StandIn
) -> None:
    stand_in.ice_servers = None
    assert await run(browser, stand_in, GATHERS) == [[]]
