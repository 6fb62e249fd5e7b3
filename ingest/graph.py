"""The graph of all-MiniLM-L6-v2, node by node, from its weights; with a head on it, that of a model adapted from it."""

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from onnx import ModelProto

GRAPH_VERSION = 1  # raise it when the graph is built or quantised differently
LAYERS, HEADS, HIDDEN = 6, 12, 384


def build_graph(weights: dict[str, np.ndarray]) -> "ModelProto":
    """BERT as published: post-layer-norm, exact GELU, absolute positions, token type 0 throughout.

    Its output is `last_hidden_state` (batch, tokens, hidden); where the weights hold a `head`, it is `marks` (batch,
    outputs of the head) instead, from each text's first token.
    """
    from onnx import TensorProto, helper

    graph = Graph(weights)
    op, put = graph.op, graph.put
    positions = weights["embeddings.position_embeddings.weight"] + weights["embeddings.token_type_embeddings.weight"][0]
    words = op("Gather", put("words", weights["embeddings.word_embeddings.weight"]), "input_ids")
    length = op("Shape", "input_ids", start=1)
    here = op("Slice", put("positions", positions), put("zero", np.array([0])), length)
    x = graph.norm(op("Add", words, here), "embeddings.LayerNorm")
    mask = op("Unsqueeze", op("Cast", "attention_mask", to=TensorProto.FLOAT), put("axes", np.array([1, 2])))
    bias = op("Mul", op("Sub", mask, put("one", np.float32(1))), put("far", np.float32(10_000)))
    for layer in range(LAYERS):
        x = add_layer(graph, x, bias, f"encoder.layer.{layer}.")
    if "head.weight" in weights:
        first = op("Gather", x, put("first", np.array(0)), axis=1)
        op("Identity", graph.linear(first, "head"), output="marks")
        output = helper.make_tensor_value_info("marks", TensorProto.FLOAT, ["batch", len(weights["head.bias"])])
    else:
        op("Identity", x, output="last_hidden_state")
        output = helper.make_tensor_value_info("last_hidden_state", TensorProto.FLOAT, ["batch", "tokens", HIDDEN])

    inputs = [
        helper.make_tensor_value_info(name, TensorProto.INT64, ["batch", "tokens"])
        for name in ("input_ids", "attention_mask")
    ]
    body = helper.make_graph(graph.nodes, "all-MiniLM-L6-v2", inputs, [output], list(graph.tensors.values()))
    model = helper.make_model(body, opset_imports=[helper.make_opsetid("", 20)], ir_version=10)
    # Without this mark the quantiser calls logging.warning, and that sets up the whole program's root logger.
    helper.set_model_props(model, {"onnx.quant.pre_process": "onnxruntime.quant"})
    return model


def add_layer(graph: "Graph", x: str, bias: str, name: str) -> str:
    """One transformer layer over `x` (batch, tokens, hidden); `bias` hides the padding."""
    op, put, linear = graph.op, graph.put, graph.linear
    split = put("split", np.array([0, 0, HEADS, HIDDEN // HEADS]))

    def heads(part: str, order: list[int]) -> str:
        return op("Transpose", op("Reshape", linear(x, f"{name}attention.self.{part}"), split), perm=order)

    query, key, value = heads("query", [0, 2, 1, 3]), heads("key", [0, 2, 3, 1]), heads("value", [0, 2, 1, 3])
    scale = put("scale", np.float32((HIDDEN // HEADS) ** -0.5))
    scores = op("Add", op("Mul", op("MatMul", query, key), scale), bias)
    mixed = op("Transpose", op("MatMul", op("Softmax", scores, axis=-1), value), perm=[0, 2, 1, 3])
    mixed = op("Reshape", mixed, put("join", np.array([0, 0, HIDDEN])))
    x = graph.norm(op("Add", linear(mixed, f"{name}attention.output.dense"), x), f"{name}attention.output.LayerNorm")
    inner = op("Gelu", linear(x, f"{name}intermediate.dense"))
    return graph.norm(op("Add", linear(inner, f"{name}output.dense"), x), f"{name}output.LayerNorm")


class Graph:
    """Nodes and tensors while the graph is written. Each method returns the name of what it adds."""

    def __init__(self, weights: dict[str, np.ndarray]) -> None:
        self.weights = weights
        self.nodes: list[Any] = []
        self.tensors: dict[str, Any] = {}

    def op(self, kind: str, *inputs: str, output: str | None = None, **attributes: Any) -> str:
        from onnx import helper

        output = output or f"{kind}_{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, list(inputs), [output], **attributes))
        return output

    def put(self, name: str, array: Any) -> str:
        from onnx import numpy_helper

        if name not in self.tensors:
            self.tensors[name] = numpy_helper.from_array(np.ascontiguousarray(array).reshape(np.shape(array)), name)
        return name

    def linear(self, x: str, name: str) -> str:
        weight = self.put(f"{name}.weight", self.weights[f"{name}.weight"].T)
        return self.op("Add", self.op("MatMul", x, weight), self.put(f"{name}.bias", self.weights[f"{name}.bias"]))

    def norm(self, x: str, name: str) -> str:
        weight, bias = (self.put(f"{name}.{part}", self.weights[f"{name}.{part}"]) for part in ("weight", "bias"))
        return self.op("LayerNormalization", x, weight, bias, axis=-1, epsilon=1e-12)
