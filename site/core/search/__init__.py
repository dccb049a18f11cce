"""Search that finds a word however it is written: folded letters, light stems, one index."""
