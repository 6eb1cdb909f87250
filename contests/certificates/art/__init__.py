"""The drawing around a certificate's text, computed: guilloche borders, corner rosettes, grounds, the neutral emblem."""
