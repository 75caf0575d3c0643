"""Small faults that can be put into a source file, one at a time, by changing its syntax tree.

Each is one that a person makes: a boundary, a condition the wrong way round, a number off by one, a line
forgotten. What a fault changes of a table of texts or of an annotation changes no behaviour; these are left alone.
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Callable, Iterator
from functools import partial
from typing import Final, NamedTuple

Twin = Callable[[], ast.AST | None]
"""Makes the node that takes another's place; None for a statement that is gone."""

COMPARED: Final[dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
CALCULATED: Final[dict[type[ast.operator], type[ast.operator]]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.FloorDiv,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}
CALLED: Final = {"min": "max", "max": "min", "any": "all", "all": "any", "floor": "ceil", "ceil": "floor"}


class Fault(NamedTuple):
    """One fault in one place."""

    kind: str
    scope: str
    """The function or class it is in; empty at the top of the module."""
    line: int
    before: str
    """The piece of source as it is, on one line."""
    after: str
    source: str
    """The whole module with the fault."""


class Place(NamedTuple):
    """Where something could be put in another's place."""

    tree: ast.Module
    node: ast.AST
    parent: ast.AST
    field: str
    at: int | None
    """Its position, where the field is a list."""
    scope: str
    inside: bool
    """Whether it is in the body of a function."""
    kind: str = ""
    twin: Twin = lambda: None

    @property
    def line(self) -> int:
        """Where it begins."""
        return getattr(self.node, "lineno", 0) or getattr(self.parent, "lineno", 1)


def places(source: str) -> Iterator[Place]:
    """Every place of a module for every fault that can be put there."""
    tree = ast.parse(source)
    if ast.dump(ast.parse(ast.unparse(tree))) != ast.dump(tree):
        raise ValueError("the module does not survive being taken apart and put together")
    for place in _places(tree, tree, "", inside=False):
        for kind, twin in _twins(place.node, inside=place.inside):
            yield place._replace(kind=kind, twin=twin)


def _places(tree: ast.Module, node: ast.AST, scope: str, *, inside: bool) -> Iterator[Place]:
    for field, value in ast.iter_fields(node):
        if field in ("annotation", "returns", "decorator_list", "type_params"):
            continue
        children = list(enumerate(value)) if isinstance(value, list) else [(None, value)]
        for at, child in children:
            if not isinstance(child, ast.AST) or _is_left_alone(child):
                continue
            name, deeper = scope, inside
            if isinstance(child, ast.FunctionDef | ast.ClassDef):
                name = f"{scope}.{child.name}".lstrip(".")
                deeper = inside or isinstance(child, ast.FunctionDef)
            yield Place(tree, child, node, field, at, name, inside)
            yield from _places(tree, child, name, inside=deeper)


def _is_left_alone(node: ast.AST) -> bool:
    """A docstring, an import, what only the type checker sees, what is there for a reader's sake."""
    match node:
        case (
            ast.Expr(value=ast.Constant())
            | ast.Import()
            | ast.ImportFrom()
            | ast.Assert()
            | ast.AnnAssign(value=None)
        ):
            return True
        case ast.If(test=ast.Name(id="TYPE_CHECKING")):
            return True
        case ast.Expr(value=ast.Call(func=ast.Name(id="assert_never"))):
            return True
        case ast.match_case(body=[ast.Expr(value=ast.Call(func=ast.Name(id="assert_never")))]):
            return True
        case _:
            return False


def _twins(node: ast.AST, *, inside: bool) -> Iterator[tuple[str, Twin]]:
    """What could stand there instead."""
    match node:
        case ast.Compare(ops=operators):
            for number, operator in enumerate(operators):
                for other in COMPARED[type(operator)]:
                    yield "comparison", partial(_operator, node, number, other())
        case ast.BoolOp(op=operator, values=values):
            yield (
                "and, or",
                lambda: ast.BoolOp(ast.And() if isinstance(operator, ast.Or) else ast.Or(), values),
            )
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield "not", lambda: operand
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            yield "arithmetic", lambda: operand
        case ast.BinOp(left=left, op=operator, right=right) if inside and type(operator) in CALCULATED:
            yield "arithmetic", lambda: ast.BinOp(left, CALCULATED[type(operator)](), right)
        case ast.If(test=test) | ast.While(test=test):
            yield "branch", lambda: _with(node, test=_negated(test))
            if isinstance(node, ast.If) and not node.orelse:
                yield "statement", lambda: None
        case ast.IfExp(test=test, body=body, orelse=orelse):
            yield "branch", lambda: ast.IfExp(test, orelse, body)
        case ast.comprehension(ifs=conditions) if conditions:
            yield "filter", lambda: _with(node, ifs=conditions[1:])
        case ast.Return(value=value) if value is not None and not _is_none(value):
            yield "return", lambda: ast.Return(ast.Constant(None))
        case ast.Expr() | ast.AugAssign() | ast.Raise() | ast.Delete():
            yield "statement", lambda: None
        case ast.Continue():
            yield "statement", ast.Break
        case ast.Break():
            yield "statement", ast.Continue
        case ast.Call(func=ast.Name(id=name)) if name in CALLED:
            yield "call", lambda: _with(node, func=ast.Name(CALLED[name], ast.Load()))
        case ast.Slice(lower=lower, upper=upper) if lower and upper:
            yield "constant", lambda: ast.Slice(lower, None)
        case ast.Constant(value=bool(truth)):
            yield "constant", lambda: ast.Constant(not truth)
        case ast.Constant(value=int(number)):
            yield "constant", lambda: ast.Constant(number + 1)
        case ast.Constant(value=str(text)) if inside and text:
            yield "text", lambda: ast.Constant("")
        case _:
            return


def _operator(node: ast.Compare, number: int, other: ast.cmpop) -> ast.AST:
    return _with(node, ops=[*node.ops[:number], other, *node.ops[number + 1 :]])


def _negated(test: ast.expr) -> ast.expr:
    return (
        test.operand
        if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not)
        else ast.UnaryOp(ast.Not(), test)
    )


def _is_none(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def _with(node: ast.AST, **fields: object) -> ast.AST:
    other = copy.copy(node)
    for name, value in fields.items():
        setattr(other, name, value)
    return other


def fault(place: Place) -> Fault:
    """The module with one node replaced; the tree is as it was afterwards."""
    before, other = _said(place.node), place.twin()
    siblings = None if place.at is None else getattr(place.parent, place.field)

    def put(node: ast.AST) -> None:
        if siblings is None or place.at is None:
            setattr(place.parent, place.field, node)
        else:
            siblings[place.at] = node

    put(other or ast.Pass())
    try:
        source = ast.unparse(ast.fix_missing_locations(place.tree))
    finally:
        put(place.node)
    after = _said(other) if other else "(gone)"
    return Fault(place.kind, place.scope, place.line, before, after, source + "\n")


def _said(node: ast.AST) -> str:
    """A node on one line, of a compound statement its head."""
    if isinstance(node, ast.comprehension):
        return " ".join(f"if {ast.unparse(each)}" for each in node.ifs) or "(no filter)"
    return ast.unparse(node).split("\n")[0].strip()
