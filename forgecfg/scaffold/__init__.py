"""Adds what the wiring of a manifest lacks, as edits of its text.

`wants` says how one thing is to be (a remote, an endpoint); `steps` finds what is missing, one kind
after the other; `add` is for things that are asked for by name; `ask` is whom to ask where there is
a choice; `given` checks what people give; `build` makes the text. The commands `scaffold` and `add`
share all of it.
"""
