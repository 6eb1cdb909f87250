"""Pictures of models as they stand on a table at an exhibition: one kind for each motif of the works."""

from collections.abc import Callable
from random import Random

from workers.demo.corpus.draw import below, between, one_of
from workers.demo.corpus.palette import BRIGHT, DARK, GLASS, LEAF, PALE, SOIL, STEEL, WATER, WHITE, WOOD
from workers.demo.corpus.shapes import Colour, Shape, block, box, disc, drum, line, lit, polygon


def model(motif: str, rng: Random) -> list[Shape]:
    """The model of a work with this motif; the generator chooses colours and proportions. Unknown motif: KeyError."""
    return _MODELS[motif](rng, one_of(rng, BRIGHT), one_of(rng, BRIGHT))


_Maker = Callable[[Random, Colour, Colour], list[Shape]]


def _board(rng: Random, main: Colour, other: Colour) -> list[Shape]:
    frame = [*block(18, 12, 60, 46, 4, WOOD), box(21, 15, 54, 40, PALE)]
    columns, rows = between(rng, 5, 7), between(rng, 3, 5)
    wide, high = 50 / columns, 36 / rows
    cells = [
        box(
            23 + column * wide,
            17 + row * high,
            wide * 0.84,
            high * 0.8,
            one_of(rng, (main, other, lit(main, 140), WHITE)),
        )
        for column in range(columns)
        for row in range(rows)
    ]
    pieces = [disc(26 + 9 * at, 62, 2.6, one_of(rng, BRIGHT), 0.6) for at in range(6)]
    return [*frame, *cells, *pieces]


def _kit(rng: Random, main: Colour, other: Colour) -> list[Shape]:
    base = block(16, 52, 62, 9, 8, WOOD)
    arm = [line(STEEL, 1.4, (46, 52), (46, 24)), line(STEEL, 1, (24, 30), (46, 24), (70, 32))]
    balls = [
        disc(24, 30, between(rng, 4, 7), main),
        disc(22.6, 28.4, 1.6, lit(main, 150)),
        disc(46, 22, between(rng, 6, 9), (238, 190, 62)),
        disc(70, 32, between(rng, 3, 6), other),
        disc(68.8, 30.6, 1.3, lit(other, 150)),
    ]
    knobs = [disc(24 + at * 9, 57, 1.8, one_of(rng, BRIGHT)) for at in range(between(rng, 3, 6))]
    return [*base, *arm, *balls, *knobs]


def _screen(rng: Random, main: Colour, other: Colour) -> list[Shape]:
    case = [*block(20, 14, 56, 38, 2, DARK), box(22.5, 16.5, 51, 32, WHITE), box(22.5, 16.5, 51, 5, main)]
    menu = [box(24, 24 + at * 5, 11, 3.2, lit(main, 130 if at else 100)) for at in range(5)]
    bars = [
        box(40 + at * 5, 46 - high, 3.4, high, other)
        for at, high in enumerate(between(rng, 5, 20) for _ in range(6))
    ]
    keys = [
        box(19 + at * 4.4, 58 + row * 2.6, 3.6, 1.7, lit(DARK, 180)) for at in range(13) for row in range(2)
    ]
    deck = [polygon((96, 100, 106), (17, 55), (79, 55), (84, 66), (12, 66)), *keys]
    return [*case, *menu, *bars, line(lit(other, 70), 0.4, (38, 46), (72, 46)), *deck]


def _tank(rng: Random, main: Colour, other: Colour) -> list[Shape]:
    shapes: list[Shape] = []
    for at, level in enumerate(between(rng, 8, 20) for _ in range(3)):
        x = 14 + at * 25
        shapes += drum(x, 22 + at * 4, 18, 36 - at * 4, lit(GLASS, 104))
        shapes += [box(x + 1, 58 - level, 16, level, (WATER, SOIL, (196, 182, 150))[(at + level) % 3])]
    pipes = [
        line(main, 1.6, (23, 20), (23, 12), (48, 12), (48, 24)),
        line(main, 1.6, (57, 48), (66, 48), (66, 30), (73, 30)),
    ]
    return [*shapes, *pipes, disc(86, 56, 2.2, other), line(other, 1.6, (80, 52), (88, 52), (88, 58))]


