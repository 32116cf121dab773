"""The acceptability analysis as one would write it with NumPy: python smaa.py FILE. Prints one line of JSON.

The file has how many weightings to draw, and the values of each alternative on each criterion. It draws weights evenly from the
simplex, and counts ranks, central weights and who stands before whom.
"""

import json
import sys
import time

import numpy as np


def accept(values, draws, seed):
    rng = np.random.default_rng(seed)
    alternatives, criteria = values.shape
    weights = rng.dirichlet(np.ones(criteria), draws)
    order = np.argsort(-(weights @ values.T), axis=1)
    ranks = np.stack([np.bincount(order[:, rank], minlength=alternatives) for rank in range(alternatives)], axis=1) / draws
    first = order[:, 0]
    central = [weights[first == alternative].mean(axis=0) if (first == alternative).any() else None for alternative in range(alternatives)]
    places = np.argsort(order, axis=1)
    before = np.stack([(places[:, [alternative]] < places).mean(axis=0) for alternative in range(alternatives)])
    return ranks, central, before


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        compared = json.load(file)
    values = np.array(compared["values"])
    best = float("inf")
    for _ in range(5):
        started = time.perf_counter()
        ranks, _, _ = accept(values, compared["draws"], 1)
        best = min(best, time.perf_counter() - started)
    print(json.dumps({"seconds": best, "first": float(ranks[:, 0].max()), "numpy": np.__version__}))


main()
