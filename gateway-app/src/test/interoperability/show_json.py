"""Runs a program as it stands; what it prints of dicts, lists and tables comes out as JSON, for a test to read."""
import builtins
import json
import runpy
import sys

plain = builtins.print


def readable(value):
    if hasattr(value, "to_json"):
        return value.to_json(orient="records")
    return json.dumps(value) if isinstance(value, (dict, list)) else value


builtins.print = lambda *values, **rest: plain(*map(readable, values), **rest)
runpy.run_path(sys.argv[1], run_name="__main__")
