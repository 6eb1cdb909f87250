"""The static site of an organiser: files that any web server, a disk or a ZIP can hold, signed, and theirs when this is off."""
