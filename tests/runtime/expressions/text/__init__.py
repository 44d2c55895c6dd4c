"""Formula text: reading, printing, names, errors with their place."""
