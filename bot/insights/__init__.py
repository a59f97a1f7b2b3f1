"""What came of it all, in figures that point at nobody."""
