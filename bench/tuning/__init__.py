"""Teaches the encoder what messages mean and signal; with an environment of its own."""
