from bijak.kernel.lazy import lazily

# Here, because every process begins with the settings: what web and clock name, and touch rarely or never.
lazily("polars", "fastexcel", "xlsxwriter", "pypdfium2", "holidays")
