"""The engines measured beside our model, one file each; each runs in a process and an environment of its own."""
