"""The environment that templates run in: they reach nothing of Python's, change nothing, and have a budget.

All that could repeat, fill up, join or go round is counted where Jinja does it: operators and calls are intercepted,
filters and tests wrapped, and a few nodes added to the tree before it is compiled (a step a round of each loop,
a measure of each list that is written, depth in macros). No operation is known by its name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import wraps
from types import BuiltinMethodType, CodeType
from typing import Any, Final

from jinja2 import BaseLoader, StrictUndefined, TemplateSyntaxError, Undefined, nodes, pass_context
from jinja2.parser import Parser
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment, SandboxedFormatter

from aiwei_cli.render.documents.budget import Budget, Exhausted, within_value, within_width

_NESTED: Final = 16
"""Statements within each other; Python itself takes 20 loops."""
_EXPRESSED: Final = 50
"""Expressions within each other."""
_TOO_DEEP: Final = "语句或式子一层套一层，太深了"
_STATEMENTS: Final = (
    nodes.If,
    nodes.For,
    nodes.Macro,
    nodes.CallBlock,
    nodes.FilterBlock,
    nodes.With,
    nodes.Block,
    nodes.Scope,
    nodes.AssignBlock,
    nodes.ScopedEvalContextModifier,
)
_SCOPE: Final = ("_loop_vars", "_block_vars")
"""What Jinja adds to the arguments of a call for itself."""
_DEEPER: Final = (nodes.Macro, nodes.CallBlock, nodes.Block)


class Sandbox(ImmutableSandboxedEnvironment):
    """An environment for one rendering."""

    intercepted_binops = frozenset({"+", "-", "*", "/", "//", "**", "%"})

    def __init__(self, loader: BaseLoader, filters: Mapping[str, Callable[..., Any]]) -> None:
        super().__init__(
            loader=loader,
            undefined=StrictUndefined,
            autoescape=False,  # every variable is Markdown-safe already
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            optimized=False,  # nothing is computed before it is counted
            finalize=self._put_out,
        )
        self.budget = Budget()
        del self.globals["lipsum"], self.filters["random"]  # say something else each time
        self.filters.update(filters)
        self.filters["format"] = self._formatted  # the operator % by another name
        self.filters = {name: self._guarded(each) for name, each in self.filters.items()}
        tests: dict[str, Any] = dict(self.tests)
        self.tests = {name: self._measured(each) for name, each in tests.items()}

    @pass_context
    def _put_out(self, context: Context, value: object) -> str:  # noqa: ARG002 - so that it is not done beforehand
        self.budget.measured(value)
        if not isinstance(value, Undefined) and (callable(value) or isinstance(value, Iterator)):
            raise TypeError("这里的不是文字：少写了括号，或者要用 join 连起来")
        text = str(value)
        try:
            self.budget.write(len(text.encode("utf-8")))
        except UnicodeEncodeError as error:
            code = f"\\u{ord(text[error.start]):04x}"
            raise Exhausted(f"文字里有 {code}，只是半个字符，写不成 UTF-8") from None
        return text

    def _formatted(self, value: object, *args: object, **kwargs: object) -> Any:
        return self.call_binop(None, "%", str(value), kwargs or args)

    def _guarded(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """A filter that is asked first what it can make of its arguments."""

        @wraps(function)
        def guarded(*args: Any, **kwargs: Any) -> Any:
            own = args[1:] if hasattr(function, "jinja_pass_arg") else args
            self.budget.foreseen(own[0] if own else None, [*own[1:], *kwargs.values()])
            return self._result(function(*args, **kwargs))

        return guarded

    def _measured(self, function: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(function)
        def measured(*args: Any, **kwargs: Any) -> Any:
            for each in (*args, *kwargs.values()):
                self.budget.measured(each)
            return function(*args, **kwargs)

        return measured

    def _result(self, value: Any) -> Any:
        if isinstance(value, Iterator):
            return self.budget.counted(value)
        self.budget.measured(value)
        return value

    def call_binop(self, context: Context | None, operator: str, left: Any, right: Any) -> Any:
        """The operator's answer, once it is known not to be too long."""
        self.budget.operated(operator, left, right)
        return self._result(super().call_binop(context, operator, left, right))  # type: ignore[arg-type]

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:
        """A call by a template; of a value's own methods it is asked first what they can make of it."""
        if getattr(__obj, "__self__", None) is __self:  # one of those below
            return __obj(*args)
        __self.budget.step()
        if isinstance(__obj, BuiltinMethodType):
            own = (each for name, each in kwargs.items() if name not in _SCOPE)
            __self.budget.foreseen(__obj.__self__, [*args, *own])
        return __self._result(super().call(__context, __obj, *args, **kwargs))

    def wrap_str_format(self, value: Any) -> Callable[..., str] | None:
        """``format`` and ``format_map`` of a text, field by field."""
        if super().wrap_str_format(value) is None:
            return None
        text, by_name = value.__self__, value.__name__ == "format_map"

        def filled(*args: Any, **kwargs: Any) -> str:
            if by_name:
                (kwargs,), args = args, ()
            return str(_Formatter(self).vformat(text, args, kwargs))

        return filled

    # What the nodes that are added to a tree call.

    def round_begins(self, size: int) -> str:
        """A round of a loop, or a body, that puts out so many bytes of the template's own."""
        self.budget.step()
        self.budget.write(size)
        return ""

    def goes_deeper(self) -> str:
        """A macro, a block, an included template or a round of a recursive loop begins."""
        self.budget.deeper()
        return ""

    def comes_back(self) -> str:
        """It ends."""
        self.budget.back()
        return ""

    def bounded(self, value: Any) -> Any:
        """The value, which is not too large."""
        self.budget.measured(value)
        return value

    def joined(self, *values: Any) -> str:
        """Texts one after another."""
        self.budget.measured(values)
        text = "".join(map(str, values))
        self.budget.measured(text)
        return text

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        parser = None
        try:
            parser = Parser(self, source, name, filename)
            tree = parser.parse()
        except RecursionError:
            raise TemplateSyntaxError(_TOO_DEEP, _line(parser), name, filename) from None
        except ValueError:  # a number of thousands of digits
            raise TemplateSyntaxError("数太大", _line(parser), name, filename) from None
        _check_depth(tree, name, filename)
        return _counted(tree)

    def _compile(self, source: str, filename: str) -> CodeType:
        try:
            return super()._compile(source, filename)
        except (SyntaxError, RecursionError, MemoryError):
            raise TemplateSyntaxError(_TOO_DEEP, 1, filename=filename) from None


