"""The CORE return: what the ministry's service would say of a file, one folder per collection year.

One way only: nothing here is read by matching or referrals, and nothing here reads them.

How a year's form is declared (`lettings_2026` shows it whole; `year.Year` holds it together):

- *fields*: `fields.LAYOUT` (`field.Layout`) numbers the columns of the file and gives each a name of ours, what its cells hold
  (`field.Cell`) and what it asks. Nothing else knows a number.
- *answers*: `tell` makes a log's answers of a row's cells (a date of three parts, a code of the file turned into the form's
  own); the cells stay beside them, under `rules.cell(name)`.
- *form*: a tuple of `form.Question`: when each is asked, the codes or bounds it takes, when a blank is no fault. Routing
  (`routing.clear_unasked`), refused codes, missing answers and cells that are no numbers follow from it without further code.
- *states*: named Boolean expressions (`GENERAL_NEEDS`, `RENEWAL`), written in the words of `conditions`, never null.
- *derived*: `settle` clears what was not asked, looks up what the service looks up (`world.World`), and derives what it
  derives.
- *rules*: `rules.Rule(id, says, blames, fails, category)`. `row_rules` see the row as it was uploaded (through `cell(name)`),
  `log_rules` the log that was made of it, `soft_rules` what a person has to confirm, `twin_rules` blame rows that are each
  other's duplicate. `fields` says which fields answer for an answer.
- *verdict*: `judge.judge(year, upload, world)` runs them all in the service's order and gives a `year.Checked`: refused codes
  (judged on the answers as told), row rules, missing answers (the first field of an answer, where none of its fields is blamed
  yet), bounds and log rules (each field not blamed yet), soft rules (as the missing ones, and only where the question is asked),
  cells that are no number (in place of all else on that field), duplicates.
"""
