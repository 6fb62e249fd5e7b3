"""The reader as PyTorch sees it: all-MiniLM-L6-v2 with a low-rank adapter, over a question and one sentence.

Two marks come out of the first token's state: how far the sentence is evidence, and how far it answers "yes".
"""

from typing import Any

import torch
from peft import LoraConfig, get_peft_model
from torch import nn
from transformers import BertModel

from ingest.minilm import model_folder as model_folder

RANK, ALPHA = 24, 48
EVIDENCE, YES = 0, 1


class Reader(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        # Eager attention: on a processor, the fused kernel's way back takes three times as long.
        bert = BertModel.from_pretrained(model_folder(), add_pooling_layer=False, attn_implementation="eager")
        config = LoraConfig(r=RANK, lora_alpha=ALPHA, target_modules=["query", "key", "value", "dense"])
        self.bert: Any = get_peft_model(bert, config)
        self.head = nn.Linear(bert.config.hidden_size, 2)

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """(texts, 2) log-odds"""
        states = self.bert(input_ids=ids, attention_mask=mask).last_hidden_state
        return self.head(states[:, 0].float())

    def trained(self) -> list[nn.Parameter]:
        return [parameter for parameter in self.parameters() if parameter.requires_grad]

    def own_state(self) -> dict[str, torch.Tensor]:
        own = {name for name, parameter in self.named_parameters() if parameter.requires_grad}
        return {name: tensor for name, tensor in self.state_dict().items() if name in own}


def adapter(model: Reader) -> bytes:
    """What ships, as safetensors in half precision: NAME.up and NAME.down for each weight NAME, and the head."""
    from safetensors.torch import save

    return save({_name(whole): (tensor * _scale(whole)).half() for whole, tensor in model.own_state().items()})


def resume(model: Reader, shipped: bytes) -> None:
    """Into the model, what `adapter` made of one."""
    from safetensors.torch import load

    tensors = load(shipped)
    state = {whole: tensors[_name(whole)].float() / _scale(whole) for whole in model.own_state()}
    model.load_state_dict(state, strict=False)


def _name(whole: str) -> str:
    name = whole.removeprefix("bert.base_model.model.")
    return name.replace(".lora_A.default.weight", ".weight.down").replace(".lora_B.default.weight", ".weight.up")


def _scale(whole: str) -> float:
    return ALPHA / RANK if ".lora_B." in whole else 1.0
