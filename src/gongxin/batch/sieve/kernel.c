/* The inner loop of the sieve: go through the lines of a delimited text and keep those that may hold
   a fault.

   What is plain in a column, and which cells go together, comes from outside as tables (machine.py);
   nothing here knows the catalogue. A text of which lines and cells are not certain is irregular:
   then nothing is told of it, and another reader takes it. */

#define PY_SSIZE_T_CLEAN
#define Py_LIMITED_API 0x030B0000
#include <Python.h>
#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define DOUBT (UINT64_C(1) << 63) /* among the bits of a cell: it may be at fault */
#define WHOLE (UINT64_C(1) << 62) /* among the marks of a row: it is to be looked at as a whole */
#define MAX_CELL (1 << 20)        /* bytes */
#define BUFFER (1 << 22)          /* bytes that are read at once: no line is longer */
#define CODE 64                   /* characters of a code that tell it apart */
#define ID_DIGITS 17              /* of an ID number, before the last character */

enum { STOP, PLAIN, DIGIT, GAP, ODD, CHINESE, WIDE }; /* what a byte is, or begins */
enum { KEPT = 1, KEY_TEXT = 2, KEY_CODE = 4, NO_ID_NUMBER = 8, HAS_DIGIT = 16, DAY = 32 };

typedef struct {
    const uint8_t *classes; /* of each byte */
    const uint32_t *next;   /* by state + class; states are multiples of the number of classes */
    const uint64_t *labels; /* of each state: the bits of a row with a cell that ends there */
    int shift;              /* state >> shift is its place in labels */
} Automaton;

typedef struct { /* a check digit: what the characters count for must be a multiple of the modulus */
    const uint8_t *counts; /* by place * 256 + byte */
    Py_ssize_t length;
    unsigned modulus;
} Sum;

typedef struct {
    const Automaton *automaton; /* NULL: a day, or free text */
    int flags;
    int first, last;    /* of the days that are beyond doubt, as 20261121 */
    Py_ssize_t longest; /* characters of text; 0: any number */
    uint64_t filled;    /* the bits of a row in which the cell is not empty */
    uint64_t doubt;     /* the mark of a row in which the cell is doubtful; 0: nobody asks */
    Sum *sums;
    Py_ssize_t n_sums;
} Column;

typedef struct {
    uint64_t set, clear; /* doubtful where all of these bits are set and none of those */
    uint64_t doubts;     /* the marks of such a row */
} Rule;

typedef struct {
    Py_ssize_t earlier, later; /* columns of days */
    uint64_t doubts;           /* the marks of a row in which they are the other way round */
} Order;

typedef struct {
    uint8_t delimiter;
    int returns; /* lines end in CR LF */
    Py_ssize_t width, n_automata, n_rules, n_orders;
    Automaton *automata;
    Column *columns;
    Rule *rules;
    Order *orders;
    uint8_t signs[2][256]; /* of a bare cell, and of a quoted one */
    PyObject *tables;      /* owns what the pointers point to */
} Machine;

typedef struct {
    const uint8_t *start, *end;   /* as they stand in the line */
    const uint8_t *value, *after; /* without quotation marks */
    int day;                      /* as 20261121; 0 where it is none in plain form */
} Cell;

typedef struct {
    char *bytes;
    size_t size, room;
} Bytes;

typedef struct {
    Bytes places; /* of every line: the hash of its key, and where it begins in the file */
    Bytes told;   /* which lines are doubtful, from 0 */
    Bytes kept;   /* the doubtful ones: piece, line, marks, and the cells that are kept */
    Bytes ragged; /* lines with more or fewer cells than the header: line, its place, its size */
    Py_ssize_t rows;
} Found;

/* ---- bytes that grow ------------------------------------------------------------------------ */

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

/* ---- characters ----------------------------------------------------------------------------- */

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

/* ---- cells ---------------------------------------------------------------------------------- */

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

