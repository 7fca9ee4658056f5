"""The return worked out a second time, in plain Python, from the ministry's definitions: no Polars, nothing of the drafting.

Written from the ministry's field list and source (`app/services/bulk_upload/*/year2026/row_parser.rb` says which field is which fact,
`app/models/derived_variables/*` what the service derives) and from the pages of `docs/` on the inputs, without reading
`pipeline/stages/core_return`. What the two do not agree on is a fault in one of them.
"""
