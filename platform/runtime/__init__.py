"""The runtime executes published definitions. Rooms from the ground up; a room imports only rooms before it:

storage, definitions, changes, expressions, calendars, people, files, fields, decisions, forms, jobs, triggers,
records, holds, directory, imports, exports, connections, messages, metrics, ledgers, rankings, pools, intake,
documents, workflows, views, pages
"""
