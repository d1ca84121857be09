"""QR codes: a text as a matrix of modules and as one small SVG path.

The library writes the bits of a text, knows the blocks and draws the fixed patterns. Where each bit
goes is asked of it once for each size, and the remainders come from a table: an eighth of the time
it takes for each code anew (decision 39). No code is kept: a way's says the answers.
"""

import re
from collections.abc import Callable
from functools import cache
from html import escape
from itertools import chain, zip_longest
from operator import itemgetter
from typing import NamedTuple

import qrcode  # type: ignore[import-untyped]
from qrcode import base
from qrcode.constants import ERROR_CORRECT_M  # type: ignore[import-untyped]
from qrcode.util import PAD0, PAD1, QRData, length_in_bits  # type: ignore[import-untyped]

QUIET = 4  # modules of white around the code, as the standard asks
MASK = 4  # fixed: trying all eight costs six times as much; for our addresses 4 is nearly best
RUN = re.compile("0+|1+")


def matrix(text: str) -> list[list[bool]]:
    """The modules of the code, True is black, without the quiet zone.

    A text in capitals is packed more densely (alphanumeric mode).
    """
    modules, plan = _modules(text)
    return [[module == "1" for module in modules[at:at + plan.side]]
            for at in range(0, len(modules), plan.side)]


def svg(text: str, title: str) -> str:
    """The code as an SVG without width and height: the page that shows it sets the size.

    It says of each line how it is drawn: signs on the same page are drawn otherwise.
    """
    modules, plan = _modules(text)
    side = plan.side + 2 * QUIET
    pieces = list(map(RUNS.__getitem__, plan.cut(modules)))
    path, across = plan.lines[:], len(pieces) // plan.side
    for at in range(across):
        path[at + 1::across + 1] = pieces[at::across]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" role="img"'
        f' shape-rendering="crispEdges"><title>{escape(title)}</title>'
        f'<rect width="{side}" height="{side}" fill="#fff" stroke="none"/>'
        f'<path stroke="#000" stroke-width="1" stroke-linecap="butt" d="{"".join(path)}"/></svg>'
    )


class _Runs(dict[str, str]):
    """Lines and gaps of a few modules, each from where the one before ended."""

    def __missing__(self, modules: str) -> str:
        found = self[modules] = "".join(f"h{len(run)}" if run[0] == "1" else f"m{len(run)} 0"
                                        for run in RUN.findall(modules))
        return found


STEP = 10  # modules; no more than 2,046 pieces of a row can be kept
RUNS = _Runs()


def _modules(text: str) -> tuple[str, "_Plan"]:
    """The modules row by row, "1" for black, and how their size is drawn."""
    data = QRData(text)
    version = _version(data.mode, len(data))
    plan = _plan(version)
    bits = int.from_bytes(_words(data, version)) ^ plan.mask
    return "".join(plan.pick(f"{bits:0{plan.bits}b}01")), plan


@cache
def _version(mode: int, length: int) -> int:
    """The smallest size for so many characters; to look for it anew takes a quarter of the time."""
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M)
    code.add_data(QRData("0" * length, mode))
    return int(code.best_fit())


class _Bits:
    """A row of bits, written as the library's own buffer is."""

    def __init__(self) -> None:
        self.value = self.length = 0

    def put(self, number: int, length: int) -> None:
        self.value = self.value << length | number
        self.length += length


def _words(data: QRData, version: int) -> bytes:
    """The codewords of a text in the order in which they are drawn: data, then remainders."""
    blocks = base.rs_blocks(version, ERROR_CORRECT_M)
    room = sum(block.data_count for block in blocks)
    bits = _Bits()
    bits.put(data.mode, 4)
    bits.put(len(data), length_in_bits(data.mode, version))
    data.write(bits)
    bits.put(0, min(room * 8 - bits.length, 4))
    bits.put(0, -bits.length % 8)
    for turn in range(room - bits.length // 8):
        bits.put((PAD0, PAD1)[turn % 2], 8)
    data_words, end, parts = bits.value.to_bytes(room), 0, []
    for block in blocks:
        parts.append(data_words[end:end + block.data_count])
        end += block.data_count
    ends = [_remainder(part, block.total_count - block.data_count)
            for part, block in zip(parts, blocks, strict=True)]
    return bytes([word for group in (parts, ends)
                  for word in chain.from_iterable(zip_longest(*group)) if word is not None])


def _remainder(words: bytes, count: int) -> bytes:
    """The remainder of a block divided by the generator polynomial of so many codewords."""
    table, shift, whole = _table(count), 8 * (count - 1), (1 << 8 * count) - 1
    rest = 0
    for word in words:
        rest = rest << 8 & whole ^ table[rest >> shift ^ word]
    return rest.to_bytes(count)


@cache
def _table(count: int) -> tuple[int, ...]:
    """What each value of a codeword leaves behind."""
    generator = base.Polynomial([1], 0)
    for power in range(count):
        generator *= base.Polynomial([1, base.gexp(power)], 0)
    logs = [base.glog(number) for number in generator.num[1:]]
    return (0, *(int.from_bytes(bytes(base.gexp(base.glog(value) + log) for log in logs))
                 for value in range(1, 256)))


class _Plan(NamedTuple):
    """How a size is drawn. `pick`: the modules of "bits, then 0 and 1"; `mask`: bits turned.

    `cut`: the modules in pieces, none longer than STEP; `lines`: where each row begins, and a gap
    for each piece.
    """

    side: int
    bits: int
    mask: int
    pick: Callable[[str], tuple[str, ...]]
    cut: Callable[[str], tuple[str, ...]]
    lines: list[str]


@cache
def _plan(version: int) -> _Plan:
    """Ask the library where it puts each bit: once for each digit of the bits' numbers."""
    size = sum(block.total_count for block in base.rs_blocks(version, ERROR_CORRECT_M))
    bits = 8 * size
    plain = _drawn(version, bytes(size))
    numbers = [0] * len(plain)
    for digit in range(bits.bit_length()):
        ones = "".join(str(number >> digit & 1) for number in range(1, bits + 1))
        for at, module in enumerate(_drawn(version, int(ones, 2).to_bytes(size))):
            numbers[at] |= (module != plain[at]) << digit
    turned = ["0"] * bits
    for number, module in zip(numbers, plain, strict=True):
        if number:
            turned[number - 1] = str(int(module))
    order = [number - 1 if number else bits + module
             for number, module in zip(numbers, plain, strict=True)]
    side = version * 4 + 17
    pieces = [slice(down * side + at, down * side + min(at + STEP, side))
              for down in range(side) for at in range(0, side, STEP)]
    lines = [text for down in range(side)
             for text in (f"M{QUIET} {down + QUIET}.5", *[""] * -(-side // STEP))]
    return _Plan(side, bits, int("".join(turned), 2), itemgetter(*order), itemgetter(*pieces),
                 lines)


def _drawn(version: int, words: bytes) -> list[bool]:
    """The modules of codewords, row by row, as the library draws them."""
    code = qrcode.QRCode(version, ERROR_CORRECT_M, mask_pattern=MASK)
    code.data_cache = words
    code.makeImpl(False, MASK)
    return [bool(module) for row in code.modules for module in row]
