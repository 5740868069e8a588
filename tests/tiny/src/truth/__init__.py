"""What is true on the tiny site."""

SIDES = (1, 2, 40)


def area(side: int) -> int:
    """Return the area of a square.

    >>> area(3)
    9
    """
    return side * side
