"""The site's own templates as data, so that the form editor's preview can fill them in: a browser under our policy
compiles nothing, but it can walk a tree. `preview/templates.js` is what walks it.

A template is a list of statements: text is a string, all else a list that begins with its name. Only what templates
of pages and cards use is translated; anything else raises Untranslatable, and that kind has a simpler preview.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from jinja2 import Environment, TemplateNotFound, nodes

Tree = list[Any]
_OPERATORS = {
    nodes.Add: "+", nodes.Sub: "-", nodes.Mul: "*", nodes.Div: "/", nodes.FloorDiv: "//", nodes.Mod: "%",
    nodes.And: "and", nodes.Or: "or",
}  # fmt: skip


class Untranslatable(Exception):
    """A template does what the preview cannot do; the message says what."""


class Translation:
    """Templates by name, with all that they include and import. `without` are those that stay out of a preview.

    `keys` are the words that they ask for: whole keys, and beginnings of keys that end in a dot.
    """

    def __init__(self, environment: Environment, without: Iterable[str] = ()) -> None:
        self._environment = environment
        self.trees: dict[str, Tree] = {name: [] for name in without}
        self.keys: set[str] = set()

    def add(self, name: str) -> None:
        """Raises Untranslatable; then nothing of the template is kept."""
        if name in self.trees:
            return
        before = dict(self.trees)
        self.trees[name] = []  # it may be asked for again while it is being made
        try:
            self.trees[name] = self._template(name)
        except Untranslatable:
            self.trees = before
            raise

    def _template(self, name: str) -> Tree:
        loader = self._environment.loader
        if loader is None:
            raise Untranslatable(f"no templates to take {name} from")
        try:
            source, _, _ = loader.get_source(self._environment, name)
        except TemplateNotFound:
            raise Untranslatable(f"there is no {name}") from None
        return self._body(self._environment.parse(source).body)

    # --- statements

    def _body(self, body: Iterable[nodes.Node]) -> Tree:
        return [made for node in body for made in self._statement(node)]

    def _statement(self, node: nodes.Node) -> Iterator[Any]:
        match node:
            case nodes.Output():
                for each in node.nodes:
                    yield each.data if isinstance(each, nodes.TemplateData) else ["out", self._value(each)]
            case nodes.If():
                chosen = [[self._value(each.test), self._body(each.body)] for each in (node, *node.elif_)]
                yield ["if", chosen, self._body(node.else_)]
            case nodes.For() if not node.recursive:
                test = self._value(node.test) if node.test else None
                over = self._value(node.iter)
                yield ["for", self._target(node.target), over, self._body(node.body), self._body(node.else_), test]
            case nodes.Assign():
                yield ["set", self._target(node.target), self._value(node.node)]
            case nodes.Macro():
                names = [each.name for each in node.args]
                given = [self._value(each) for each in node.defaults]
                yield ["macro", node.name, names, given, self._body(node.body)]
            case nodes.Include():
                yield ["include", self._other(node.template)]
            case nodes.FromImport():
                pairs = [[each, each] if isinstance(each, str) else list(each) for each in node.names]
                yield ["from", self._other(node.template), pairs]
            case nodes.Scope():
                yield from self._body(node.body)
            case _:
                raise Untranslatable(type(node).__name__)

    def _other(self, template: nodes.Node) -> str:
        if not isinstance(template, nodes.Const) or not isinstance(template.value, str):
            raise Untranslatable("the name of another template is worked out")
        self.add(template.value)
        return template.value

    def _target(self, node: nodes.Node) -> Any:
        match node:
            case nodes.Name():
                return node.name
            case nodes.NSRef():
                return {"of": node.name, "name": node.attr}
            case nodes.Tuple():
                return [self._target(each) for each in node.items]
        raise Untranslatable(type(node).__name__)

    # --- values

    def _value(self, node: nodes.Node) -> Tree:
        match node:
            case nodes.Const():
                return ["=", node.value]
            case nodes.Name():
                return ["name", node.name]
            case nodes.Getattr():
                return ["of", self._value(node.node), ["=", node.attr]]
            case nodes.Getitem(arg=nodes.Slice() as part):
                ends = [self._value(each) if each else None for each in (part.start, part.stop)]
                return ["slice", self._value(node.node), *ends]
            case nodes.Getitem():
                return ["of", self._value(node.node), self._value(node.arg)]
            case nodes.Call():
                return self._call(node)
            case nodes.Filter() if node.node is not None:
                return ["filter", node.name, self._value(node.node), *self._arguments(node)]
            case nodes.Test():
                return ["test", node.name, self._value(node.node), *self._arguments(node)]
            case nodes.Compare():
                return ["compare", self._value(node.expr), [[each.op, self._value(each.expr)] for each in node.ops]]
            case nodes.CondExpr():
                other = self._value(node.expr2) if node.expr2 else ["=", ""]
                return ["?", self._value(node.test), self._value(node.expr1), other]
            case nodes.Concat():
                return ["~", [self._value(each) for each in node.nodes]]
            case nodes.Not():
                return ["not", self._value(node.node)]
            case nodes.Neg():
                return ["-", ["=", 0], self._value(node.node)]
            case nodes.List() | nodes.Tuple():
                return ["list", [self._value(each) for each in node.items]]
            case nodes.Dict():
                return ["dict", [[self._value(each.key), self._value(each.value)] for each in node.items]]
            case nodes.BinExpr() if type(node) in _OPERATORS:
                return [_OPERATORS[type(node)], self._value(node.left), self._value(node.right)]
        raise Untranslatable(type(node).__name__)

    def _call(self, node: nodes.Call) -> Tree:
        if isinstance(node.node, nodes.Getattr):
            return ["method", self._value(node.node.node), node.node.attr, *self._arguments(node)]
        if isinstance(node.node, nodes.Name) and node.node.name == "t" and node.args:
            self.keys.update(_beginnings(node.args[0]))
        return ["call", self._value(node.node), *self._arguments(node)]

    def _arguments(self, node: nodes.Call | nodes.Filter | nodes.Test) -> tuple[list[Tree], dict[str, Tree]]:
        if node.dyn_args or node.dyn_kwargs:
            raise Untranslatable("arguments that are worked out")
        named = {each.key: self._value(each.value) for each in node.kwargs if isinstance(each, nodes.Keyword)}
        return [self._value(each) for each in node.args], named


def _beginnings(node: nodes.Node) -> Iterator[str]:
    """The keys of words that an expression can come to: whole, or as far as they are written."""
    match node:
        case nodes.Const(value=str() as key):
            yield key
        case nodes.CondExpr():
            for each in (node.expr1, node.expr2):
                if each is not None:
                    yield from _beginnings(each)
        case nodes.Concat():
            yield from _beginnings(node.nodes[0])
        case nodes.Add():
            yield from _beginnings(node.left)
