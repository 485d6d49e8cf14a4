"""Writes the templates of the programs of troposphere in `troposphere`. usage: python3 write.py OUT"""
import json, pathlib, runpy, sys

HERE, OUT = pathlib.Path(__file__).parent, pathlib.Path(sys.argv[1])
for file in sorted((HERE / "troposphere").glob("*.py")):
    made = runpy.run_path(str(file))["template"].to_dict()
    (OUT / f"troposphere-{file.stem}.json").write_text(json.dumps(made, separators=(",", ":")) + "\n")
