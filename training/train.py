"""Trains the reader on two processor cores and writes its adapter: general questions first, then those of our field.

Runs with PyTorch, in an environment of its own: `make train`. It reads what `training.examples` wrote.
"""

import argparse
import json
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import nn

from training.model import EVIDENCE, YES, Reader, adapter, model_folder, resume

SEED = 7
MAX_TOKENS = 112
BATCH_TOKENS = 4096
NEGATIVES = {"general": 8, "train": 7, "pairs": 1}
REPEATED = {"train": 1, "pairs": 3}
"""How often in a round: the pairs are few, and made to be hard."""
EPOCHS = {"general": 2, "train": 3, "more": 1}
RATE = {"general": 1e-3, "train": 7e-4, "more": 4e-4}
_EVIDENCE_WEIGHT = 2.5
"""Of a sentence that is evidence, beside one that is not: most are not."""
_YES_WEIGHT = 4.0


@dataclass(frozen=True, slots=True)
class Pair:
    ids: list[int]
    evidence: float
    yes: float
    """1 yes, 0 no, -1 where that is not asked"""


def pairs(path: Path, tokenizer: Tokenizer, negatives: int, share: float = 1.0) -> list[Pair]:
    texts, marks = [], []
    for example in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
        if random.random() > share:
            continue
        evidence = set(example["evidence"])
        others = [i for i in range(len(example["sentences"])) if i not in evidence][:negatives]
        for i in (*evidence, *others):
            texts.append((example["question"], example["sentences"][i]))
            opens = example["opens"] if i in evidence else ""
            marks.append((float(i in evidence), float(opens == "yes") if opens else -1.0))
    encodings = tokenizer.encode_batch(texts)
    return [Pair(encoding.ids, *mark) for encoding, mark in zip(encodings, marks, strict=True)]


def batches(found: Sequence[Pair]) -> list[list[Pair]]:
    """Pairs of about one length together, so that little is padded; in a new order each time."""
    order = random.sample(found, len(found))
    batched: list[list[Pair]] = []
    for start in range(0, len(order), 2048):
        batch: list[Pair] = []
        for pair in sorted(order[start : start + 2048], key=lambda pair: len(pair.ids)):
            if batch and (len(batch) + 1) * len(pair.ids) > BATCH_TOKENS:
                batched.append(batch)
                batch = []
            batch.append(pair)
        batched.append(batch)
    random.shuffle(batched)
    return batched


def tensors(batch: Sequence[Pair]) -> tuple[torch.Tensor, torch.Tensor]:
    longest = max(len(pair.ids) for pair in batch)
    ids = torch.zeros(len(batch), longest, dtype=torch.long)
    mask = torch.zeros_like(ids)
    for row, pair in enumerate(batch):
        ids[row, : len(pair.ids)] = torch.tensor(pair.ids)
        mask[row, : len(pair.ids)] = 1
    return ids, mask


def loss_of(marks: torch.Tensor, batch: Sequence[Pair]) -> torch.Tensor:
    evidence = torch.tensor([pair.evidence for pair in batch])
    yes = torch.tensor([pair.yes for pair in batch])
    error = nn.functional.binary_cross_entropy_with_logits
    loss = error(marks[:, EVIDENCE], evidence, weight=1 + (_EVIDENCE_WEIGHT - 1) * evidence)
    opened = yes >= 0
    if opened.any():
        loss = loss + _YES_WEIGHT * error(marks[opened, YES], yes[opened], reduction="sum") / len(batch)
    return loss


def train(model: Reader, found: Sequence[Pair], epochs: int, rate: float) -> None:
    steps = epochs * len(batches(found))
    optimizer = torch.optim.AdamW(model.trained(), lr=rate, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, rate, total_steps=steps + epochs * 8, pct_start=0.06)
    model.train()
    began, done = time.monotonic(), 0
    for epoch in range(epochs):
        total, seen = 0.0, batches(found)
        for batch in seen:
            with torch.autocast("cpu", dtype=torch.bfloat16):
                marks = model(*tensors(batch))
            loss = loss_of(marks, batch)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.trained(), 1.0)
            optimizer.step()
            schedule.step()
            total, done = total + loss.item(), done + len(batch)
        pace = done / (time.monotonic() - began)
        print(f"epoch {epoch + 1} of {epochs}: loss {total / len(seen):.4f}, {pace:.0f} pairs a second", flush=True)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("examples", type=Path, help="the folder that training.examples wrote")
    options.add_argument("--out", type=Path, required=True, help="the adapter to write")
    options.add_argument("--general", type=Path, help="weights after the general questions: made once, then reused")
    options.add_argument("--share", type=float, default=1.0, help="of the field's questions (the learning curve)")
    options.add_argument(
        "--start", type=Path, help="an adapter to go on from, for one more round of the field's questions"
    )
    given = options.parse_args()
    random.seed(SEED)
    torch.manual_seed(SEED)
    torch.set_num_threads(2)
    tokenizer = Tokenizer.from_file(str(model_folder() / "tokenizer.json"))
    tokenizer.enable_truncation(MAX_TOKENS)
    tokenizer.no_padding()
    model = Reader()
    if given.start:
        resume(model, given.start.read_bytes())
    elif given.general and given.general.is_file():
        model.load_state_dict(torch.load(given.general, weights_only=True), strict=False)
    elif (path := given.examples / "general.jsonl").is_file():
        train(model, pairs(path, tokenizer, NEGATIVES["general"]), EPOCHS["general"], RATE["general"])
        if given.general:
            torch.save(model.own_state(), given.general)
    field = [
        pair
        for name, times in REPEATED.items()
        for pair in pairs(given.examples / f"{name}.jsonl", tokenizer, NEGATIVES[name], given.share) * times
    ]
    stage = "more" if given.start else "train"
    train(model, field, EPOCHS[stage], RATE[stage])
    given.out.write_bytes(adapter(model))


if __name__ == "__main__":
    main()
