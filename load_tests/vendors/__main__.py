"""`python -m load_tests.vendors`: start all stand-ins and print what to set; Ctrl-C stops them."""

import asyncio
import signal
from pathlib import Path

import click
import uvloop

from load_tests.vendors import content
from load_tests.vendors.faults import Fault
from load_tests.vendors.latency import PROFILES
from load_tests.vendors.stand_in import CONTROL
from load_tests.vendors.stand_ins import StandIns
from runtime.errors import MissingPart

FAULTS = ", ".join(Fault)


def _faults(
    _context: click.Context, _option: click.Parameter, given: tuple[str, ...]
) -> dict[str, Fault]:
    """`elevenlabs=mute` and the like."""
    planned = {}
    for each in given:
        vendor, _, fault = each.partition("=")
        if fault not in set(Fault):
            raise click.BadParameter(f"{each}: the fault must be one of {FAULTS}")
        planned[vendor] = Fault(fault)
    return planned


@click.command()
@click.option("--port", default=0, help="First of four ports; 0 takes free ones.")
@click.option(
    "--profile",
    type=click.Choice(list(PROFILES)),
    default="published",
    show_default=True,
    help="How long the vendors take.",
)
@click.option(
    "--ears",
    type=click.Choice(["moonshine", "script"]),
    default="moonshine",
    show_default=True,
    help="Whether Deepgram's stand-in really recognises.",
)
@click.option(
    "--voice",
    type=click.Choice(["flite", "tone"]),
    default="flite",
    show_default=True,
    help="Whether ElevenLabs' stand-in really speaks.",
)
@click.option(
    "--fault", "faults", multiple=True, callback=_faults, metavar="VENDOR=FAULT",
    help=f"A fault from the start: {FAULTS}.",
)  # fmt: skip
@click.option("--seed", default=1, show_default=True, help="Of the latencies.")
def main(
    port: int, profile: str, ears: str, voice: str, faults: dict[str, Fault], seed: int
) -> None:
    """Start stand-ins for Deepgram, ElevenLabs, Anthropic and OpenAI on 127.0.0.1."""
    try:
        hear = content.moonshine(Path()) if ears == "moonshine" else content.script()
        say = content.flite() if voice == "flite" else content.tone
    except MissingPart as missing:
        raise click.ClickException(str(missing)) from None
    stand_ins = StandIns(hear=hear, say=say, profile=PROFILES[profile], seed=seed)
    unknown = faults.keys() - stand_ins.servers.keys()
    if unknown:
        raise click.BadParameter(f"there is no vendor {', '.join(sorted(unknown))}")
    for vendor, fault in faults.items():
        stand_ins.servers[vendor].fail(fault)
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(_serve(stand_ins, port))


async def _serve(stand_ins: StandIns, port: int) -> None:
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, stopping.set)
    await stand_ins.start(port)
    for variable, value in stand_ins.environment().items():
        click.echo(f"export {variable}={value}")
    click.echo(f'# faults while it runs: curl -X PUT -d \'{{"fault": "mute"}}\' <url>{CONTROL}')
    await stopping.wait()
    await stand_ins.aclose()


if __name__ == "__main__":
    main()
