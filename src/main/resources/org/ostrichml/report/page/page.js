document.querySelectorAll(".triple").forEach(function (triple) {
  var flip = triple.querySelector(".flip");
  var slider = flip.querySelector("input");
  var source = function (name) { return triple.querySelector("img." + name).src; };
  var show = function (share) {
    slider.value = share;
    flip.style.setProperty("--at", share);
    flip.dataset.shown = share;
  };
  flip.querySelector(".over").src = source("original");
  flip.querySelector(".under").src = source("result");
  slider.addEventListener("input", function () { show(slider.value); });
  flip.querySelector("button").addEventListener("click", function () {
    show(slider.value === "100" ? 0 : 100);
  });
  flip.hidden = false;
});
