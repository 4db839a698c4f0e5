// SPDX-License-Identifier: Apache-2.0
#include "held.hpp"

#include <pybind11/gil_safe_call_once.h>
#include <structmember.h>

#include <cstddef>

namespace cailiang::python {

namespace {

Held& as_held(PyObject* object) {
  return *reinterpret_cast<Held*>(object);
}

int traverse(PyObject* self, visitproc visit, void* arg) {
  Py_VISIT(Py_TYPE(self));
  Py_VISIT(as_held(self).standard);
  Py_VISIT(as_held(self).told);
  return 0;
}

int clear(PyObject* self) {
  Py_CLEAR(as_held(self).standard);
  Py_CLEAR(as_held(self).told);
  return 0;
}

void release(PyObject* self) {
  PyTypeObject* type = Py_TYPE(self);
  PyObject_GC_UnTrack(self);
  clear(self);
  Held& held = as_held(self);
  if (held.made != nullptr) loaded_of(held.lender).assessments.give_back(std::unique_ptr<Assessment>{held.made});
  Py_XDECREF(held.lender);
  type->tp_free(self);
  Py_DECREF(type);
}

PyMemberDef members[] = {
    {"standard", T_OBJECT_EX, offsetof(Held, standard), READONLY, "The standard that was applied."},
    {"_case", T_OBJECT_EX, offsetof(Held, told), READONLY, nullptr},
    {nullptr, 0, 0, 0, nullptr},
};

PyType_Slot slots[] = {
    {Py_tp_dealloc, reinterpret_cast<void*>(&release)},
    {Py_tp_traverse, reinterpret_cast<void*>(&traverse)},
    {Py_tp_clear, reinterpret_cast<void*>(&clear)},
    {Py_tp_members, members},
    {0, nullptr},
};

PyType_Spec spec = {"cailiang._core.Assessment", sizeof(Held), 0,
                    Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_HAVE_GC, slots};

PyTypeObject* base() {
  PYBIND11_CONSTINIT static py::gil_safe_call_once_and_store<py::object> storage;
  const py::object& type = storage
                               .call_once_and_store_result([] {
                                 PyObject* made = PyType_FromSpec(&spec);
                                 if (made == nullptr) throw py::error_already_set{};
                                 return py::reinterpret_steal<py::object>(made);
                               })
                               .get_stored();
  return reinterpret_cast<PyTypeObject*>(type.ptr());
}

PyTypeObject* of_package() {
  PYBIND11_CONSTINIT static py::gil_safe_call_once_and_store<py::object> storage;
  const py::object& type = storage
                               .call_once_and_store_result([] {
                                 return py::object{py::module_::import("cailiang.assessment").attr("Assessment")};
                               })
                               .get_stored();
  return reinterpret_cast<PyTypeObject*>(type.ptr());
}

}  // namespace

void bind_held(py::module_& m) {
  m.attr("Assessment") = py::reinterpret_borrow<py::object>(reinterpret_cast<PyObject*>(base()));
}

py::object lender(std::shared_ptr<Loaded> loaded) {
  auto kept = std::make_unique<std::shared_ptr<Loaded>>(std::move(loaded));
  py::capsule made{kept.get(), [](void* given) { delete static_cast<std::shared_ptr<Loaded>*>(given); }};
  (void)kept.release();
  return made;
}

Loaded& loaded_of(PyObject* lender) {
  return **static_cast<std::shared_ptr<Loaded>*>(PyCapsule_GetPointer(lender, nullptr));
}

py::object hold(py::handle lender, py::handle standard, py::object told, std::unique_ptr<Assessment> made) {
  PyTypeObject* type = of_package();
  PyObject* object = type->tp_alloc(type, 0);
  if (object == nullptr) throw py::error_already_set{};
  Held& held = as_held(object);
  held.lender = lender.inc_ref().ptr();
  held.standard = standard.inc_ref().ptr();
  held.told = told.release().ptr();
  held.made = made.release();
  return py::reinterpret_steal<py::object>(object);
}

const Assessment* held(py::handle object) {
  return PyObject_TypeCheck(object.ptr(), base()) != 0 ? as_held(object.ptr()).made : nullptr;
}

}  // namespace cailiang::python
