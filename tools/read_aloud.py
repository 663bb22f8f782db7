"""Make the recording of an item from its text: `content/media/NAME.mp3` and its captions `NAME.vtt`.

    .venv/bin/python tools/read_aloud.py stories/de-brandweerman --voice nl+f2 --speed 150

It needs the Debian packages `espeak-ng` and `ffmpeg`. Each sentence is spoken by itself, so that its place in the
recording is known to the sample; the same text, voice, speed and versions of both programs give the same files. The
`sound` field to put in the item's front matter is printed. Someone who reads the text aloud themselves needs only this
script's captions, or other ones: the field then says `voice: person`.
"""

from __future__ import annotations

import argparse
import array
import io
import re
import subprocess
import sys
import wave
from pathlib import Path

from struin.markup import Job, render_one
from struin.sentences import sentences
from struin.source import read_file

ROOT = Path(__file__).resolve().parent.parent
RATE = 22050  # samples a second, as eSpeak NG makes them
QUIET = 120  # what is softer than this, of 32767, is silence around a sentence
BEFORE, BETWEEN, PARAGRAPH, AFTER = 0.25, 0.4, 0.8, 0.6  # seconds of silence
BITS = "32k"


def paragraphs(text: str) -> list[list[str]]:
    """The sentences of each paragraph."""
    return [sentences(line) for line in text.split("\n") if line.strip()]


def speak(sentence: str, voice: str, speed: int) -> array.array[int]:
    """The samples of one sentence, without the silence around it."""
    words = re.sub(r"[‘’“”]", lambda quote: "'" if quote[0] == "’" else " ", sentence)
    command = ("espeak-ng", "-v", voice, "-s", str(speed), "-g", "2", "--stdout", "--", words.strip(" '"))
    made = subprocess.run(command, check=True, capture_output=True).stdout
    with wave.open(io.BytesIO(made)) as file:
        assert (file.getframerate(), file.getnchannels(), file.getsampwidth()) == (RATE, 1, 2)
        samples = array.array("h", file.readframes(len(made)))
    loud = [at for at, sample in enumerate(samples) if abs(sample) > QUIET]
    return samples[loud[0] : loud[-1] + 1] if loud else samples


def silence(seconds: float) -> array.array[int]:
    return array.array("h", bytes(2 * round(seconds * RATE)))


def record(text: str, voice: str, speed: int) -> tuple[array.array[int], list[tuple[float, float, str]]]:
    """The whole recording, and for each sentence from and to when it is heard, in seconds, and its text."""
    sound = silence(BEFORE)
    cues: list[tuple[float, float, str]] = []
    for paragraph in paragraphs(text):
        for place, sentence in enumerate(paragraph):
            if cues:
                sound += silence(BETWEEN if place else PARAGRAPH)
            start = len(sound) / RATE
            sound += speak(sentence, voice, speed)
            cues.append((start, len(sound) / RATE, sentence))
    return sound + silence(AFTER), cues


def captions(cues: list[tuple[float, float, str]], voice: str) -> str:
    """WebVTT. A caption stays until the next one begins."""
    ends = [start for start, _, _ in cues[1:]] + [cues[-1][1] + AFTER]
    blocks = [f"{_time(cue[0])} --> {_time(end)}\n{_escaped(cue[2])}\n" for cue, end in zip(cues, ends, strict=True)]
    note = f"NOTE Voorgelezen door een computerstem (eSpeak NG, {voice}); gemaakt met tools/read_aloud.py\n"
    return "\n".join(["WEBVTT\n", note, *blocks])


def encode(sound: array.array[int], target: Path) -> None:
    """An mp3 of a constant 32 kbit/s: every browser plays it, and a minute weighs 240 kB."""
    command = [
        *("ffmpeg", "-v", "error", "-y", "-f", "s16le", "-ar", str(RATE), "-ac", "1", "-i", "-"),
        *("-af", "highpass=f=70,lowpass=f=7500", "-c:a", "libmp3lame", "-b:a", BITS),
        *("-map_metadata", "-1", "-fflags", "+bitexact", "-flags:a", "+bitexact", "-id3v2_version", "0", str(target)),
    ]
    subprocess.run(command, check=True, input=sound.tobytes())


def _time(seconds: float) -> str:
    thousandths = round(seconds * 1000)
    return f"{thousandths // 60000:02}:{thousandths // 1000 % 60:02}.{thousandths % 1000:03}"


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("item", help="for example stories/de-brandweerman")
    parser.add_argument("--voice", default="nl", help="a voice of eSpeak NG, such as nl or nl+f2")
    parser.add_argument("--speed", type=int, default=150, help="words a minute")
    parser.add_argument("--into", type=Path, default=ROOT / "content" / "media", help="the folder to write in")
    chosen = parser.parse_args()
    file = ROOT / "content" / f"{chosen.item}.md"
    source, found = read_file(ROOT, file)
    if source is None:
        print(*found, sep="\n", file=sys.stderr)
        return 1
    text = render_one(Job(source.path, source.body, source.body_line)).text
    sound, cues = record(text, chosen.voice, chosen.speed)
    encode(sound, chosen.into / f"{source.name}.mp3")
    (chosen.into / f"{source.name}.vtt").write_text(captions(cues, chosen.voice), encoding="utf-8")
    size = (chosen.into / f"{source.name}.mp3").stat().st_size
    print(f"{source.name}: {len(sound) / RATE:.1f} s, {len(cues)} captions, {size / 1000:.0f} kB", file=sys.stderr)
    print(f"sound:\n  file: {source.name}.mp3\n  captions: {source.name}.vtt\n  voice: synthetic")
    return 0


if __name__ == "__main__":
    sys.exit(main())