def _machine(rng: Random, main: Colour, other: Colour) -> list[Shape]:
    legs = [line(STEEL, 2, (x, 50), (x - 2, 66)) for x in (28, 70)]
    body = [*block(22, 28, 44, 24, 10, main), box(27, 34, 14, 8, DARK), box(28, 35, 12, 6, (124, 196, 140))]
    hopper = [
        polygon(lit(other, 120), (34, 12), (62, 12), (54, 26), (42, 26)),
        polygon(other, (36, 14), (60, 14), (54, 24), (42, 24)),
    ]
    radius = between(rng, 6, 9)
    wheel = [disc(56, 44, radius, DARK), disc(56, 44, radius - 2, STEEL), disc(56, 44, 1.6, DARK)]
    buttons = [disc(30 + 4 * at, 47, 1.4, one_of(rng, BRIGHT)) for at in range(3)]
    return [*legs, *body, *hopper, *wheel, *buttons, polygon(STEEL, (76, 44), (90, 54), (88, 57), (76, 48))]


def _greenhouse(rng: Random, main: Colour, other: Colour) -> list[Shape]:
    bed = [*block(12, 52, 66, 10, 10, SOIL)]
    plants: list[Shape] = []
    for at in range(between(rng, 6, 9)):
        x, high = 17 + at * 7.2, between(rng, 6, 15)
        plants += [
            line(LEAF, 0.8, (x, 52), (x, 52 - high)),
            disc(x - 1.8, 52 - high, 2.6, lit(LEAF, 112), 0.7),
        ]
        plants += [
            disc(x + 2, 51 - high * 0.8, 2.4, LEAF, 0.7),
            disc(x, 50 - high, 1.1, one_of(rng, (main, other, LEAF))),
        ]
    hoops = [
        line(PALE, 1, (x, 52), (x + 3, 26), (x + 11, 18), (x + 19, 26), (x + 22, 46)) for x in (12, 34, 56)
    ]
    return [
        *bed,
        *plants,
        *hoops,
        line(PALE, 1, (23, 18), (67, 18)),
        line(DARK, 0.9, (12, 54), (78, 54)),
        disc(14, 48, 3, main),
    ]


def _vehicle(rng: Random, main: Colour, other: Colour) -> list[Shape]:
    body = [*block(18, 34, 52, 18, 8, main), *block(44 + below(rng, 6), 20, 18, 14, 6, other)]
    window = [box(49, 23, 11, 8, GLASS), box(18, 44, 52, 2, lit(main, 140))]
    wheels = [
        part
        for x in (28, 60)
        for part in (disc(x, 56, 8, DARK), disc(x, 56, 4, STEEL), disc(x, 56, 1.2, DARK))
    ]
    return [
        *body,
        *window,
        *wheels,
        disc(19, 40, 2, (250, 226, 130)),
        line(STEEL, 1.6, (78, 38), (90, 26), (94, 26)),
    ]


def _solar(rng: Random, main: Colour, other: Colour) -> list[Shape]:
    panel = [polygon((36, 66, 116), (18, 34), (60, 14), (82, 24), (42, 46))]
    grid = [
        line((150, 176, 206), 0.4, (18 + 10.5 * at, 34 - 5 * at), (42 + 10 * at, 46 - 5.5 * at))
        for at in range(5)
    ]
    grid += [
        line((150, 176, 206), 0.4, (26 + 8 * at, 38 + 4 * at), (67 + 7 * at, 17.3 + 3.4 * at))
        for at in range(2)
    ]
    stand = [line(STEEL, 1.8, (50, 36), (50, 62)), line(STEEL, 1.4, (40, 64), (50, 50), (60, 64))]
    store = [
        *block(64, 50, 16, 12, 5, main),
        disc(70, 56, 2, other),
        line(DARK, 0.6, (50, 44), (58, 58), (64, 56)),
    ]
    lamp = [disc(20, 58, 5 + below(rng, 2), (255, 232, 150)), box(18, 62, 4, 4, STEEL)]
    return [*panel, *grid, *stand, *store, *lamp]


def _station(rng: Random, main: Colour, other: Colour) -> list[Shape]:
    mast = [line(STEEL, 2, (48, 64), (48, 10)), line(STEEL, 1.2, (34, 18), (62, 18))]
    cups = [disc(34, 18, 3.4, main), disc(62, 18, 3.4, main), disc(48, 10, 2.2, other)]
    case = [
        *block(40, 30, 18, 16, 4, PALE),
        box(43, 33, 12, 6, DARK),
        *(
            disc(44 + 4 * at, 43, 1.2, tint)
            for at, tint in enumerate(((72, 176, 96), (232, 188, 58), (206, 62, 52)))
        ),
    ]
    hill = [
        polygon(
            (126, 148, 92), (8, 66), (30, 50 - below(rng, 6)), (50, 60), (74, 46 - below(rng, 6)), (94, 66)
        )
    ]
    return [
        *hill,
        polygon(WATER, (14, 66), (40, 61), (62, 63), (90, 66)),
        *mast,
        *cups,
        *case,
        box(60, 40, 12, 8, (36, 66, 116)),
    ]


