"""Other spellings: pet forms of forenames, the ways in which other scripts are written in ours, letters that sound alike."""

from pipeline.sample.lists import pairs_of

NICKNAMES = pairs_of("spellings", "nicknames")
TRANSLITERATIONS = pairs_of("spellings", "transliterations")
SOUNDS = pairs_of("spellings", "sounds")
