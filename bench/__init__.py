"""What is measured, and how; each file prints its own figures."""

import bot as bot  # first of all: it settles how numpy works before anything here imports that
