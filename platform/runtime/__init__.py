"""The runtime executes published definitions. Rooms from the ground up; a room imports only rooms before it:

storage, definitions, changes, expressions, calendars, people, files, fields, decisions, forms, jobs, records,
directory, imports, exports, messages, metrics, rankings, documents, workflows, views, pages
"""
