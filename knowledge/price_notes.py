"""What a text about a price gives: an amount, or only that none was found. Pure."""

from __future__ import annotations

_LACKING = ("not found", "not read", "not readable", "no rate", "no current")


def has_amount(words: str) -> bool:
    """Whether a text about a price gives one, and doesn't say that it could not be had."""
    lacking = any(each in words.casefold() for each in _LACKING)
    numbers = [int(digits) for digits in _numbers(words)]
    return not lacking and any(number >= 100 and not 1990 <= number <= 2100 for number in numbers)


def _numbers(words: str) -> list[str]:
    """The whole numbers of a text, without the commas of thousands."""
    plain = "".join(each if each.isdigit() or each == "," else " " for each in words)
    return [each.replace(",", "") for each in plain.split() if each.strip(",")]
