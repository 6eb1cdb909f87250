"""Texts for people, and the script that renews the pictures in them."""
