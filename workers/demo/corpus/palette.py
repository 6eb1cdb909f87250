"""The colours of the models: bright ones to choose from, and those of materials."""

from workers.demo.corpus.shapes import Colour

BRIGHT: tuple[Colour, ...] = (
    (196, 68, 54),
    (222, 148, 42),
    (58, 134, 96),
    (46, 108, 164),
    (128, 82, 150),
    (38, 146, 152),
    (176, 116, 66),
    (88, 120, 52),
    (204, 96, 128),
    (92, 104, 122),
)
WOOD: Colour = (186, 142, 92)
PALE: Colour = (236, 232, 220)
DARK: Colour = (52, 56, 62)
STEEL: Colour = (148, 156, 164)
GLASS: Colour = (176, 210, 224)
LEAF: Colour = (74, 142, 62)
SOIL: Colour = (112, 82, 56)
WATER: Colour = (92, 158, 196)
WHITE: Colour = (250, 250, 248)
