"""What our properties are called: every one of the dialect has words, and no other."""

from prosesser.definition.dialect import PROPERTIES
from prosesser.definition.property_words import PROPERTY_WORDS


def test_every_property_has_words_and_nothing_else_has() -> None:
    assert set(PROPERTY_WORDS) == set(PROPERTIES)


def test_families_say_what_follows_their_dot() -> None:
    assert {name for name, its in PROPERTY_WORDS.items() if its.follows} == {
        name for name in PROPERTIES if name.endswith(".")
    }


def test_labels_tell_properties_apart() -> None:
    labels = [its.label for its in PROPERTY_WORDS.values()]
    assert len(set(labels)) == len(labels)
