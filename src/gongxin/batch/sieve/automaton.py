"""What an automaton is, and how its tables are made.

One is told by its first state, the ways that lead on, and the label of the states in which a cell may
end; where no way leads on, or a cell ends elsewhere, there is doubt.
"""

import base64
import zlib
from array import array
from collections.abc import Callable, Hashable, Mapping
from typing import NamedTuple, TypeVar

from gongxin.batch.sieve.forms import DOUBT

State = TypeVar("State", bound=Hashable)


class Automaton(NamedTuple):
    """Tables for the kernel: the class of each byte, the next state by state and class, the labels.

    State 0 is doubt, 1 the first; in ``next`` (32 bits each) they stand shifted, with room for the
    classes. ``labels`` (64 bits each): bits of a row in which a cell ends there.
    """

    shift: int
    classes: bytes
    next: bytes
    labels: bytes

    def packed(self) -> str:
        """All of it as one text."""
        whole = bytes((self.shift,)) + self.classes + self.labels + self.next
        return base64.b64encode(zlib.compress(whole)).decode()

    @classmethod
    def unpacked(cls, text: str) -> "Automaton":
        """What :meth:`packed` made the text of."""
        whole = zlib.decompress(base64.b64decode(text))
        shift = whole[0]
        states = (len(whole) - 257) // (8 + (4 << shift))
        labels = 257 + 8 * states
        return cls(shift, whole[1:257], whole[labels:], whole[257:labels])


def build(
    first: State,
    ways: Callable[[State], Mapping[int, State]],
    label: Callable[[State], int | None],
) -> Automaton:
    """The tables of an automaton; ``ways`` leads from a state by bytes, ``label`` is None for doubt."""
    places: dict[State, int] = {first: 1}
    led: list[Mapping[int, State]] = []
    queue = [first]
    for state in queue:
        led.append(ways(state))
        for after in led[-1].values():
            if after not in places:
                places[after] = len(places) + 1
                queue.append(after)
    columns = {
        byte: tuple(places[way[byte]] if byte in way else 0 for way in led)
        for byte in sorted({byte for way in led for byte in way})
    }
    kinds = {column: kind for kind, column in enumerate(dict.fromkeys(columns.values()), 1)}
    classes = bytes(kinds[columns[byte]] if byte in columns else 0 for byte in range(256))
    shift = len(kinds).bit_length()
    table = array("I", bytes(4 * ((len(queue) + 1) << shift)))
    for column, kind in kinds.items():
        for place, led_to in enumerate(column, 1):
            table[(place << shift) + kind] = led_to << shift
    labels = (DOUBT if (bits := label(state)) is None else bits for state in queue)
    return Automaton(shift, classes, table.tobytes(), array("Q", [DOUBT, *labels]).tobytes())
