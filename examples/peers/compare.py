#!/usr/bin/env python3
"""Sets the attacks of Ostrich beside those of Foolbox and ART, on the same SavedModel and examples.

    python examples/peers/compare.py MODEL DATA ATTACK...  [--epsilon E] [--steps N] [--queries N]

MODEL is the folder of a SavedModel whose signature gives probabilities, DATA a folder with x.npy and
y.npy. Fixed-budget attacks are compared by the accuracy they leave, attacks that look for the least
change by their mean distance. Needs Python with tensorflow, foolbox and
adversarial-robustness-toolbox; Ostrich itself needs none of them.
"""
import argparse
import json
import os
import pathlib
import subprocess
import tempfile
import time

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
import numpy as np
import tensorflow as tf

if not hasattr(np, "find_common_type"):  # foolbox 3.3.4 asks for what NumPy 2 no longer has
    np.find_common_type = lambda arrays, scalars: np.result_type(*arrays, *scalars)

LAUNCHER = pathlib.Path(__file__).resolve().parents[2] / "ostrich"
NORMS = {
    "linf": lambda d: np.abs(d).max(1),
    "l2": lambda d: np.sqrt((d**2).sum(1)),
    "l1": lambda d: np.abs(d).sum(1),
}


class Peers:
    def __init__(self, model, x, y, options):
        loaded = tf.saved_model.load(model)
        self.signature = loaded.signatures["serving_default"]
        self.loaded, self.x, self.y, self.o = loaded, x, y, options
        self.key = list(self.signature.structured_input_signature[1])[0]

    def logits(self, x, **ignored):
        scores = list(self.signature(**{self.key: tf.cast(x, tf.float32)}).values())[0]
        return tf.math.log(tf.maximum(scores, 1e-30))

    def fallen(self, adversarial):
        found = [self.logits(part).numpy().argmax(-1) for part in np.array_split(adversarial, 10) if len(part)]
        return np.concatenate(found) != self.y

    def foolbox(self, name, norm):
        import foolbox as fb

        steps, eps = self.o.steps, self.o.epsilon
        attacks = {
            ("fgsm", "linf"): lambda: fb.attacks.LinfFastGradientAttack(),
            ("fgsm", "l2"): lambda: fb.attacks.L2FastGradientAttack(),
            ("iterative", "linf"): lambda: fb.attacks.LinfPGD(rel_stepsize=0.125, steps=steps or 40, random_start=False),
            ("iterative", "l2"): lambda: fb.attacks.L2PGD(rel_stepsize=0.125, steps=steps or 40, random_start=False),
            ("iterative", "l1"): lambda: fb.attacks.L1PGD(rel_stepsize=0.125, steps=steps or 40, random_start=False),
            ("pgd", "linf"): lambda: fb.attacks.LinfPGD(rel_stepsize=0.125, steps=steps or 40),
            ("cw", "l2"): lambda: fb.attacks.L2CarliniWagnerAttack(9, steps or 1000, 0.01, 0, 1e-3),
            ("deepfool", "l2"): lambda: fb.attacks.L2DeepFoolAttack(steps=steps or 50),
            ("deepfool", "linf"): lambda: fb.attacks.LinfDeepFoolAttack(steps=steps or 50),
            ("fmn", "l2"): lambda: fb.attacks.L2FMNAttack(steps=steps or 100),
            ("fmn", "linf"): lambda: fb.attacks.LInfFMNAttack(steps=steps or 100),
            ("hopskipjump", "l2"): lambda: fb.attacks.HopSkipJumpAttack(steps=self.o.iterations),
        }
        if (name, norm) not in attacks:
            return None
        model = fb.TensorFlowModel(self.logits, bounds=(0, 1))
        goal = fb.criteria.Misclassification(tf.constant(self.y))
        budget = None if name in ("cw", "deepfool", "fmn", "hopskipjump") else eps
        _, clipped, _ = attacks[name, norm]()(model, tf.constant(self.x), goal, epsilons=budget)
        return clipped.numpy()

    def art(self, name, norm):
        from art.attacks import evasion
        from art.estimators.classification import TensorFlowV2Classifier

        classes = int(self.logits(self.x[:1]).shape[-1])
        model = TensorFlowV2Classifier(
            model=self.logits,
            nb_classes=classes,
            input_shape=self.x.shape[1:],
            loss_object=tf.keras.losses.CategoricalCrossentropy(from_logits=True),
            clip_values=(0, 1),
        )
        steps, eps, number = self.o.steps, self.o.epsilon, {"linf": np.inf, "l2": 2, "l1": 1}[norm]
        attacks = {
            "iterative": lambda: evasion.ProjectedGradientDescent(model, number, eps, eps / 8, max_iter=steps or 40, verbose=False),
            "deepfool": lambda: evasion.DeepFool(model, max_iter=steps or 50, epsilon=0.02, verbose=False) if norm == "l2" else None,
            "cw": lambda: evasion.CarliniL2Method(model, learning_rate=0.01, binary_search_steps=9, max_iter=steps or 1000, initial_const=1e-3, batch_size=100, verbose=False),
            "square": lambda: evasion.SquareAttack(model, number, max_iter=self.o.queries, eps=eps, p_init=0.8 if norm == "linf" else 0.1, batch_size=512, verbose=False),
            "hopskipjump": lambda: evasion.HopSkipJump(model, norm=number, max_iter=self.o.iterations, verbose=False),
        }
        attack = attacks.get(name, lambda: None)()
        return None if attack is None else attack.generate(self.x, np.eye(classes, dtype="f")[self.y])


