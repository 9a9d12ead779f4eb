"""The HTTP API as data: what its resources look like, what can be asked of them, and the document that says so."""
