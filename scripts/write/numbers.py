"""Write numbers for people: the filters that pages, figures and tables share."""

from __future__ import annotations

from fractions import Fraction

MINUS = "\N{MINUS SIGN}"


def integer(value: int) -> str:
    """Write an int with thousands separated.

    >>> integer(14450688)
    '14,450,688'
    """
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(f"integer: {value!r} is not an int")
    return f"{value:,}".replace("-", MINUS)


def tex(value: int) -> str:
    """Write an int for a formula, where a bare comma would stand between two numbers.

    >>> tex(14450688)
    '14{,}450{,}688'
    """
    return integer(value).replace(",", "{,}")


def factor(value: Fraction | int) -> str:
    """Write a factor with two decimals, or none where there is nothing to round and from 1,000 up.

    >>> factor(Fraction(1024, 25)), factor(Fraction(784)), factor(Fraction(3211264, 100))
    ('40.96×', '784×', '32,113×')
    """
    if not isinstance(value, (int, Fraction)) or isinstance(value, bool):
        raise TypeError(f"factor: {value!r} is neither an int nor a Fraction")
    whole = value.denominator == 1 or value >= 1000
    return f"{decimal(value, 0 if whole else 2)}×"


def divisor(value: Fraction | int) -> str:
    """Write a factor as what a number is divided by.

    >>> f"÷ {divisor(Fraction(1024, 25))}"
    '÷ 40.96'
    """
    return factor(value).removesuffix("×")


def decimal(value: Fraction | float, places: int) -> str:
    """Write a number with so many decimals, ties rounded away from zero as people do by hand.

    >>> decimal(Fraction(5, 2), 0), decimal(Fraction(-1, 3), 2)
    ('3', '−0.33')
    """
    scaled = abs(Fraction(value)) * 10**places
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    digits = f"{whole:0{places + 1}d}"
    head, tail = digits[: len(digits) - places], digits[len(digits) - places :]
    sign = MINUS if value < 0 and whole else ""
    return f"{sign}{int(head):,}{'.' if tail else ''}{tail}"


def short(value: float) -> str:
    r"""Write a power of ten for an axis.

    >>> short(100), short(10_000), short(10**12)
    ('100', '10\xa0k', '1\xa0T')
    """
    for size, prefix in ((10**12, "T"), (10**9, "G"), (10**6, "M"), (1000, "k")):
        if value >= size:
            return f"{decimal(value / size, 0)}\N{NO-BREAK SPACE}{prefix}"
    return decimal(value, 0)


def percent(value: Fraction | float, places: int = 1) -> str:
    r"""Write a share of 1 in per cent.

    >>> percent(Fraction(417, 1000))
    '41.7\xa0%'
    """
    return f"{decimal(Fraction(value) * 100, places)}\N{NO-BREAK SPACE}%"
