"""How Datasette is tuned: nothing that the page does not need."""

SETTINGS = {
    "default_page_size": 50,
    "num_sql_threads": 3,
    "suggest_facets": False,
    "allow_facet": False,
    "allow_download": False,
    "allow_csv_stream": False,
    "cache_size_kb": 65536,
    "truncate_cells_html": 0,
}
