"""The table of features: each names places that there are, and is where it says."""

import click
import pytest
from flask import Flask

from workflow_app.cli import main
from workflow_app.features import FEATURES, Feature


def commands() -> set[str]:
    """Every command as it is typed."""
    found = set()
    for name, command in main.commands.items():
        inner = command.commands if isinstance(command, click.Group) else ()
        found |= {f"somlos {name} {each}" for each in inner} or {f"somlos {name}"}
    return found


@pytest.mark.parametrize("feature", FEATURES, ids=lambda feature: feature.sentence)
def test_a_feature_is_at_an_endpoint_or_a_command(feature: Feature, app: Flask) -> None:
    assert feature.where
    assert set(feature.where) <= app.view_functions.keys() | commands()
    assert feature.clauses


@pytest.mark.parametrize("feature", FEATURES, ids=lambda feature: feature.sentence)
def test_a_feature_is_told_as_a_sentence_to_its_user(feature: Feature) -> None:
    assert feature.sentence[:1].isupper()
    assert feature.sentence.endswith(".")
