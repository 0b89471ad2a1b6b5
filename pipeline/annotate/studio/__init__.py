"""Label Studio on this machine: started, filled with passages, and asked for what annotators coded.

Label Studio stands in an environment of its own, since its pins and this program's exclude each other; the
two talk over HTTP on 127.0.0.1 alone.
"""
