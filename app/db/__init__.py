"""Tables, the engine and named reads. Nothing here decides anything about goods."""
