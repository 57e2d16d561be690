/* Bytes that grow as they are written. */

#ifndef GONGXIN_GROWING_H
#define GONGXIN_GROWING_H

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    char *bytes;
    size_t size, room;
} Bytes;

static int append(Bytes *to, const void *bytes, size_t size)
{
    if (to->size + size > to->room) {
        size_t room = (to->size + size) * 2 + 4096;
        char *grown = realloc(to->bytes, room);
        if (grown == NULL)
            return -1;
        to->bytes = grown;
        to->room = room;
    }
    memcpy(to->bytes + to->size, bytes, size);
    to->size += size;
    return 0;
}

static int append_number(Bytes *to, uint64_t number)
{
    return append(to, &number, sizeof number);
}

static int append_digits(Bytes *to, uint64_t number)
{
    char digits[20];
    size_t place = sizeof digits;
    do {
        digits[--place] = (char)('0' + number % 10);
    } while (number /= 10);
    return append(to, digits + place, sizeof digits - place);
}

#endif