def _robot(rng: Random, main: Colour, other: Colour) -> list[Shape]:
    head = [
        *block(38, 12, 20, 14, 5, main),
        disc(44, 19, 2.4, WHITE),
        disc(52, 19, 2.4, WHITE),
        disc(44, 19, 1, DARK),
        disc(52, 19, 1, DARK),
    ]
    torso = [
        *block(34, 30, 28, 24, 7, other),
        box(39, 36, 18, 9, DARK),
        line((124, 220, 150), 0.7, (40, 41), (44, 38), (48, 43), (52, 37), (56, 41)),
    ]
    reach = between(rng, 14, 24)
    arms = [
        line(STEEL, 2.4, (34, 34), (24, 42), (18, 42 - reach / 3)),
        line(STEEL, 2.4, (68, 32), (78, 40), (84, 40 - reach / 2)),
    ]
    feet = [part for x in (40, 58) for part in (disc(x, 60, 5.5, DARK), disc(x, 60, 2.4, STEEL))]
    return [
        *arms,
        *torso,
        *head,
        *feet,
        line(STEEL, 0.8, (50, 12), (50, 6)),
        disc(50, 5, 1.6, (206, 62, 52)),
    ]


def _bottle(rng: Random, main: Colour, other: Colour) -> list[Shape]:
    shapes: list[Shape] = []
    for at, high in enumerate(between(rng, 20, 34) for _ in range(4)):
        x, tint = 14 + at * 18, (main, other, lit(main, 130), lit(other, 80))[at]
        shapes += drum(x, 62 - high, 12, high, lit(GLASS, 106))
        shapes += [
            box(x + 0.8, 62 - high * 0.66, 10.4, high * 0.66, tint),
            box(x + 3.6, 56 - high, 4.8, 6, DARK),
        ]
        shapes += [
            box(x + 1.6, 62 - high * 0.5, 8.8, high * 0.28, WHITE),
            line(tint, 0.6, (x + 3, 62 - high * 0.36), (x + 9, 62 - high * 0.36)),
        ]
    tray = [disc(88, 62, 7, WOOD, 0.4), disc(86, 60, 2.6, main, 0.7), disc(90, 61, 2.4, other, 0.7)]
    return [*shapes, *tray]


def _medical(rng: Random, main: Colour, other: Colour) -> list[Shape]:
    case = [*block(18, 30, 46, 28, 8, WHITE), box(22, 34, 26, 14, DARK)]
    beat = [(23 + 2.0 * at, 41 - (0, 0, 5, -4, 0, 2)[(at + below(rng, 2)) % 6]) for at in range(13)]
    cross = [box(54, 36, 3, 9, (198, 52, 52)), box(51, 39, 9, 3, (198, 52, 52))]
    knobs = [disc(25 + at * 6, 53, 1.8, one_of(rng, BRIGHT)) for at in range(4)]
    tube = line(main, 1.2, (72, 40), (84, 36), (88, 48), (82, 60))
    return [
        *case,
        line((110, 226, 150), 0.7, *beat),
        *cross,
        *knobs,
        tube,
        *drum(76, 54, 9, 9, lit(other, 130)),
    ]


def _house(rng: Random, main: Colour, other: Colour) -> list[Shape]:
    stilts = [box(x, 52, 2.4, 14, WOOD) for x in (24, 40, 56, 72)]
    walls = [
        *block(22, 34, 52, 18, 6, lit(WOOD, 112)),
        *(line(lit(WOOD, 84), 0.4, (22, y), (74, y)) for y in (38, 42, 46, 50)),
    ]
    peak = 10 + below(rng, 5)
    roof = [
        polygon(lit(main, 76), (78, 32), (86, 30), (66, peak), (58, peak)),
        polygon(main, (14, 36), (80, 36), (64, peak), (32, peak)),
    ]
    doors = [box(30, 40, 8, 12, lit(other, 80)), box(46, 40, 8, 6, GLASS), box(60, 40, 8, 6, GLASS)]
    return [
        *stilts,
        *walls,
        *roof,
        *doors,
        line(WOOD, 1, (30, 52), (22, 66)),
        line(WOOD, 1, (36, 52), (28, 66)),
    ]


_MAKERS = (
    *(
        _board,
        _kit,
        _screen,
        _tank,
        _machine,
        _greenhouse,
        _vehicle,
        _solar,
        _station,
        _robot,
        _bottle,
        _medical,
    ),
    _house,
)
_MODELS: dict[str, _Maker] = {maker.__name__.removeprefix("_"): maker for maker in _MAKERS}

MOTIFS = frozenset(_MODELS)
