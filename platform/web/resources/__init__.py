"""One file per resource: its routes with their policies, each a call of the runtime or builder. Found by walking."""
