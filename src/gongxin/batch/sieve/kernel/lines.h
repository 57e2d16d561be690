/* The lines of a text, and of a part of a file: which are doubtful, and what is kept of them. */

#ifndef GONGXIN_LINES_H
#define GONGXIN_LINES_H

#include <errno.h>
#include <stdint.h>
#include <unistd.h>

#include "cells.h"
#include "growing.h"
#include "keys.h"
#include "machine.h"

#define BUFFER (1 << 22) /* bytes that are read at once: no line is longer */

typedef struct {
    Bytes places; /* of every line: the hash of its key, and where it begins in the file */
    Bytes told;   /* which lines are doubtful, from 0 */
    Bytes kept;   /* the doubtful ones: part, line, marks, and the cells that are kept */
    Bytes ragged; /* lines with more or fewer cells than the header: line, its place, its size */
    Py_ssize_t rows;
} Found;

/* The marks of the row for what only several of its cells tell. */
static uint64_t doubts_of(const Machine *m, const Cell *cells, uint64_t bits)
{
    uint64_t doubts = 0;
    for (Py_ssize_t n = 0; n < m->n_rules; n++)
        if ((bits & m->rules[n].has) == m->rules[n].has && !(bits & m->rules[n].lacks))
            doubts |= m->rules[n].marks;
    for (Py_ssize_t n = 0; n < m->n_orders; n++) {
        int earlier = cells[m->orders[n].earlier].day, later = cells[m->orders[n].later].day;
        if (earlier && later && later < earlier)
            doubts |= m->orders[n].marks;
    }
    return doubts;
}

static int keep_row(const Machine *m, const Cell *cells, const uint64_t told[3], Found *found)
{
    int failed = 0;
    for (int n = 0; n < 3 && !failed; n++)
        failed = (n > 0 && append(&found->kept, &m->delimiter, 1))
            || append_digits(&found->kept, told[n]);
    for (Py_ssize_t n = 0; n < m->width && !failed; n++) {
        const Column *column = &m->columns[n];
        int asked = ((told[2] | DOUBT) & column->asked) != 0;
        if (column->flags & KEPT)
            failed = append(&found->kept, &m->delimiter, 1)
                || (asked && append(&found->kept, cells[n].start, (size_t)(cells[n].end - cells[n].start)));
    }
    return failed || append(&found->kept, "\n", 1);
}

enum { FINE, IRREGULAR, NO_MEMORY, UNREADABLE };

static int read_lines(
    const Machine *m, const uint8_t *bytes, const uint8_t *end, uint64_t at, uint64_t part,
    uint64_t number, int every, Cell *cells, Found *found)
{
    static const Column beyond = {NULL, 0, 0, 0, 0, 0, 0, 0, NULL, 0};
    const uint8_t *p = bytes;
    for (; p < end; number++) {
        const uint8_t *line = p;
        uint64_t bits = 0, doubts = 0;
        Py_ssize_t n = 0;
        for (;;) {
            Cell spare, *cell = n < m->width ? &cells[n] : &spare;
            const Column *column = n < m->width ? &m->columns[n] : &beyond;
            uint64_t own;
            p = read_cell(m, column, p, end, cell, &own);
            if (p == NULL)
                return IRREGULAR;
            bits |= own;
            if (own & DOUBT && column->doubt)
                doubts |= column->doubt | (may_be_blank(cell) ? WHOLE : 0);
            n++;
            if (p == end || *p != m->delimiter)
                break;
            p++;
        }
        const uint8_t *after = p;
        if (p < end && *p == '\r')
            p++;
        if (p > after || p < end) { /* the last line may lack its end */
            if (p == end || *p != '\n' || (p > after) != m->returns)
                return IRREGULAR;
            p++;
        }
        for (Py_ssize_t rest = n; rest < m->width; rest++)
            cells[rest] = (Cell){after, after, after, after, 0};
        uint64_t place = at + (uint64_t)(line - bytes);
        int blank = after == line;
        uint64_t key = blank ? mixed(DOUBT, place) : key_of(m, cells);
        if (append_number(&found->places, key) || append_number(&found->places, place))
            return NO_MEMORY;
        if (blank)
            continue; /* a line, but no row */
        found->rows++;
        if (n != m->width) {
            if (append_number(&found->told, number) || append_number(&found->ragged, number)
                || append_number(&found->ragged, place)
                || append_number(&found->ragged, (uint64_t)(after - line)))
                return NO_MEMORY;
            continue;
        }
        doubts |= doubts_of(m, cells, bits);
        if (doubts || every) {
            uint64_t told[3] = {part, number, doubts};
            if (append_number(&found->told, number) || keep_row(m, cells, told, found))
                return NO_MEMORY;
        }
    }
    return FINE;
}

/* How many of the bytes make whole lines. */
static size_t whole_lines(const uint8_t *bytes, size_t size)
{
    while (size > 0 && bytes[size - 1] != '\n')
        size--;
    return size;
}

/* Read a part of a file; irregular as well where more than `few` rows and one of `share` others are
   doubtful. */
static int read_part(
    const Machine *m, int file, uint64_t begin, uint64_t end, uint64_t part, size_t few,
    size_t share, Cell *cells, uint8_t *buffer, Found *found)
{
    size_t left = 0; /* of a line that goes on */
    while (begin < end) {
        size_t room = BUFFER - left;
        ssize_t got = pread(file, buffer + left, end - begin < room ? end - begin : room, (off_t)begin);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return UNREADABLE;
        if (got == 0 || room == 0)
            return IRREGULAR; /* cut off meanwhile; a line that is too long */
        begin += (uint64_t)got;
        size_t size = left + (size_t)got, whole = begin < end ? whole_lines(buffer, size) : size;
        int ended = read_lines(m, buffer, buffer + whole, begin - size, part,
                               found->places.size / 16, 0, cells, found);
        if (ended != FINE)
            return ended;
        if (found->told.size / 8 > few + (size_t)found->rows / share)
            return IRREGULAR;
        left = size - whole;
        memmove(buffer, buffer + whole, left);
    }
    return FINE;
}

#endif
