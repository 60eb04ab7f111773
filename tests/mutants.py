# SPDX-License-Identifier: MIT
"""Small wrong versions of the rules: of each number, level and rule, and of each line of code.

A mutant is put in place inside this very process and taken out again: a number in the one rule
set that the tests hold, a line of code in the function that runs. Nothing is imported anew.
"""

import ast
import copy
import importlib
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields, replace
from decimal import Decimal
from pathlib import Path
from types import CodeType, FunctionType, ModuleType

from caregiver_app.domain.levels import Level
from caregiver_app.domain.rule_set import AgeBand, Band, RuleInfo, RuleSet
from caregiver_app.domain.rules.engine import ALL_RULES

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Mutant:
    """One wrong version: what is different, and where its code stands (none for content)."""

    name: str
    put: Callable[[], Callable[[], None]]
    file: str = ""
    lines: tuple[int, int] = (0, 0)

    @contextmanager
    def in_place(self) -> Iterator[None]:
        """Make the program wrong for a while."""
        take_out = self.put()
        try:
            yield
        finally:
            take_out()


# Content: numbers, levels, rules


def of_content(rules: RuleSet) -> list[Mutant]:
    """Return every content number one step up and down, each level lower, each rule dropped."""
    return [
        *(changed(rules, name, wrong) for name, wrong in wrong_rule_sets(rules)),
        *(dropped(rule) for rule in ALL_RULES),
    ]


def wrong_rule_sets(rules: RuleSet) -> Iterator[tuple[str, RuleSet]]:
    """Yield what is different and the rule set that differs in this alone."""
    for rule in rules.rules.values():
        for name, info in wrong_rules(rule):
            yield name, replace(rules, rules={**rules.rules, rule.id: info})
    for key, value in rules.numbers.items():
        for wrong in around(key, value):
            yield f"{key} = {wrong}", replace(rules, numbers={**rules.numbers, key: wrong})
    for place, band in enumerate(rules.age_bands):
        for name, other in wrong_bands(band):
            bands = [*rules.age_bands]
            bands[place] = other
            yield f"age {band.id}: {name}", replace(rules, age_bands=tuple(bands))


def wrong_rules(rule: RuleInfo) -> Iterator[tuple[str, RuleInfo]]:
    yield f"{rule.id} one level lower", replace(rule, level=Level(rule.level - 1))
    for key, value in rule.numbers.items():
        for wrong in around(key, value):
            numbers = {**rule.numbers, key: wrong}
            yield f"{rule.id}.{key} = {wrong}", replace(rule, numbers=numbers)


def wrong_bands(band: AgeBand) -> Iterator[tuple[str, AgeBand]]:
    for age in (band.youngest - 1, band.youngest + 1):
        yield f"youngest = {age}", replace(band, youngest=age)
    for age in () if band.oldest is None else (band.oldest - 1, band.oldest + 1):
        yield f"oldest = {age}", replace(band, oldest=age)
    for vital, limits in band.vitals.items():
        for field in fields(Band):
            value = getattr(limits, field.name)
            for wrong in () if value is None else (*around(field.name, value), None):
                other = replace(limits, **{field.name: wrong})
                vitals = {**band.vitals, vital: other}
                yield f"{vital}.{field.name} = {wrong}", replace(band, vitals=vitals)


def around(name: str, value: Decimal) -> tuple[Decimal, Decimal]:
    """Return a number one smallest step down and up: a tenth of a degree or hour, else one."""
    tenths = "." in str(value) or "hours" in name or name in ("egfr_below", "sleep_at_most")
    step = Decimal("0.1") if tenths else Decimal(1)
    return value - step, value + step


def changed(rules: RuleSet, name: str, wrong: RuleSet) -> Mutant:
    """Return the mutant that gives the rule set the tests hold the values of another one."""

    def put() -> Callable[[], None]:
        right = {field.name: getattr(rules, field.name) for field in fields(RuleSet)}
        for field in right:
            object.__setattr__(rules, field, getattr(wrong, field))

        def take_out() -> None:
            for field, value in right.items():
                object.__setattr__(rules, field, value)

        return take_out

    return Mutant(name, put)


def dropped(rule: str) -> Mutant:
    """Return the mutant in which one rule never fires."""

    def never(facts: object) -> list:
        return []

    return Mutant(f"{rule} dropped", lambda: swap(ALL_RULES[rule], never.__code__))


# Code: comparisons, and/or, numbers, words, returns


def of_code(module_name: str) -> list[Mutant]:
    """Return every small change of the functions of one module."""
    module = importlib.import_module(module_name)
    file = Path(module.__file__ or "")
    tree = ast.parse(file.read_text(encoding="utf-8"))
    found, seen = [], Counter[str]()
    for owner, function in functions_of(tree):
        here = (*owner, function.name)
        running = running_function(module, here)
        for change in Changes(function).all() if running is not None else ():
            name = f"{module_name.rpartition('.')[2]}.{'.'.join(here)}: {change}"
            seen[name] += 1
            if seen[name] > 1:
                name += f" ({seen[name]})"
            put = code_swap(running, tree, function, change, str(file))
            found.append(Mutant(name, put, str(file), change.lines))
    return found


