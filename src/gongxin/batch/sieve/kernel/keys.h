/* The key of a row as a number: equal for rows that may have the same. */

#ifndef GONGXIN_KEYS_H
#define GONGXIN_KEYS_H

#include <stdint.h>
#include <string.h>

#include "cells.h"
#include "characters.h"
#include "machine.h"

#define CODE 64 /* characters of a code that tell it apart */

static uint64_t mixed(uint64_t hash, uint64_t word)
{
    hash = (hash ^ word) * UINT64_C(0x9E3779B97F4A7C15);
    return hash ^ hash >> 29;
}

static uint64_t hash_of(uint64_t hash, const uint8_t *p, const uint8_t *end)
{
    uint64_t word = 0;
    hash = mixed(hash, (uint64_t)(end - p) + 1);
    for (; end - p >= 8; p += 8) {
        memcpy(&word, p, 8);
        hash = mixed(hash, word);
    }
    word = 0;
    memcpy(&word, p, (size_t)(end - p));
    return mixed(hash, word);
}

/* Equal for texts that are equal without the space around them. */
static uint64_t hash_text(uint64_t hash, const uint8_t *p, const uint8_t *end)
{
    const uint8_t *next = p;
    while (p < end && is_space(character(p, end, &next)))
        p = next;
    while (end > p) {
        const uint8_t *last = end - 1;
        while (last > p && (*last & 0xC0) == 0x80)
            last--;
        if (!is_space(character(last, end, &next)))
            break;
        end = last;
    }
    return hash_of(hash, p, end);
}

/* Equal for codes that are equal when normalised: width, case, and what is no letter or digit. */
static uint64_t hash_code(uint64_t hash, const uint8_t *p, const uint8_t *end)
{
    uint8_t code[CODE];
    Py_ssize_t length = 0;
    while (p < end && length < CODE) {
        int32_t c = character(p, end, &p);
        if (c < 0)
            break;
        if (c > 0xFF00 && c < 0xFF5F)
            c -= 0xFEE0;
        if (c >= 'a' && c <= 'z')
            c -= 'a' - 'A';
        if (c > ' ' && c < 0x7F && c != '-' && c != '"') /* which stands doubled in a cell */
            code[length++] = (uint8_t)c;
    }
    return hash_of(hash, code, code + length);
}

static uint64_t key_of(const Machine *m, const Cell *cells)
{
    uint64_t hash = 0;
    for (Py_ssize_t n = 0; n < m->width; n++) {
        if (m->columns[n].flags & KEY_TEXT)
            hash = hash_text(hash, cells[n].value, cells[n].after);
        else if (m->columns[n].flags & KEY_CODE)
            hash = hash_code(hash, cells[n].value, cells[n].after);
    }
    return hash;
}

#endif
