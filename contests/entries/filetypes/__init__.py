"""What the inside of each kind of file must look like: one module a kind, run in the sandbox."""
