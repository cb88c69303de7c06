"""The same input gives the same bytes: in every process, with every hash seed, at any time of the machine."""

import hashlib
import json
import os
import subprocess
import sys
from random import Random

from prosesser.engine import canonical, digest, replay
from prosesser.engine.messages import Start
from tests.engine.diagrams import Generator
from tests.engine.play import Play
from tests.engine.walker import answers, next_command

SEEDS = (3, 17, 27, 70, 88)


def fingerprint() -> str:
    """Walk some cases, and digest every state, with its tokens, and every event on the way."""
    seen = hashlib.sha256()
    for seed in SEEDS:
        random = Random(seed)
        play = Play(Generator(seed).journey()).do(Start(answers(random)))
        for _ in range(25):
            seen.update(canonical(play.case))
            seen.update(json.dumps([event.to_json() for event in play.events]).encode())
            if play.case.status != "active":
                break
            play.do(next_command(play, random))
    return seen.hexdigest()


def test_other_processes_and_hash_seeds_give_the_same_bytes() -> None:
    here = fingerprint()
    for hash_seed in ("0", "4711"):
        code = "from tests.engine.test_determinism import fingerprint; print(fingerprint())"
        there = subprocess.run(  # noqa: S603 - this interpreter
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": hash_seed, "TZ": "Asia/Tokyo"},
            capture_output=True,
            text=True,
            check=True,
        )
        assert there.stdout.strip() == here


def test_a_replay_gives_the_same_states_and_events() -> None:
    random = Random(11)
    play = Play(Generator(11).journey()).do(Start(answers(random)))
    seen = [(digest(play.case), tuple(play.events))]
    while play.case.status == "active" and len(seen) < 30:
        play.do(next_command(play, random))
        seen.append((digest(play.case), tuple(play.events)))
    again = [(digest(state), events) for state, events in replay(play.definition, play.history)]
    assert again == seen
