/* The machine that Python's tables make, or what is wrong with them. */

#ifndef GONGXIN_TABLES_H
#define GONGXIN_TABLES_H

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <Python.h>

#include "characters.h"
#include "machine.h"

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
    unsigned long long filled, doubt, asked;
    PyObject *sums;
    if (!PyArg_ParseTuple(told, "niiinKKKO!", &automaton, &column->flags, &column->first,
                          &column->last, &column->longest, &filled, &doubt, &asked,
                          &PyTuple_Type, &sums))
        return -1;
    if (automaton >= m->n_automata) {
        PyErr_SetString(PyExc_ValueError, "a column has an automaton that there is not");
        return -1;
    }
    column->filled = filled;
    column->doubt = doubt;
    column->asked = asked;
    column->automaton = automaton < 0 ? NULL : &m->automata[automaton];
    return read_sums(sums, column);
}

static int read_pairs(Machine *m, PyObject *rules, PyObject *orders)
{
    for (Py_ssize_t n = 0; n < m->n_rules; n++) {
        unsigned long long has, lacks, marks;
        if (!PyArg_ParseTuple(PyTuple_GetItem(rules, n), "KKK", &has, &lacks, &marks))
            return -1;
        m->rules[n] = (Rule){has, lacks, marks};
    }
    for (Py_ssize_t n = 0; n < m->n_orders; n++) {
        Order *order = &m->orders[n];
        unsigned long long marks;
        if (!PyArg_ParseTuple(PyTuple_GetItem(orders, n), "nnK", &order->earlier, &order->later,
                              &marks))
            return -1;
        order->marks = marks;
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

#endif
