"""The drawing around a certificate's text, computed: guilloche border, corner rosettes, drum star, demo mark."""
