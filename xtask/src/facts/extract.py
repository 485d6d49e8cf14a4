"""Prints, as JSON, the tables which cfn-lint keeps in Python source rather than in data files.

usage: python3 extract.py <unpacked wheel>

Nothing is imported or executed: the sources are parsed and only literals are read.
"""

import ast
import json
import pathlib
import sys


def literal_tables(path, names):
    """The module-level assignments `names` of the file at `path`, as plain values."""
    tables = {}
    for node in ast.parse(path.read_text()).body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            if node.targets[0].id in names:
                tables[node.targets[0].id] = ast.literal_eval(node.value)
    return tables


def keyword(call, name):
    return next((k.value for k in call.keywords if k.arg == name), None)


def cross_property_rules(root):
    """Which extension schema a rule applies, and to which places of a template."""
    for path in sorted(root.glob("cfnlint/rules/**/*.py")):
        for cls in ast.walk(ast.parse(path.read_text())):
            if not isinstance(cls, ast.ClassDef):
                continue
            found = {"id": None, "at": None, "schema": None}
            for node in ast.walk(cls):
                if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "id":
                    found["id"] = ast.literal_eval(node.value)
                if not isinstance(node, ast.Call):
                    continue
                if getattr(node.func, "id", "") == "SchemaDetails":
                    arguments = node.args + [k.value for k in node.keywords]
                    if len(arguments) == 2:
                        module = ast.unparse(arguments[0]).split(".")[-1]
                        found["schema"] = f"{module}/{ast.literal_eval(arguments[1])}"
                places = keyword(node, "keywords")
                if isinstance(places, ast.List):
                    found["at"] = ast.literal_eval(places)
            if all(found.values()):
                yield found


root = pathlib.Path(sys.argv[1])
attributes = literal_tables(
    root / "cfnlint/schema/_getatts.py", {"_all_property_types", "_exceptions"}
)
zones = literal_tables(root / "cfnlint/helpers.py", {"AVAILABILITY_ZONES"})["AVAILABILITY_ZONES"]
json.dump(
    {
        "attributesOfEveryProperty": attributes["_all_property_types"],
        "extraAttributes": attributes["_exceptions"],
        "rules": list(cross_property_rules(root)),
        "zones": {region: len(names) for region, names in zones.items()},
    },
    sys.stdout,
)
