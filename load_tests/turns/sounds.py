"""Sounds that are no speech: a quiet room, coughs, a keyboard, noise. Deterministic by seed."""

import numpy as np
import numpy.typing as npt

RATE_HZ = 16_000
ROOM_RMS = 15.0
"""About -67 dBFS: a real microphone never sends zeros."""
SPEECH_RMS = 2_600.0
"""About -22 dBFS, a usual level after a browser's gain control."""

Samples = npt.NDArray[np.int16]


def room(seconds: float, seed: int) -> Samples:
    noise = np.random.default_rng(seed).standard_normal(int(seconds * RATE_HZ)) * ROOM_RMS
    return noise.astype(np.int16)


def cough(seed: int) -> Samples:
    """Two bursts of coloured noise that swell quickly and die away, 0.3 to 0.5 s."""
    generator = np.random.default_rng(seed)
    bursts = []
    for loudness in (1.0, float(generator.uniform(0.3, 0.8))):
        count = int(generator.uniform(0.12, 0.22) * RATE_HZ)
        burst = generator.standard_normal(count)
        # A throat is a tube: most of a cough lies below 2 kHz.
        burst = np.convolve(burst, np.hanning(12) / 6.0, mode="same")
        at = np.arange(count) / RATE_HZ
        bursts.append(burst * np.minimum(1.0, at / 0.015) * np.exp(-at / 0.07) * loudness)
        bursts.append(np.zeros(int(generator.uniform(0.02, 0.06) * RATE_HZ)))
    samples = np.concatenate(bursts)
    scaled: Samples = (samples / np.abs(samples).max() * 14_000).astype(np.int16)
    return scaled


def keyboard(seconds: float, seed: int) -> Samples:
    """Short clicks, six to nine a second."""
    generator = np.random.default_rng(seed)
    samples = np.zeros(int(seconds * RATE_HZ))
    at = 0.0
    while (at := at + float(generator.uniform(0.08, 0.2))) < seconds - 0.02:
        click = generator.standard_normal(int(0.012 * RATE_HZ))
        click *= np.exp(-np.arange(click.size) / (0.003 * RATE_HZ))
        begin = int(at * RATE_HZ)
        samples[begin : begin + click.size] += click * float(generator.uniform(1_500, 4_500))
    return np.clip(samples, -32_768, 32_767).astype(np.int16)


def hiss(seconds: float, seed: int) -> Samples:
    """White noise at -26 dBFS with soft edges: a fan, a tap."""
    count = int(seconds * RATE_HZ)
    noise = np.random.default_rng(seed).standard_normal(count) * 1_600
    edge = min(count // 2, int(0.05 * RATE_HZ))
    noise[:edge] *= np.linspace(0, 1, edge)
    noise[count - edge :] *= np.linspace(1, 0, edge)
    return noise.astype(np.int16)


def levelled(samples: Samples) -> Samples:
    """Speech at `SPEECH_RMS`, measured where it is not silent."""
    wide = samples.astype(np.float64)
    loud = wide[np.abs(wide) > 0.05 * np.abs(wide).max()]
    gain = SPEECH_RMS / max(1.0, float(np.sqrt(np.mean(loud**2))))
    gain = min(gain, 30_000 / max(1.0, float(np.abs(wide).max())))
    return (wide * gain).astype(np.int16)


def trimmed(samples: Samples) -> Samples:
    """Without the silence around the voice, and what a synthesiser clicks or breathes into it:
    what is left begins and ends within 28 dB of its loudest moment."""
    size = RATE_HZ // 200
    frames = samples[: samples.size // size * size].reshape(-1, size).astype(np.float64)
    levels = np.sqrt(np.mean(frames**2, axis=1))
    loud = np.flatnonzero(levels > 0.04 * levels.max())
    return samples[loud[0] * size : (loud[-1] + 1) * size]


def mixed(base: Samples, sound: Samples, at_s: float) -> Samples:
    """`base` with a sound in it."""
    out = base.astype(np.int32)
    begin = int(at_s * RATE_HZ)
    sound = sound[: max(0, out.size - begin)]
    out[begin : begin + sound.size] += sound
    return np.clip(out, -32_768, 32_767).astype(np.int16)
