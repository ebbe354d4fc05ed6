"""Attacks a SavedModel with the Python libraries, for `ostrich bench`.

One process serves one work: it reads a request a line from standard input, as JSON, and answers each
with a line of JSON on standard output. All libraries get the same function, images, labels, bounds,
epsilon, step size and number of steps, and start at the original.

With arguments, `cold MODEL SIGNATURE LOWER UPPER PICTURE EPSILON OUT`, it does one FGSM from picture
to picture and ends.
"""
import importlib.metadata
import json
import os
import sys
import time

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("TF_USE_LEGACY_KERAS", "1")

LIBRARIES = {"foolbox": "foolbox", "art": "adversarial-robustness-toolbox", "cleverhans": "cleverhans"}
TINY = 1e-30


class Model:
    """The SavedModel as a function from images to logits."""

    def __init__(self, folder, signature):
        self.owner = tf.saved_model.load(folder)
        self.signature = self.owner.signatures[signature]
        self.key = next(iter(self.signature.structured_input_signature[1]))
        self.name = next(iter(self.signature.structured_outputs))
        self.probabilities = False

    def raw(self, x):
        return self.signature(**{self.key: x})[self.name]

    def learn_output(self, x):
        """Whether the output is probabilities, which have to become logits again."""
        self.probabilities = bool(np.allclose(self.raw(x).numpy().sum(-1), 1, atol=1e-3))

    def logits(self, x, **ignored):
        out = self.raw(x)
        return tf.math.log(tf.maximum(out, TINY)) if self.probabilities else out


class Work:
    """A model, and what is to be done to which images."""

    def __init__(self, request):
        self.x = np.load(request["images"])
        self.y = np.load(request["labels"]).astype("int64")
        self.lower, self.upper = request["lower"], request["upper"]
        self.epsilon, self.step = request["epsilon"], request["step"]
        batch = request["batch"]
        self.parts = [slice(i, i + batch) for i in range(0, len(self.x), batch)]
        self.model = Model(request["model"], request["signature"])
        self.model.learn_output(tf.constant(self.x[:1]))
        self.classes = int(self.model.raw(tf.constant(self.x[:1])).shape[-1])
        self.compiled = tf.function(self.model.raw, reduce_retracing=True)
        self.attacks = {}

    def forward(self):
        return [self.compiled(tf.constant(self.x[part])).numpy() for part in self.parts]

    def attack(self, peer, steps):
        if (peer, steps) not in self.attacks:
            self.attacks[peer, steps] = getattr(self, peer.replace("-", "_"))(steps)
        one = self.attacks[peer, steps]
        return lambda: np.concatenate([one(self.x[part], self.y[part]) for part in self.parts])

    def foolbox(self, steps):
        if not hasattr(np, "find_common_type"):  # foolbox asks for what NumPy 2 no longer has
            np.find_common_type = lambda arrays, scalars: np.result_type(*arrays, *scalars)
        import foolbox

        model = foolbox.TensorFlowModel(self.model.logits, bounds=(self.lower, self.upper))
        attack = foolbox.attacks.LinfProjectedGradientDescentAttack(
            abs_stepsize=self.step, steps=steps, random_start=False
        )
        wrong = foolbox.criteria.Misclassification
        return lambda x, y: attack.run(model, tf.constant(x), wrong(tf.constant(y)), epsilon=self.epsilon).numpy()

    def art(self, steps):
        from art.attacks.evasion import ProjectedGradientDescent
        from art.estimators.classification import TensorFlowV2Classifier

        model = TensorFlowV2Classifier(
            model=self.model.logits,
            nb_classes=self.classes,
            input_shape=self.x.shape[1:],
            loss_object=tf.keras.losses.CategoricalCrossentropy(from_logits=True),
            clip_values=(self.lower, self.upper),
        )
        attack = ProjectedGradientDescent(
            model, np.inf, self.epsilon, self.step, max_iter=steps, batch_size=len(self.x), verbose=False
        )
        return lambda x, y: attack.generate(x, np.eye(self.classes, dtype="float32")[y])

    def cleverhans(self, steps):
        from cleverhans.tf2.attacks.projected_gradient_descent import projected_gradient_descent

        return lambda x, y: projected_gradient_descent(
            self.model.logits,
            tf.constant(x),
            self.epsilon,
            self.step,
            steps,
            np.inf,
            clip_min=self.lower,
            clip_max=self.upper,
            y=tf.constant(y),
            rand_init=False,
            sanity_checks=False,
        ).numpy()

    def tf_function(self, steps):
        @tf.function(reduce_retracing=True)
        def loop(start, y):
            x = start
            for _ in tf.range(steps):
                with tf.GradientTape() as tape:
                    tape.watch(x)
                    loss = tf.nn.sparse_softmax_cross_entropy_with_logits(labels=y, logits=self.model.logits(x))
                x = x + self.step * tf.sign(tape.gradient(loss, x))
                x = tf.clip_by_value(x, start - self.epsilon, start + self.epsilon)
                x = tf.clip_by_value(x, self.lower, self.upper)
                x.set_shape(start.shape)  # a model may forget how many examples it was given
            return x

        return lambda x, y: loop(tf.constant(x), tf.constant(y)).numpy()


