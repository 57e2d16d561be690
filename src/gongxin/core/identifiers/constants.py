"""Every table and pattern by which identifiers are judged, for one cell and for whole columns.

Patterns stay within what Python, RE2 and Java read alike: no look-around, no class names,
no dot.
"""

# GB 32100-2015: the 31 characters of a code and the weights 3^(i-1) mod 31 of its first 17.
USCC_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
USCC_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
USCC_LENGTH = 18
USCC_PATTERN = "[0-9A-HJ-NP-RTUWXY]{2}[0-9]{6}[0-9A-HJ-NP-RTUWXY]{10}"

# Written where an authority has no code. It fails the check digit; eighteen zeros pass it.
NO_CODE_MARK = "0" * 17 + "X"

# GB 11714: an organisation code is eight characters and a check digit.
ORGCODE_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
ORGCODE_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
ORGCODE_LENGTH = 9
ORGCODE_AT = 8  # of a unified code's characters, from 0
ORGCODE_PATTERN = "[0-9A-Z]{8}[0-9X]"
ORGCODE_CHECKS = "0123456789X"

# GS 15-2006: a registration number, checked by ISO 7064 MOD 11,10.
REGNO_LENGTH = 15
REGNO_PATTERN = "[0-9]{15}"

# What people's keyboards and spreadsheets put into a code without meaning it.
SPACES = (
    "\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006"
    "\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
)
INVISIBLE = (
    "\xad\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067"
    "\u2068\u2069\ufeff"
)
HYPHENS = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
FULL_WIDTH = {chr(0xFEE0 + code): chr(code) for code in range(0x21, 0x7F)}

# GB 11643: recognised only to be refused. 83 and a leading 9 (followed by a province) are the
# residence permits of Taiwan residents and of foreigners, numbered the same way.
PROVINCES = "1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]"  # GB/T 2260, first two digits
_MONTH_AND_DAY = (
    "(?:(?:0[13578]|1[02])(?:0[1-9]|[12][0-9]|3[01])"
    "|(?:0[469]|11)(?:0[1-9]|[12][0-9]|30)|02(?:0[1-9]|[12][0-9]))"
)
_ID_REGION = f"(?:(?:{PROVINCES})[0-9]{{4}}|9(?:{PROVINCES})[0-9]{{3}})"
ID_PATTERN = f"{_ID_REGION}(?:19|20)[0-9]{{2}}{_MONTH_AND_DAY}[0-9]{{3}}[0-9X]"
ID_PATTERN_15 = f"(?:{PROVINCES})[0-9]{{6}}{_MONTH_AND_DAY}[0-9]{{3}}"
ID_LENGTH = 18
ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
ID_CHECKS = "10X98765432"

# In free text: any width, a space, hyphen or invisible character between any two digits, no check
# digit (a mistyped number still names a person). Born 1900 to 2015, because permit numbers made of
# region, day and serial number look the same for later years.
_D = "[0-9０-９]"
_GAP = f"[{SPACES}{INVISIBLE}{HYPHENS[1:]}-]?"
ID_FREE_TEXT = _GAP.join(
    (
        f"(?:[1-6１-６]{_GAP}[0-7０-７]|[7７]{_GAP}[1１]|[8８]{_GAP}[1-3１-３])",
        *(_D,) * 4,
        f"(?:[1１]{_GAP}[9９]{_GAP}{_D}{_GAP}{_D}"
        f"|[2２]{_GAP}[0０]{_GAP}(?:[0０]{_GAP}{_D}|[1１]{_GAP}[0-5０-５]))",
        f"(?:[0０]{_GAP}[1-9１-９]|[1１]{_GAP}[0-2０-２])",
        f"(?:[0０]{_GAP}[1-9１-９]|[12１２]{_GAP}{_D}|[3３]{_GAP}[01０１])",
        *(_D,) * 3,
        "[0-9０-９XxＸｘ]",
    )
)
ID_SHAPE = ID_FREE_TEXT.replace(_GAP, "[^0-9]?")
"""Found in every text that holds the other, and in some more; an engine makes it ready far sooner."""

# GB 32100-2015, positions 1 and 2: registering department and kind of organisation.
DEPARTMENT_KINDS: dict[str, str] = {
    "11": "government",
    "12": "institution",
    "13": "mass_organisation",
    "19": "other",
    "21": "other",
    "29": "other",
    "31": "law_firm",
    "32": "other",
    "33": "other",
    "34": "other",
    "35": "other",
    "39": "other",
    "41": "other",
    "49": "other",
    "51": "association",
    "52": "private_non_enterprise",
    "53": "foundation",
    "54": "community",
    "59": "other",
    "61": "other",
    "62": "other",
    "69": "other",
    "71": "religious",
    "72": "religious",
    "79": "other",
    "81": "trade_union",
    "89": "other",
    "91": "company",
    "92": "individual_business",
    "93": "cooperative",
    "A1": "other",
    "A9": "other",
    "N1": "rural_collective",
    "N2": "rural_collective",
    "N3": "rural_collective",
    "N9": "other",
    "Y1": "other",
}

NATIONAL_REGION = "100000"
