"""Papers as PDF: faces, a streaming file, sheets to draw on, and the layout of official papers.

Papers are in Vietnamese whoever prints them: their words are those of the decree, not of the reader's language.
"""