def timed(call, request):
    """Calls until the turn is over; milliseconds of each call, and what the last one gave."""
    milliseconds = []
    while not milliseconds or (sum(milliseconds) < request["millis"] and len(milliseconds) < request["calls"]):
        begin = time.perf_counter()
        result = call()
        milliseconds.append((time.perf_counter() - begin) * 1e3)
    return milliseconds, result


def peak_memory():
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) * 1024 for line in status if line.startswith("VmHWM"))


class Server:
    """Answers requests."""

    def __init__(self):
        self.work = None

    def versions(self, request):
        found = {"python": sys.version.split()[0], "tensorflow": tf.__version__}
        for name, package in LIBRARIES.items():
            try:
                found[name] = importlib.metadata.version(package)
            except importlib.metadata.PackageNotFoundError:
                pass
        return found

    def load(self, request):
        self.work = Work(request)
        return {}

    def forward(self, request):
        return {"milliseconds": timed(self.work.forward, request)[0]}

    def attack(self, request):
        milliseconds, result = timed(self.work.attack(request["peer"], request["steps"]), request)
        np.save(request["out"], np.asarray(result, dtype="float32"))
        return {"milliseconds": milliseconds}

    def memory(self, request):
        return {"bytes": peak_memory()}


def in_one_line(error):
    lines = [line.strip() for line in str(error).splitlines() if line.strip()] or [""]
    inside = lines[0] == "in user code:"  # TensorFlow's account of a traced function ends with the reason
    return f"{type(error).__name__}: {lines[-1 if inside else 0]}"[:300]


def serve(answers):
    server = Server()
    for line in sys.stdin:
        request = json.loads(line)
        try:
            answer = getattr(server, request["do"])(request)
        except Exception as error:
            answer = {"error": in_one_line(error)}
        print(json.dumps(answer), file=answers, flush=True)


def cold(folder, signature, lower, upper, picture, epsilon, out):
    lower, upper, epsilon = float(lower), float(upper), float(epsilon)
    model = Model(folder, signature)
    shape = model.signature.structured_input_signature[1][model.key].shape
    image = tf.io.decode_image(tf.io.read_file(picture), channels=3, expand_animations=False)
    image = tf.image.resize(tf.cast(image, tf.float32), shape[1:3], antialias=True)
    x = image[tf.newaxis] / 255 * (upper - lower) + lower
    model.learn_output(x)
    label = tf.argmax(model.raw(x), -1)
    with tf.GradientTape() as tape:
        tape.watch(x)
        loss = tf.nn.sparse_softmax_cross_entropy_with_logits(labels=label, logits=model.logits(x))
    x = tf.clip_by_value(x + epsilon * tf.sign(tape.gradient(loss, x)), lower, upper)
    pixels = tf.cast(tf.round((x[0] - lower) / (upper - lower) * 255), tf.uint8)
    tf.io.write_file(out, tf.io.encode_png(pixels))


lines = os.fdopen(os.dup(1), "w")
os.dup2(2, 1)  # libraries print, and standard output is for answers
try:
    import numpy as np
    import tensorflow as tf
except ImportError as error:
    print(json.dumps({"error": str(error)}), file=lines, flush=True)
    sys.exit(1)
if sys.argv[1:2] == ["cold"]:
    cold(*sys.argv[2:])
else:
    serve(lines)
