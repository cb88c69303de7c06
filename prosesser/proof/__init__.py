"""Proof: Merkle trees over the heads of all chains, signed anchors of them, and the checks of both.

It knows neither the database nor the cases: whoever calls it hands it heads.
"""
