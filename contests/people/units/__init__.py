"""The dated tree of units: what a unit is called and stands under, on any day, and under which other names people know it."""
