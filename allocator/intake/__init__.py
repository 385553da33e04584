"""The way in: files as people save them become validated tables, or every fault at once."""
