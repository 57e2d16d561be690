/* One cell: where it ends, and whether what stands in it is beyond doubt. */

#ifndef GONGXIN_CELLS_H
#define GONGXIN_CELLS_H

#include <stdint.h>
#include <string.h>

#include "characters.h"
#include "machine.h"

#define MAX_CELL (1 << 20) /* bytes */
#define ID_DIGITS 17       /* of an ID number, before the last character */

typedef struct {
    const uint8_t *start, *end;   /* as they stand in the line */
    const uint8_t *value, *after; /* without quotation marks */
    int day;                      /* as 20261121; 0 where it is none in plain form */
} Cell;

typedef struct {
    Py_ssize_t characters;
    int digits, id_number; /* any at all; as in a person's number */
    int odd, broken;       /* a space other than the plain one; bytes that are no text */
} Text;

/* Whether two characters of the block that nearly all Chinese text is from stand at p. */
static int are_chinese(const uint8_t *p)
{
    static const uint8_t masks[8] = {0xF0, 0xC0, 0xC0, 0xF0, 0xC0, 0xC0, 0, 0};
    static const uint8_t signs[8] = {0xE0, 0x80, 0x80, 0xE0, 0x80, 0x80, 0, 0};
    uint64_t text, mask, sign;
    memcpy(&text, p, 8);
    memcpy(&mask, masks, 8);
    memcpy(&sign, signs, 8);
    return (text & mask) == sign && (uint8_t)(p[0] - 0xE4) < 6 && (uint8_t)(p[3] - 0xE4) < 6;
}

/* Whether the last digits, four bits each, may be those of an ID number: of the region, of the day
   of birth, three more. */
static int may_be_id_number(uint64_t digits)
{
    unsigned day = digits >> 12 & 0xFF, month = digits >> 20 & 0xFF, year = digits >> 28 & 0xFFFF;
    return year >= 0x1900 && year <= 0x2015 && month >= 1 && month <= 0x12 && day >= 1 && day <= 0x31;
}

static const uint8_t *read_text(const uint8_t *p, const uint8_t *end, const uint8_t *signs, Text *text)
{
    uint64_t last = 0; /* digits, four bits each */
    Py_ssize_t characters = 0;
    int run = 0, between = 0, digits = 0, id_number = 0, odd = 0;
    for (; p < end; characters++) {
        int sign = signs[*p];
        int32_t code = *p;
        if (sign == CHINESE && end - p >= 8 && are_chinese(p)) {
            p += 6;
            characters++;
            run = 0;
            continue;
        }
        if (sign == STOP)
            break;
        if (sign < CHINESE) {
            p++;
        } else {
            code = character(p, end, &p);
            if (code < 0) {
                text->broken = 1;
                return p;
            }
            sign = is_digit(code) ? DIGIT : is_hyphen(code) ? GAP : is_space(code) ? ODD : PLAIN;
        }
        switch (sign) {
        case DIGIT:
            last = last << 4 | (code & 15);
            digits = 1;
            between = 0;
            if (++run >= ID_DIGITS)
                id_number |= may_be_id_number(last);
            break;
        case GAP:
            if (between)
                run = 0;
            between = 1;
            break;
        default:
            run = 0;
            odd |= sign == ODD;
        }
    }
    text->characters = characters;
    text->digits = digits;
    text->id_number = id_number;
    text->odd = odd;
    return p;
}

static const uint8_t *read_plain(
    const uint8_t *p, const uint8_t *end, const uint8_t *signs, const Automaton *a, uint64_t *label)
{
    uint32_t state = (uint32_t)1 << a->shift;
    while (p < end && signs[*p] != STOP)
        state = a->next[state + a->classes[*p++]];
    *label = a->labels[state >> a->shift];
    return p;
}

static int figures(const uint8_t **p, const uint8_t *end, int least, int most)
{
    int value = 0, n = 0;
    for (; n < most && *p < end && **p >= '0' && **p <= '9'; n++)
        value = value * 10 + *(*p)++ - '0';
    return n < least ? -1 : value;
}

