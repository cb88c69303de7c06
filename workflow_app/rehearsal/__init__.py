"""Plays a case by a story: who does what when, and with which answers."""