class _Formatter(SandboxedFormatter):
    """Fills a text in, each field within its width and all together within the size of a value."""

    def __init__(self, sandbox: Sandbox) -> None:
        super().__init__(sandbox)
        self.sandbox = sandbox
        self.total = 0

    def format_field(self, value: Any, format_spec: str) -> str:
        within_width(format_spec)
        self.sandbox.budget.measured(value)
        text = str(super().format_field(value, format_spec))
        self.total += len(text)
        within_value(self.total)
        return text


def _line(parser: Parser | None) -> int:
    return parser.stream.current.lineno if parser else 1


def _check_depth(tree: nodes.Template, name: str | None, filename: str | None) -> None:
    """Raise where Python would give up compiling, with the line that goes too deep."""
    waiting: list[tuple[nodes.Node, int, int]] = [(tree, 0, 0)]
    while waiting:
        node, statements, expressions = waiting.pop()
        statements += isinstance(node, _STATEMENTS)
        expressions = expressions + 1 if isinstance(node, nodes.Expr) else 0
        if statements > _NESTED or expressions > _EXPRESSED:
            raise TemplateSyntaxError(_TOO_DEEP, node.lineno, name, filename)
        waiting += [(each, statements, expressions) for each in node.iter_child_nodes()]


def _counted(tree: nodes.Template) -> nodes.Template:
    """The tree with the nodes that count what it does."""
    bodies: list[Any] = [*tree.find_all((nodes.For, *_DEEPER))]
    _replace(tree)
    for node in bodies:
        before, after = [_called("round_begins", node, nodes.Const(_own_bytes(node.body)))], []
        if isinstance(node, _DEEPER) or node.recursive:
            before.append(_called("goes_deeper", node))
            after.append(_called("comes_back", node))
        node.body[:] = [*map(_statement, before), *node.body, *map(_statement, after)]
    if tree.find(nodes.Extends) is None:
        tree.body[:] = [
            _statement(_called("goes_deeper", tree)),
            *tree.body,
            _statement(_called("comes_back", tree)),
        ]
    return tree


def _own_bytes(body: Sequence[nodes.Node]) -> int:
    """The template's own text in a body, less that of bodies within it."""
    waiting, total = [*body], 0
    while waiting:
        node = waiting.pop()
        if isinstance(node, nodes.TemplateData):
            total += len(node.data.encode("utf-8"))
        if not isinstance(node, (nodes.For, *_DEEPER)):
            waiting += node.iter_child_nodes()
    return total


def _replace(tree: nodes.Node) -> None:
    """Joined texts, lists that are written down and what is compared, each by its measured self."""
    for node in tree.iter_child_nodes():
        _replace(node)
    for name in tree.fields:
        held = getattr(tree, name, None)
        if isinstance(held, list):
            held[:] = [_measuring(each, tree) for each in held]
        elif isinstance(held, nodes.Node):
            setattr(tree, name, _measuring(held, tree))


def _measuring(node: Any, parent: nodes.Node) -> Any:
    if isinstance(node, nodes.Concat):
        return _called("joined", node, *node.nodes)
    written = isinstance(node, (nodes.List, nodes.Dict)) or (
        isinstance(node, nodes.Tuple) and node.ctx == "load"
    )
    compared = isinstance(parent, (nodes.Compare, nodes.Operand)) and isinstance(node, nodes.Expr)
    return _called("bounded", node, node) if written or compared else node


def _called(method: str, at: nodes.Node, *args: nodes.Node) -> nodes.Call:
    called = nodes.Call(nodes.EnvironmentAttribute(method), [*args], [], None, None)
    return called.set_lineno(at.lineno, override=False)  # type: ignore[return-value]


def _statement(expression: nodes.Expr) -> nodes.ExprStmt:
    return nodes.ExprStmt(expression, lineno=expression.lineno)
