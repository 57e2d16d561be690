"""``python -m bench``: measure, and write the table."""

import sys
import time
from collections.abc import Callable
from functools import partial

from bench import check, filing, page, same_rules, scale, search, web_scale
from bench.city import City, open_city
from bench.figures import Figure
from bench.linking import measure as linking
from bench.linking import scale as linking_scale
from bench.options import Options, read_options
from bench.report import write_report

WITHOUT_DATABASE: dict[str, Callable[[Options], list[Figure]]] = {
    "check": check.measure,
    "rivals": same_rules.measure,
}
WITH_DATABASE: dict[str, Callable[[Options, City], list[Figure]]] = {
    "file": filing.measure,
    "page": page.measure,
    "search": search.measure,
}


def main() -> None:
    """Measures what was asked for; each group is kept as soon as it is there."""
    options = read_options()
    for name, measure in WITHOUT_DATABASE.items():
        if name in options.only:
            _keep(options, name, partial(measure, options))
    if "scale" in options.only:
        scale.measure(options)
    if {*options.only} & {*web_scale.MEASURED}:
        web_scale.measure(options)
    if "linking" in options.only:
        for result in linking.measure():
            print(result)
    if "linking-scale" in options.only:
        linking_scale.measure(options)
    wanted = [name for name in WITH_DATABASE if name in options.only]
    if wanted:
        with open_city(options) as city:
            for name in wanted:
                _keep(options, name, partial(WITH_DATABASE[name], options, city))


def _keep(options: Options, name: str, measure: Callable[[], list[Figure]]) -> None:
    started = time.monotonic()
    print(f"{name} …", file=sys.stderr, flush=True)
    print(write_report(options, measure()))
    print(f"{name}: {time.monotonic() - started:.0f} s", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
