"""The cases planted in the sample and their innocent look-alikes, rule by rule."""
