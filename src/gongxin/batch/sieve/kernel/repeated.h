/* Which lines of all have the key of another. */

#ifndef GONGXIN_REPEATED_H
#define GONGXIN_REPEATED_H

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "growing.h"

/* A table of keys that holds each once; `seen` counts how often it was met, up to two. */
typedef struct {
    uint64_t *keys;
    uint8_t *seen;
    size_t mask;
} Keys;

static size_t place_of(const Keys *k, uint64_t key)
{
    size_t place = (size_t)(key ^ key >> 32) & k->mask;
    while (k->seen[place] && k->keys[place] != key)
        place = (place + 1) & k->mask;
    return place;
}

typedef struct { /* what was told of a part: pairs of a key and a place */
    const char *pairs;
    uint64_t lines;
} Places;

/* Part, line and place of every line whose key another has. */
static int find_repeated(const Places *parts, size_t n_parts, Bytes *found)
{
    Keys k = {NULL, NULL, 1023};
    size_t rows = 0;
    int failed = -1;
    for (size_t part = 0; part < n_parts; part++)
        rows += parts[part].lines;
    while (k.mask < rows * 2)
        k.mask = k.mask * 2 + 1;
    k.keys = malloc((k.mask + 1) * sizeof(uint64_t));
    k.seen = calloc(k.mask + 1, 1);
    if (k.keys == NULL || k.seen == NULL)
        goto end;
    for (int again = 0; again < 2; again++)
        for (size_t part = 0; part < n_parts; part++)
            for (uint64_t line = 0; line < parts[part].lines; line++) {
                uint64_t told[2];
                memcpy(told, parts[part].pairs + line * sizeof told, sizeof told);
                size_t place = place_of(&k, told[0]);
                if (!again) {
                    k.keys[place] = told[0];
                    k.seen[place] = k.seen[place] ? 2 : 1;
                } else if (k.seen[place] == 2
                           && (append_number(found, part) || append_number(found, line)
                               || append_number(found, told[1]))) {
                    goto end;
                }
            }
    failed = 0;
end:
    free(k.keys);
    free(k.seen);
    return failed;
}

#endif
