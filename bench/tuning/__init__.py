"""Teaches the encoder what messages signal; with an environment of its own."""
