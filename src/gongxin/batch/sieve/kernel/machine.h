/* What cells, lines and files are read by; machine.py lays it out. */

#ifndef GONGXIN_MACHINE_H
#define GONGXIN_MACHINE_H

#include <stdint.h>

#include <Python.h>

#define DOUBT (UINT64_C(1) << 63) /* among the bits of a cell: it may be at fault */
#define WHOLE (UINT64_C(1) << 62) /* among the marks of a row: it is to be looked at as a whole */

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
    uint64_t asked;     /* the marks of rows of which the cell is kept; with DOUBT of every one */
    Sum *sums;
    Py_ssize_t n_sums;
} Column;

typedef struct {
    uint64_t has, lacks; /* doubtful where all of these bits are set and none of those */
    uint64_t marks;      /* of such a row */
} Rule;

typedef struct {
    Py_ssize_t earlier, later; /* columns of days */
    uint64_t marks;            /* of a row in which they are the other way round */
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

#endif