def functions_of(
    tree: ast.AST, owner: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], ast.FunctionDef]]:
    """Yield the functions of a module and of its classes; an inner one belongs to its outer."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.FunctionDef):
            yield owner, node
        elif isinstance(node, ast.ClassDef):
            yield from functions_of(node, (*owner, node.name))


def running_function(module: ModuleType, path: tuple[str, ...]) -> FunctionType | None:
    """Return the function that runs under a name, without what is wrapped round it."""
    found = module
    for name in path:
        found = vars(found).get(name)
    found = getattr(found, "fget", None) or getattr(found, "__func__", found)
    found = getattr(found, "__wrapped__", found)
    return found if isinstance(found, FunctionType) else None


@dataclass(frozen=True, slots=True)
class Change:
    """One change of one node: its place in the walk of the function, and what stands there."""

    place: int
    new: ast.AST | None
    before: str
    after: str
    lines: tuple[int, int]

    def __str__(self) -> str:
        return f"{self.before} -> {self.after}"


class Changes:
    """Finds every small change of one function."""

    def __init__(self, function: ast.FunctionDef) -> None:
        self._nodes = list(ast.walk(function))
        self._skipped = set(skipped_in(function))

    def all(self) -> Iterator[Change]:
        """Yield the changes in the order of the walk."""
        for place, node in enumerate(self._nodes):
            if id(node) in self._skipped:
                continue
            spot = node.target if isinstance(node, ast.comprehension) else node
            for new in changed_nodes(node):
                lines = (spot.lineno, spot.end_lineno or 0)
                yield Change(place, new, shown(node), shown(new), lines)


def shown(node: ast.AST) -> str:
    return " ".join(ast.unparse(node).split())[:90]


def skipped_in(function: ast.FunctionDef) -> Iterator[int]:
    """Yield the nodes that say nothing about what happens: types, docstring, error words."""
    silent: list[ast.AST | None] = [function.returns, *function.decorator_list]
    if ast.get_docstring(function, clean=False) is not None:
        silent.append(function.body[0])
    for node in ast.walk(function):
        if isinstance(node, ast.arg | ast.AnnAssign):
            silent.append(node.annotation)
        elif isinstance(node, ast.Raise):
            silent.append(node.exc)
    for part in silent:
        if part is not None:
            yield from (id(node) for node in ast.walk(part))


ORDER = {ast.Lt: (ast.LtE, ast.GtE), ast.LtE: (ast.Lt, ast.Gt), ast.Gt: (ast.GtE, ast.LtE)}
ORDER |= {ast.GtE: (ast.Gt, ast.Lt), ast.Eq: (ast.NotEq,), ast.NotEq: (ast.Eq,)}
ORDER |= {ast.Is: (ast.IsNot,), ast.IsNot: (ast.Is,), ast.In: (ast.NotIn,), ast.NotIn: (ast.In,)}
SUMS = {ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult}
SUMS |= {ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd, ast.FloorDiv: ast.Mult}
NAMES = {"min": "max", "max": "min", "any": "all", "all": "any", "bisect_left": "bisect_right"}
NAMES |= {"bisect_right": "bisect_left", "reversed": "list"}


def changed_nodes(node: ast.AST) -> Iterator[ast.AST]:
    """Yield what could stand wrongly in the place of one node."""
    kind = type(node).__name__
    maker = globals().get(f"wrong_{kind.lower()}")
    if maker is not None:
        yield from maker(node)


def wrong_compare(node: ast.Compare) -> Iterator[ast.AST]:
    for place, op in enumerate(node.ops):
        for other in ORDER.get(type(op), ()):
            ops = [*node.ops]
            ops[place] = other()
            yield with_fields(node, ops=ops)


def wrong_boolop(node: ast.BoolOp) -> Iterator[ast.AST]:
    yield with_fields(node, op=ast.Or() if isinstance(node.op, ast.And) else ast.And())
    yield from node.values  # each part alone


def wrong_binop(node: ast.BinOp) -> Iterator[ast.AST]:
    if type(node.op) in SUMS:
        yield with_fields(node, op=SUMS[type(node.op)]())


def wrong_augassign(node: ast.AugAssign) -> Iterator[ast.AST]:
    yield ast.copy_location(ast.Pass(), node)


def wrong_unaryop(node: ast.UnaryOp) -> Iterator[ast.AST]:
    yield node.operand


def wrong_ifexp(node: ast.IfExp) -> Iterator[ast.AST]:
    yield with_fields(node, body=node.orelse, orelse=node.body)


def wrong_if(node: ast.If) -> Iterator[ast.AST]:
    yield with_fields(node, test=ast.UnaryOp(ast.Not(), node.test))


def wrong_comprehension(node: ast.comprehension) -> Iterator[ast.AST]:
    for place in range(len(node.ifs)):
        yield with_fields(node, ifs=node.ifs[:place] + node.ifs[place + 1 :])


def wrong_return(node: ast.Return) -> Iterator[ast.AST]:
    nothing = isinstance(node.value, ast.Constant) and not node.value.value  # None, False
    empty = isinstance(node.value, ast.List) and not node.value.elts
    if node.value is not None and not nothing and not empty:
        yield with_fields(node, value=ast.Constant(None))


def wrong_break(node: ast.Break) -> Iterator[ast.AST]:
    yield ast.copy_location(ast.Continue(), node)


def wrong_continue(node: ast.Continue) -> Iterator[ast.AST]:
    yield ast.copy_location(ast.Break(), node)


def wrong_name(node: ast.Name) -> Iterator[ast.AST]:
    if node.id in NAMES:
        yield with_fields(node, id=NAMES[node.id])


def wrong_constant(node: ast.Constant) -> Iterator[ast.AST]:
    if isinstance(node.value, bool):
        yield with_fields(node, value=not node.value)
    elif isinstance(node.value, int):
        yield with_fields(node, value=node.value + 1)
        yield with_fields(node, value=node.value - 1)
    elif isinstance(node.value, str):
        yield with_fields(node, value=f"XX{node.value}")


def with_fields(node: ast.AST, **changes: object) -> ast.AST:
    new = copy.copy(node)
    for name, value in changes.items():
        setattr(new, name, value)
    return new


def code_swap(
    running: FunctionType, tree: ast.Module, function: ast.FunctionDef, change: Change, file: str
) -> Callable[[], Callable[[], None]]:
    """Return what puts the changed function in the place of the running one."""

    def put() -> Callable[[], None]:
        wrong = copy.deepcopy(function)
        nodes = list(ast.walk(wrong))
        wrong = InPlaceOf(nodes[change.place], copy.deepcopy(change.new)).visit(wrong)
        module = ast.Module([with_body(tree, function, wrong)], [])
        compiled = compile(ast.fix_missing_locations(module), file, "exec")
        (code,) = [c for c in codes_in(compiled) if c.co_qualname == running.__qualname__]
        defaults = eval_defaults(wrong, running)
        return swap(running, code, *defaults)

    return put


def with_body(tree: ast.AST, function: ast.FunctionDef, wrong: ast.FunctionDef) -> ast.stmt:
    """Return the changed function inside the classes that it belongs to, and nothing else."""
    for node in ast.iter_child_nodes(tree):
        if node is function:
            return wrong
        if isinstance(node, ast.ClassDef) and any(n is function for n in ast.walk(node)):
            body = [with_body(node, function, wrong)]
            return with_fields(node, body=body, decorator_list=[], bases=[], keywords=[])
    raise LookupError(function.name)


def eval_defaults(wrong: ast.FunctionDef, running: FunctionType) -> tuple[object, object]:
    """Return the values that are taken for arguments that are left out."""
    names = running.__globals__
    positional = tuple(value_of(node, names) for node in wrong.args.defaults)
    pairs = zip(wrong.args.kwonlyargs, wrong.args.kw_defaults, strict=True)
    by_name = {arg.arg: value_of(node, names) for arg, node in pairs if node is not None}
    return positional or None, by_name or None


def value_of(node: ast.expr, names: dict) -> object:
    code = compile(ast.fix_missing_locations(ast.Expression(node)), "default", "eval")
    return eval(code, names)  # noqa: S307 - our own source


def codes_in(code: CodeType) -> Iterator[CodeType]:
    for part in code.co_consts:
        if isinstance(part, CodeType):
            yield part
            yield from codes_in(part)


class InPlaceOf(ast.NodeTransformer):
    """Puts one node in the place of another."""

    def __init__(self, old: ast.AST, new: ast.AST | None) -> None:
        self._old, self._new = old, new

    def visit(self, node: ast.AST) -> ast.AST | None:
        """Replace the node, or look further."""
        return self._new if node is self._old else self.generic_visit(node)


def swap(
    running: FunctionType, code: CodeType, defaults: object = None, by_name: object = None
) -> Callable[[], None]:
    """Give a running function other code; return what gives it back its own."""
    right = (running.__code__, running.__defaults__, running.__kwdefaults__)

    def give(code: CodeType, defaults: object, by_name: object) -> None:
        running.__code__ = code
        running.__defaults__, running.__kwdefaults__ = defaults, by_name
        forget()

    give(code, defaults, by_name)
    return lambda: give(*right)


def forget() -> None:
    """Empty what functions of the rules remember from one call to the next."""
    for name, module in list(sys.modules.items()):
        if name.startswith("caregiver_app.domain"):
            for value in list(vars(module).values()):
                if hasattr(value, "cache_clear"):
                    value.cache_clear()
