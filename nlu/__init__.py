"""What Rasa runs of ours: components of the pipeline, the channel, the tracker store."""
