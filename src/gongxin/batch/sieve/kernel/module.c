/* The inner loop of the sieve: go through the lines of a delimited text and keep those that may hold
   a fault.

   What is plain in a column, and which cells go together, comes from outside as tables (machine.py);
   nothing here knows the catalogue. A text of which lines and cells are not certain is irregular:
   then nothing is told of it, and another reader takes it. */

#define PY_SSIZE_T_CLEAN
#define Py_LIMITED_API 0x030B0000
#include <Python.h>

#include "lines.h"
#include "machine.h"
#include "repeated.h"
#include "tables.h"

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
    unsigned long long offset, part, number;
    int every, ended = NO_MEMORY;
    Found found = {0};
    (void)self;
    if (!PyArg_ParseTuple(args, "Oy#KKKp", &capsule, &text, &size, &offset, &part, &number, &every))
        return NULL;
    Machine *m = PyCapsule_GetPointer(capsule, "machine");
    if (m == NULL)
        return NULL;
    Cell *cells = calloc((size_t)m->width + 1, sizeof(Cell));
    if (cells != NULL)
        ended = read_lines(m, (const uint8_t *)text, (const uint8_t *)text + size, offset, part,
                           number, every, cells, &found);
    free(cells);
    return told_of(ended, &found);
}

static PyObject *part(PyObject *self, PyObject *args)
{
    PyObject *capsule;
    int file, failed = 0, ended = NO_MEMORY;
    unsigned long long begin, end, part;
    Py_ssize_t few, share;
    Found found = {0};
    (void)self;
    if (!PyArg_ParseTuple(args, "OiKKKnn", &capsule, &file, &begin, &end, &part, &few, &share))
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
        ended = read_part(m, file, begin, end, part, (size_t)few, (size_t)share, cells, buffer,
                          &found);
        failed = errno;
    }
    free(buffer);
    free(cells);
    Py_END_ALLOW_THREADS
    errno = failed;
    return told_of(ended, &found);
}

static int read_places(PyObject *told, Places *places)
{
    if (!PyBytes_Check(told) || PyBytes_Size(told) % 16) {
        PyErr_SetString(PyExc_TypeError, "places are pairs of eight bytes");
        return -1;
    }
    places->pairs = PyBytes_AsString(told);
    places->lines = (uint64_t)PyBytes_Size(told) / 16;
    return 0;
}

static PyObject *repeated(PyObject *self, PyObject *told)
{
    Bytes found = {0};
    PyObject *answer = NULL;
    Py_ssize_t n_parts = PyTuple_Check(told) ? PyTuple_Size(told) : -1;
    (void)self;
    if (n_parts < 0) {
        PyErr_SetString(PyExc_TypeError, "a tuple of places");
        return NULL;
    }
    Places *parts = calloc((size_t)n_parts + 1, sizeof(Places));
    if (parts == NULL)
        return PyErr_NoMemory();
    for (Py_ssize_t n = 0; n < n_parts; n++)
        if (read_places(PyTuple_GetItem(told, n), &parts[n]))
            goto end;
    if (find_repeated(parts, (size_t)n_parts, &found))
        PyErr_NoMemory();
    else
        answer = PyBytes_FromStringAndSize(start_of(&found), (Py_ssize_t)found.size);
end:
    free(parts);
    free(found.bytes);
    return answer;
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
