"""The demo: whole seasons lived through the services that pages call."""