static int skip(const uint8_t **p, const uint8_t *end, const char *sign)
{
    size_t size = strlen(sign);
    if ((size_t)(end - *p) < size || memcmp(*p, sign, size))
        return 0;
    *p += size;
    return 1;
}

/* The day of 2026-11-21, 2026/1/5, 2026.1.5, 20261121 or 2026年1月5日; 0 for other texts. */
static int day_of(const uint8_t *p, const uint8_t *end)
{
    static const char *const signs[][3] = {
        {"-", "-", ""}, {"/", "/", ""}, {".", ".", ""}, {"年", "月", "日"}};
    static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    int year = figures(&p, end, 4, 4), month = -1, day = -1;
    if (year < 1)
        return 0;
    if (end - p == 4) {
        month = figures(&p, end, 2, 2);
        day = month < 0 ? -1 : figures(&p, end, 2, 2);
    }
    for (size_t n = 0; n < 4 && month < 0; n++)
        if (skip(&p, end, signs[n][0])) {
            month = figures(&p, end, 1, 2);
            if (month < 0 || !skip(&p, end, signs[n][1]))
                return 0;
            day = figures(&p, end, 1, 2);
            skip(&p, end, signs[n][2]);
        }
    if (p != end || day < 1 || month < 1 || month > 12)
        return 0;
    int leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return day > lengths[month - 1] + (leap && month == 2) ? 0 : year * 10000 + month * 100 + day;
}

static int sums_up(const Sum *sum, const uint8_t *value, const uint8_t *after)
{
    unsigned total = 0;
    if (after - value != sum->length)
        return 0;
    for (Py_ssize_t n = 0; n < sum->length; n++)
        total += sum->counts[n * 256 + value[n]];
    return total % sum->modulus == 0;
}

/* Read the cell at p; its bits go to *bits. NULL where the line is irregular. */
static const uint8_t *read_cell(
    const Machine *m, const Column *column, const uint8_t *p, const uint8_t *end, Cell *cell,
    uint64_t *bits)
{
    int quoted = p < end && *p == '"';
    const uint8_t *signs = m->signs[quoted];
    uint64_t label = 0;
    Text text = {0, 0, 0, 0, 0};
    cell->start = p;
    cell->day = 0;
    p += quoted;
    cell->value = p;
    *bits = 0;
    if (column->automaton)
        p = read_plain(p, end, signs, column->automaton, &label);
    else if (column->flags & DAY)
        while (p < end && signs[*p] != STOP)
            p++;
    else
        p = read_text(p, end, signs, &text);
    if (text.broken)
        return NULL;
    while (quoted) {
        if (p >= end || *p != '"')
            return NULL;
        p++;
        if (p >= end || *p != '"')
            break;
        *bits |= DOUBT; /* a quotation mark in a quoted cell: read on to its end */
        Text rest = {0, 0, 0, 0, 0};
        p = read_text(p + 1, end, signs, &rest);
        if (rest.broken)
            return NULL;
    }
    cell->end = p;
    cell->after = p - quoted;
    if (cell->end - cell->start > MAX_CELL)
        return NULL;
    if (cell->after == cell->value)
        return p;
    *bits |= column->filled | label;
    if (column->automaton) {
        for (Py_ssize_t n = 0; n < column->n_sums; n++)
            if (!sums_up(&column->sums[n], cell->value, cell->after))
                *bits |= DOUBT;
    } else if (column->flags & DAY) {
        cell->day = day_of(cell->value, cell->after);
        if (cell->day == 0 || cell->day < column->first || cell->day > column->last)
            *bits |= DOUBT;
    } else if (text.odd || *cell->value == '=' || *cell->value == ' '
               || (column->longest && text.characters > column->longest)
               || (column->flags & NO_ID_NUMBER && text.id_number)
               || (column->flags & HAS_DIGIT && !text.digits)) {
        *bits |= DOUBT;
    }
    return p;
}

/* Whether a doubtful cell may hold nothing but space. */
static int may_be_blank(const Cell *cell)
{
    return cell->after > cell->value && (*cell->value <= ' ' || *cell->value >= 0x80);
}

#endif
