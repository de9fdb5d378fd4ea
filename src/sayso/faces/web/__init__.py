"""The workbench: a local web server over a library, with pages made here and nothing fetched from elsewhere."""