def measure(fallen, x, adversarial, norm, least):
    """The share that stands, or the mean distance of what has fallen."""
    if not least:
        return f"{100 * (1 - fallen.mean()):.1f}%"
    distances = NORMS[norm]((adversarial.astype(float) - x).reshape(len(x), -1))
    return f"{distances[fallen].mean():.5g} ({fallen.sum()} fell)" if fallen.any() else "none fell"


def ostrich(options, data, name, norm, least):
    command = [LAUNCHER, "evaluate", "--model", options.model, "--data", data, "--attack", name]
    command += ["--norm", norm, "--epsilon", str(1e3 if least else options.epsilon), "--json"]
    command += ["--steps", str(options.steps)] if options.steps else []
    command += ["--queries", str(options.queries)] if name in ("square", "hopskipjump") else []
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode not in (0, 1):
        return done.stderr.strip()
    point = json.loads(done.stdout)["results"]["curves"][0]["points"][-1]
    if least:
        return f"{point['mean'][norm]:.5g} ({point['success']['count']} fell)" if point["mean"] else "none fell"
    return f"{100 * point['robustAccuracy']['share']:.1f}%"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("model")
    parser.add_argument("data")
    parser.add_argument("attacks", nargs="+", metavar="ATTACK[:NORM]")
    parser.add_argument("--epsilon", type=float, default=0.1)
    parser.add_argument("--steps", type=int)
    parser.add_argument("--queries", type=int, default=5000)
    parser.add_argument("--iterations", type=int, default=32, help="of the peers' HopSkipJump")
    parser.add_argument("--peers", default="foolbox,art")
    parser.add_argument("--limit", type=int, default=100)
    options = parser.parse_args()
    x = np.load(f"{options.data}/x.npy")[: options.limit].astype("f")
    y = np.load(f"{options.data}/y.npy")[: options.limit].astype("i")
    with tempfile.TemporaryDirectory() as folder:
        np.save(f"{folder}/x.npy", x)
        np.save(f"{folder}/y.npy", y)
        peers = Peers(options.model, x, y, options)
        print(f"clean {100 * (1 - peers.fallen(x).mean()):.1f}%, {len(x)} examples")
        for attack in options.attacks:
            name, _, norm = attack.partition(":")
            norm = norm or "linf"
            least = name in ("cw", "deepfool", "fmn", "hopskipjump", "lbfgs")
            begin = time.time()
            row = {"ostrich": (ostrich(options, folder, name, norm, least), time.time() - begin)}
            for peer in options.peers.split(","):
                begin = time.time()
                adversarial = getattr(peers, peer)(name, norm)
                if adversarial is not None:
                    figure = measure(peers.fallen(adversarial), x, adversarial, norm, least)
                    row[peer] = (figure, time.time() - begin)
            print(f"{name} {norm}: " + "; ".join(f"{k} {v} in {s:.1f} s" for k, (v, s) in row.items()), flush=True)


main()
