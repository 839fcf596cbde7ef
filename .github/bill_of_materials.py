#!/usr/bin/env python3
"""Prints what the published binary is made of, as CycloneDX 1.5 in JSON: the crates of Cargo.lock that are built into it.

Run in the root of the repository; needs cargo and nothing else. The same sources give the same bytes.
"""
import json
import subprocess
import tomllib

metadata = json.loads(subprocess.run(["cargo", "metadata", "--locked", "--format-version", "1"], check=True, capture_output=True).stdout)
packages = {package["id"]: package for package in metadata["packages"]}
nodes = {node["id"]: node for node in metadata["resolve"]["nodes"]}
with open("Cargo.lock", "rb") as lock:
    sums = {(it["name"], it["version"]): it.get("checksum") for it in tomllib.load(lock)["package"]}


def built(node):
    """What a crate is built with: its dependencies but for those of its tests."""
    kinds = lambda dependency: {kind["kind"] for kind in dependency["dep_kinds"]}
    return sorted({dependency["pkg"] for dependency in node["deps"] if kinds(dependency) - {"dev"}})


root = metadata["resolve"]["root"]
reached, waiting = set(), [root]
while waiting:
    crate = waiting.pop()
    if crate not in reached:
        reached.add(crate)
        waiting.extend(built(nodes[crate]))


def reference(crate):
    return f"pkg:cargo/{packages[crate]['name']}@{packages[crate]['version']}"


def component(crate, kind="library"):
    package = packages[crate]
    told = {"type": kind, "bom-ref": reference(crate), "name": package["name"], "version": package["version"], "purl": reference(crate)}
    if package.get("license"):
        told["licenses"] = [{"expression": package["license"].replace("/", " OR ")}]
    if checksum := sums.get((package["name"], package["version"])):
        told["hashes"] = [{"alg": "SHA-256", "content": checksum}]
    return told


crates = sorted(reached - {root}, key=reference)
document = {
    "bomFormat": "CycloneDX",
    "specVersion": "1.5",
    "version": 1,
    "metadata": {"component": component(root, "application")},
    "components": [component(crate) for crate in crates],
    "dependencies": [{"ref": reference(crate), "dependsOn": sorted(map(reference, built(nodes[crate])))} for crate in [root, *crates]],
}
print(json.dumps(document, indent=2, ensure_ascii=False))
