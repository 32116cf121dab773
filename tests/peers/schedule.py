"""The simulation of a schedule as one would write it with NumPy: python schedule.py FILE. Prints one line of JSON.

The file has the runs, the tasks as [least, likely, greatest], and the links as [from, to, from_start, to_finish, lag], all in
working days, each task after those it waits for. It draws Beta-PERT durations, makes the forward pass over all runs at once, and
takes percentiles of the finish and of every twentieth task. It looks for nothing that drives the finish, which the kernel does
as well.
"""

import json
import sys
import time

import numpy as np


def simulate(tasks, links, runs, seed):
    rng = np.random.default_rng(seed)
    waits = [[] for _ in tasks]
    for origin, target, from_start, to_finish, lag in links:
        waits[target].append((origin, from_start, to_finish, lag))
    starts = np.empty((len(tasks), runs))
    finishes = np.empty((len(tasks), runs))
    for place, (least, likely, greatest) in enumerate(tasks):
        spread = greatest - least
        alpha = 1 + 4 * (likely - least) / spread
        beta = 1 + 4 * (greatest - likely) / spread
        duration = least + spread * rng.beta(alpha, beta, runs)
        start = np.zeros(runs)
        for origin, from_start, to_finish, lag in waits[place]:
            reached = (starts if from_start else finishes)[origin] + lag
            np.maximum(start, reached - duration if to_finish else reached, out=start)
        starts[place] = start
        finishes[place] = start + duration
    finish = finishes.max(axis=0)
    shares = [10, 50, 80, 90]
    return finish, np.percentile(finish, shares), np.percentile(finishes[::20], shares, axis=1)


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        network = json.load(file)
    best = float("inf")
    for _ in range(5):
        started = time.perf_counter()
        finish, _, _ = simulate(network["tasks"], network["links"], network["runs"], 1)
        best = min(best, time.perf_counter() - started)
    print(json.dumps({"seconds": best, "mean": float(finish.mean()), "deviation": float(finish.std(ddof=1)), "numpy": np.__version__}))


main()