/* ---- keys ----------------------------------------------------------------------------------- */

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

/* ---- lines ---------------------------------------------------------------------------------- */

/* The marks of the row for what only several of its cells tell. */
static uint64_t doubts_of(const Machine *m, const Cell *cells, uint64_t bits)
{
    uint64_t doubts = 0;
    for (Py_ssize_t n = 0; n < m->n_rules; n++)
        if ((bits & m->rules[n].set) == m->rules[n].set && !(bits & m->rules[n].clear))
            doubts |= m->rules[n].doubts;
    for (Py_ssize_t n = 0; n < m->n_orders; n++) {
        int earlier = cells[m->orders[n].earlier].day, later = cells[m->orders[n].later].day;
        if (earlier && later && later < earlier)
            doubts |= m->orders[n].doubts;
    }
    return doubts;
}

/* Whether a doubtful cell may hold nothing but space. */
static int may_be_blank(const Cell *cell)
{
    return cell->after > cell->value && (*cell->value <= ' ' || *cell->value >= 0x80);
}

static int keep_row(const Machine *m, const Cell *cells, const uint64_t told[3], Found *found)
{
    int failed = 0;
    for (int n = 0; n < 3 && !failed; n++)
        failed = (n > 0 && append(&found->kept, &m->delimiter, 1))
            || append_digits(&found->kept, told[n]);
    for (Py_ssize_t n = 0; n < m->width && !failed; n++)
        if (m->columns[n].flags & KEPT)
            failed = append(&found->kept, &m->delimiter, 1)
                || append(&found->kept, cells[n].start, (size_t)(cells[n].end - cells[n].start));
    return failed || append(&found->kept, "\n", 1);
}

enum { FINE, IRREGULAR, NO_MEMORY, UNREADABLE };

