"""The dependencies: listed in `deploy/sbom.cdx.json`, and looked up among known faults.

``python -m tests.parts list CYCLONEDX`` and ``python -m tests.parts audit PIP-AUDIT``; `make sbom` and `make audit`.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
LIST = ROOT / "deploy" / "sbom.cdx.json"
CONSTRAINTS = ROOT / "constraints.txt"
_KEPT = ("type", "name", "version", "purl")


def write_list(tool: str) -> None:
    """Write the list, without what another machine would not find again."""
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "sbom.json"
        subprocess.run([tool, "requirements", str(CONSTRAINTS), "--of", "JSON", "-o", str(made)], check=True)
        found = json.loads(made.read_text(encoding="utf-8"))
    parts = [{name: part[name] for name in _KEPT} for part in found["components"]]
    listed = {
        "bomFormat": found["bomFormat"],
        "specVersion": found["specVersion"],
        "version": 1,
        "metadata": {"timestamp": found["metadata"]["timestamp"]},
        "components": sorted(parts, key=lambda part: part["purl"]),
    }
    LIST.write_text(json.dumps(listed, indent=1) + "\n", encoding="utf-8")


def audit(tool: str) -> int:
    """Print the known faults. 1 if there are any that a newer version mends; 0 also if nobody could be asked."""
    done = subprocess.run(
        [tool, "-r", str(CONSTRAINTS), "--no-deps", "--disable-pip", "--format", "json", "--progress-spinner", "off"],
        check=False,
        capture_output=True,
        text=True,
    )
    dated = json.loads(LIST.read_text(encoding="utf-8"))["metadata"]["timestamp"][:10]
    unreached = f"the database of known faults cannot be reached; the parts are listed in {LIST.name} of {dated}"
    try:
        found = json.loads(done.stdout)["dependencies"]
    except (ValueError, KeyError):
        print(unreached, done.stderr[-300:])
        return 0
    asked = [one for one in found if "skip_reason" not in one]
    faults = [(one, fault) for one in asked for fault in one["vulns"]]
    print(f"{len(asked)} of {len(found)} parts looked up, {len(faults)} known faults" if asked else unreached)
    for part, fault in faults:
        print(
            f"  {part['name']} {part['version']}: {fault['id']}, mended in {', '.join(fault['fix_versions']) or 'none'}"
        )
    return int(any(fault["fix_versions"] for _, fault in faults))


if __name__ == "__main__":
    what, tool = sys.argv[1:]
    sys.exit(audit(tool) if what == "audit" else write_list(tool))
