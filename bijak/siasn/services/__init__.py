"""What the border does. Each is imported by its module: making up a workforce loads no Django, the rest no Polars."""
