"""Pages, one blueprint per audience; no decisions are taken here."""
