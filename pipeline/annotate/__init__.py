"""What annotators do with the store: passages out to their tools, judgements back in, and how far they agree.

``passages`` cuts, ``select`` chooses, ``export`` writes for a tool; ``formats`` reads what comes back,
``take_in`` checks it and makes rows; ``decide`` is for single decisions, ``agreement`` measures.
"""
