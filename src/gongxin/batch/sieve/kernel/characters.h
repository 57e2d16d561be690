/* Characters of UTF-8, and what they are where texts and codes are read. */

#ifndef GONGXIN_CHARACTERS_H
#define GONGXIN_CHARACTERS_H

#include <stdint.h>

/* The character at p, and after it in *next; -1 where the bytes are no UTF-8. */
static int32_t character(const uint8_t *p, const uint8_t *end, const uint8_t **next)
{
    static const int32_t least[] = {0, 0x80, 0x800, 0x10000};
    int more = *p < 0x80 ? 0 : *p < 0xC2 ? -1 : *p < 0xE0 ? 1 : *p < 0xF0 ? 2 : *p < 0xF5 ? 3 : -1;
    if (more < 0 || end - p <= more)
        return -1;
    int32_t code = more == 0 ? *p : *p & (0x3F >> more);
    for (int n = 1; n <= more; n++) {
        if ((p[n] & 0xC0) != 0x80)
            return -1;
        code = code << 6 | (p[n] & 0x3F);
    }
    if (code < least[more] || code > 0x10FFFF || (code >= 0xD800 && code < 0xE000))
        return -1;
    *next = p + more + 1;
    return code;
}

/* Spaces and invisible characters, of which any may be taken off a text; more are than are. */
static int is_space(int32_t code)
{
    return (code >= 0 && code <= ' ') || (code >= 0x7F && code <= 0xA0) || code == 0xAD || code == 0x1680
        || code == 0x180E || (code >= 0x2000 && code <= 0x200F)
        || (code >= 0x2028 && code <= 0x202F) || (code >= 0x205F && code <= 0x206F)
        || code == 0x3000 || code == 0xFEFF;
}

static int is_hyphen(int32_t code)
{
    return code == '-' || (code >= 0x2010 && code <= 0x2015) || code == 0x2212 || code == 0xFE58
        || code == 0xFE63 || code == 0xFF0D;
}

static int is_digit(int32_t code)
{
    return (code >= '0' && code <= '9') || (code >= 0xFF10 && code <= 0xFF19);
}

#endif
