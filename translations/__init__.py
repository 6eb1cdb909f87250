"""Catalogues of translations: Vietnamese is the source language, English serves the public pages."""
