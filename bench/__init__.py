"""What is measured, and how; each file prints its own figures."""
