"""``python -m bench.linking``: measure names against names only."""

from bench.linking.measure import measure

if __name__ == "__main__":
    for result in measure():
        print(result)
