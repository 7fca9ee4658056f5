"""The CORE return: what the ministry's service would say of a file, one folder per collection year.

One way only: nothing here is read by matching or referrals, and nothing here reads them.
"""
