"""Barcodes from keyboard wedges, cameras and photographs, usable without the rest of Backdock.

`wedge.clean` turns what a scanner typed into a `Capture`; `decode.decode` and `decode.decode_bytes` turn pictures
into Captures. Nothing here knows what a text means: it reports what was on the label and how it was encoded.
"""
