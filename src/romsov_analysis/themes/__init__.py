"""The chapters: one folder a theme, named as its result ids are named.

In it every file is a section of its chapter: models first, then `chapter` (the parameters, and every result),
`tables` and `figures`. Themes import only each other's models, never each other's results.
"""