static int read_lines(
    const Machine *m, const uint8_t *bytes, const uint8_t *end, uint64_t offset, uint64_t piece,
    uint64_t number, int every, Cell *cells, Found *found)
{
    static const Column beyond = {NULL, 0, 0, 0, 0, 0, 0, NULL, 0};
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
        uint64_t place = offset + (uint64_t)(line - bytes);
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
            uint64_t told[3] = {piece, number, doubts};
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
    const Machine *m, int file, uint64_t begin, uint64_t end, uint64_t piece, size_t few,
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
        int ended = read_lines(m, buffer, buffer + whole, begin - size, piece,
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

/* ---- what Python calls ---------------------------------------------------------------------- */

static void free_machine(PyObject *capsule)
{
    Machine *m = PyCapsule_GetPointer(capsule, "machine");
    if (m->columns)
        for (Py_ssize_t n = 0; n < m->width; n++)
            free(m->columns[n].sums);
    free(m->columns);
    free(m->automata);
    free(m->rules);
    free(m->orders);
    Py_XDECREF(m->tables);
    free(m);
}

static int read_automaton(PyObject *told, Automaton *a)
{
    Py_ssize_t n_classes, n_next, n_labels;
    const char *classes, *next, *labels;
    if (!PyArg_ParseTuple(told, "iy#y#y#", &a->shift, &classes, &n_classes, &next, &n_next,
                          &labels, &n_labels))
        return -1;
    size_t states = (size_t)n_labels / sizeof(uint64_t);
    if (n_classes != 256 || a->shift < 0 || a->shift > 8 || states < 2
        || (size_t)n_next != (states << a->shift) * sizeof(uint32_t)) {
        PyErr_SetString(PyExc_ValueError, "tables of an automaton do not fit each other");
        return -1;
    }
    a->classes = (const uint8_t *)classes;
    a->next = (const uint32_t *)(const void *)next;
    a->labels = (const uint64_t *)(const void *)labels;
    for (int n = 0; n < 256; n++)
        if (a->classes[n] >> a->shift) {
            PyErr_SetString(PyExc_ValueError, "an automaton has more classes than columns");
            return -1;
        }
    for (size_t n = 0; n < states << a->shift; n++)
        if (a->next[n] >> a->shift >= states || a->next[n] & (((uint32_t)1 << a->shift) - 1)) {
            PyErr_SetString(PyExc_ValueError, "an automaton leads to a state that it has not");
            return -1;
        }
    return 0;
}

static int read_sums(PyObject *told, Column *column)
{
    column->n_sums = PyTuple_Size(told);
    if (column->n_sums < 0)
        return -1;
    column->sums = calloc((size_t)column->n_sums + 1, sizeof(Sum));
    if (column->sums == NULL) {
        PyErr_NoMemory();
        return -1;
    }
    for (Py_ssize_t n = 0; n < column->n_sums; n++) {
        const char *counts;
        Py_ssize_t size;
        Sum *sum = &column->sums[n];
        if (!PyArg_ParseTuple(PyTuple_GetItem(told, n), "Iy#", &sum->modulus, &counts, &size))
            return -1;
        if (sum->modulus == 0 || size % 256) {
            PyErr_SetString(PyExc_ValueError, "a sum takes a modulus and 256 counts a place");
            return -1;
        }
        sum->counts = (const uint8_t *)counts;
        sum->length = size / 256;
    }
    return 0;
}

static int read_column(const Machine *m, PyObject *told, Column *column)
{
    Py_ssize_t automaton;
    unsigned long long filled, doubt;
    PyObject *sums;
    if (!PyArg_ParseTuple(told, "niiinKKO!", &automaton, &column->flags, &column->first,
                          &column->last, &column->longest, &filled, &doubt, &PyTuple_Type, &sums))
        return -1;
    if (automaton >= m->n_automata) {
        PyErr_SetString(PyExc_ValueError, "a column has an automaton that there is not");
        return -1;
    }
    column->filled = filled;
    column->doubt = doubt;
    column->automaton = automaton < 0 ? NULL : &m->automata[automaton];
    return read_sums(sums, column);
}

static int read_pairs(Machine *m, PyObject *rules, PyObject *orders)
{
    for (Py_ssize_t n = 0; n < m->n_rules; n++) {
        unsigned long long set, clear, doubts;
        if (!PyArg_ParseTuple(PyTuple_GetItem(rules, n), "KKK", &set, &clear, &doubts))
            return -1;
        m->rules[n] = (Rule){set, clear, doubts};
    }
    for (Py_ssize_t n = 0; n < m->n_orders; n++) {
        Order *order = &m->orders[n];
        unsigned long long doubts;
        if (!PyArg_ParseTuple(PyTuple_GetItem(orders, n), "nnK", &order->earlier, &order->later,
                              &doubts))
            return -1;
        order->doubts = doubts;
        if (order->earlier < 0 || order->earlier >= m->width || order->later < 0
            || order->later >= m->width) {
            PyErr_SetString(PyExc_ValueError, "an order of columns that there are not");
            return -1;
        }
    }
    return 0;
}

static PyObject *machine(PyObject *self, PyObject *args)
{
    PyObject *automata, *columns, *rules, *orders, *capsule;
    Machine *m = calloc(1, sizeof(Machine));
    (void)self;
    if (m == NULL)
        return PyErr_NoMemory();
    capsule = PyCapsule_New(m, "machine", free_machine);
    if (capsule == NULL) {
        free(m);
        return NULL;
    }
    if (!PyArg_ParseTuple(args, "bpO!O!O!O!", &m->delimiter, &m->returns, &PyTuple_Type, &automata,
                          &PyTuple_Type, &columns, &PyTuple_Type, &rules, &PyTuple_Type, &orders))
        goto failed;
    m->tables = Py_NewRef(args);
    m->n_automata = PyTuple_Size(automata);
    m->n_rules = PyTuple_Size(rules);
    m->n_orders = PyTuple_Size(orders);
    m->automata = calloc((size_t)m->n_automata + 1, sizeof(Automaton));
    m->columns = calloc((size_t)PyTuple_Size(columns) + 1, sizeof(Column));
    m->rules = calloc((size_t)m->n_rules + 1, sizeof(Rule));
    m->orders = calloc((size_t)m->n_orders + 1, sizeof(Order));
    if (!m->automata || !m->columns || !m->rules || !m->orders) {
        PyErr_NoMemory();
        goto failed;
    }
    m->width = PyTuple_Size(columns);
    for (Py_ssize_t n = 0; n < m->n_automata; n++)
        if (read_automaton(PyTuple_GetItem(automata, n), &m->automata[n]))
            goto failed;
    for (Py_ssize_t n = 0; n < m->width; n++)
        if (read_column(m, PyTuple_GetItem(columns, n), &m->columns[n]))
            goto failed;
    if (read_pairs(m, rules, orders))
        goto failed;
    for (int byte = 0; byte < 256; byte++)
        m->signs[0][byte] = byte >= 0xE4 && byte <= 0xE9 ? CHINESE
            : byte >= 0x80                               ? WIDE
            : is_digit(byte)                             ? DIGIT
            : byte == ' ' || byte == '-'                 ? GAP
            : is_space(byte)                             ? ODD
                                                         : PLAIN;
    m->signs[0][0] = m->signs[0]['\n'] = m->signs[0]['\r'] = m->signs[0]['"'] = STOP;
    memcpy(m->signs[1], m->signs[0], sizeof m->signs[0]);
    m->signs[0][m->delimiter] = STOP;
    return capsule;
failed:
    Py_DECREF(capsule);
    return NULL;
}

static const char *start_of(const Bytes *bytes)
{
    return bytes->bytes ? bytes->bytes : "";
}

/* What was found, and its memory given back; None for what is irregular. */
static PyObject *told_of(int ended, Found *found)
{
    PyObject *told = NULL;
    if (ended == FINE)
        told = Py_BuildValue("ny#y#y#y#", found->rows, start_of(&found->places),
                             (Py_ssize_t)found->places.size, start_of(&found->told),
                             (Py_ssize_t)found->told.size, start_of(&found->kept),
                             (Py_ssize_t)found->kept.size, start_of(&found->ragged),
                             (Py_ssize_t)found->ragged.size);
    else if (ended == IRREGULAR)
        told = Py_NewRef(Py_None);
    else if (ended == UNREADABLE)
        PyErr_SetFromErrno(PyExc_OSError);
    else
        PyErr_NoMemory();
    free(found->places.bytes);
    free(found->told.bytes);
    free(found->kept.bytes);
    free(found->ragged.bytes);
    return told;
}

static PyObject *lines(PyObject *self, PyObject *args)
{
    PyObject *capsule;
    const char *text;
    Py_ssize_t size;
    unsigned long long offset, piece, number;
    int every, ended = NO_MEMORY;
    Found found = {0};
    (void)self;
    if (!PyArg_ParseTuple(args, "Oy#KKKp", &capsule, &text, &size, &offset, &piece, &number, &every))
        return NULL;
    Machine *m = PyCapsule_GetPointer(capsule, "machine");
    if (m == NULL)
        return NULL;
    Cell *cells = calloc((size_t)m->width + 1, sizeof(Cell));
    if (cells != NULL)
        ended = read_lines(m, (const uint8_t *)text, (const uint8_t *)text + size, offset, piece,
                           number, every, cells, &found);
    free(cells);
    return told_of(ended, &found);
}

static PyObject *part(PyObject *self, PyObject *args)
{
    PyObject *capsule;
    int file, failed = 0, ended = NO_MEMORY;
    unsigned long long begin, end, piece;
    Py_ssize_t few, share;
    Found found = {0};
    (void)self;
    if (!PyArg_ParseTuple(args, "OiKKKnn", &capsule, &file, &begin, &end, &piece, &few, &share))
        return NULL;
    Machine *m = PyCapsule_GetPointer(capsule, "machine");
    if (m == NULL)
        return NULL;
    if (few < 0 || share < 1) {
        PyErr_SetString(PyExc_ValueError, "no share of the rows");
        return NULL;
    }
    Py_BEGIN_ALLOW_THREADS
    Cell *cells = calloc((size_t)m->width + 1, sizeof(Cell));
    uint8_t *buffer = malloc(BUFFER);
    if (cells != NULL && buffer != NULL) {
        ended = read_part(m, file, begin, end, piece, (size_t)few, (size_t)share, cells, buffer,
                          &found);
        failed = errno;
    }
    free(buffer);
    free(cells);
    Py_END_ALLOW_THREADS
    errno = failed;
    return told_of(ended, &found);
}

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

static int find_repeated(PyObject *parts, size_t rows, Bytes *found)
{
    Keys k = {NULL, NULL, 1023};
    int failed = -1;
    while (k.mask < rows * 2)
        k.mask = k.mask * 2 + 1;
    k.keys = malloc((k.mask + 1) * sizeof(uint64_t));
    k.seen = calloc(k.mask + 1, 1);
    if (k.keys == NULL || k.seen == NULL)
        goto end;
    for (int again = 0; again < 2; again++)
        for (Py_ssize_t part = 0; part < PyTuple_Size(parts); part++) {
            PyObject *places = PyTuple_GetItem(parts, part);
            const char *bytes = PyBytes_AsString(places);
            uint64_t lines = (uint64_t)PyBytes_Size(places) / 16, told[2];
            for (uint64_t line = 0; line < lines; line++) {
                memcpy(told, bytes + line * 16, 16);
                size_t place = place_of(&k, told[0]);
                if (!again) {
                    k.keys[place] = told[0];
                    k.seen[place] += k.seen[place] < 2;
                } else if (k.seen[place] == 2
                           && (append_number(found, (uint64_t)part) || append_number(found, line)
                               || append_number(found, told[1]))) {
                    goto end;
                }
            }
        }
    failed = 0;
end:
    free(k.keys);
    free(k.seen);
    return failed;
}

static PyObject *repeated(PyObject *self, PyObject *parts)
{
    size_t rows = 0;
    Bytes found = {0};
    PyObject *told = NULL;
    (void)self;
    if (!PyTuple_Check(parts)) {
        PyErr_SetString(PyExc_TypeError, "a tuple of places");
        return NULL;
    }
    for (Py_ssize_t n = 0; n < PyTuple_Size(parts); n++) {
        PyObject *places = PyTuple_GetItem(parts, n);
        if (!PyBytes_Check(places) || PyBytes_Size(places) % 16) {
            PyErr_SetString(PyExc_TypeError, "places are pairs of eight bytes");
            return NULL;
        }
        rows += (size_t)PyBytes_Size(places) / 16;
    }
    if (find_repeated(parts, rows, &found))
        PyErr_NoMemory();
    else
        told = PyBytes_FromStringAndSize(found.bytes ? found.bytes : "", (Py_ssize_t)found.size);
    free(found.bytes);
    return told;
}

static PyMethodDef methods[] = {
    {"machine", machine, METH_VARARGS, NULL},
    {"lines", lines, METH_VARARGS, NULL},
    {"part", part, METH_VARARGS, NULL},
    {"repeated", repeated, METH_O, NULL},
    {NULL, NULL, 0, NULL},
};

static PyModuleDef_Slot slots[] = {{0, NULL}};

static PyModuleDef module = {
    PyModuleDef_HEAD_INIT, "_kernel", NULL, 0, methods, slots, NULL, NULL, NULL,
};

PyMODINIT_FUNC PyInit__kernel(void)
{
    return PyModuleDef_Init(&module);
}
