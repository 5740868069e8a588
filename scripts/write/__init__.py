"""Values as text, numbers, formulas, tables; and files as one."""
