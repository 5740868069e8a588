"""Values as text: numbers, formulas, tables."""
