"""What happened to a record: its history as its reader may see it, where each value came from, taking a change
back."""
