"""Who hears whom: the product's routing policies, for training data and for the quick evaluation."""


def similarity(a, b):
    """Indel similarity of two texts: 2 * LCS(a, b) / (|a| + |b|)."""
    if a == b:
        return 1.0
    places = {}
    for i, ch in enumerate(b):
        places[ch] = places.get(ch, 0) | 1 << i
    full = (1 << len(b)) - 1
    row = full
    for ch in a:
        hit = row & places.get(ch, 0)
        row = ((row + hit) | (row - hit)) & full
    return 2 * (len(b) - bin(row).count("1")) / (len(a) + len(b))


def route(policy, own, others, k, rng):
    """Positions in `others` (summary texts) that `own` hears, in the order it hears them."""
    places = list(range(len(others)))
    k = min(k, len(places))
    if policy == "all":
        return places
    if policy == "random":
        return rng.sample(places, k)
    near = [similarity(own, text) for text in others]
    rising = sorted(places, key=lambda i: near[i])
    falling = sorted(places, key=lambda i: -near[i])
    if policy == "dispersed":
        return rising[:k]
    if policy == "clustered":
        return falling[:k]
    far = rising[:k // 2]
    return far + [i for i in falling if i not in far][:k - k // 2]
