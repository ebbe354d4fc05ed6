/* Has uPlot draw each figure with data-plot, which is a Plot as JSON. */
document.querySelectorAll(".plot").forEach(function (figure) {
  const plot = JSON.parse(figure.dataset.plot);
  const area = figure.querySelector(".area");
  const reading = figure.querySelector(".reading");
  const hint = reading.textContent;
  const size = function () { return {width: area.clientWidth, height: area.clientHeight}; };

  /* On one x axis, for each line: its values, their upper and lower ends, and its notes. */
  const columns = uPlot.join(plot.lines.map(function (line) {
    return ["x", "y", "upper", "lower", "note"].map(function (key) {
      return line.points.map(function (point) { return point[key]; });
    });
  }));
  const notes = function (i) { return columns[4 * i + 4]; };
  const data = columns.filter(function (column, k) { return k === 0 || k % 4 !== 0; });
  const middle = function (i) { return 3 * i + 1; };

  /* Tells of the point nearest to the cursor in words. */
  const read = function (u) {
    const at = u.cursor.idx;
    let nearest = Infinity;
    reading.textContent = hint;
    plot.lines.forEach(function (line, i) {
      const value = at == null ? null : data[middle(i)][at];
      const far = value == null ? Infinity : Math.abs(u.valToPos(value, "y") - u.cursor.top);
      if (far < nearest && u.series[middle(i)].show) {
        nearest = far;
        reading.textContent = notes(i)[at];
      }
    });
  };

  const axis = function (percent, style) {
    return {
      stroke: style.getPropertyValue("--soft"),
      grid: {stroke: style.getPropertyValue("--rule"), width: 1},
      ticks: {show: false},
      font: "13px " + style.fontFamily,
      splits: percent ? [0, 0.25, 0.5, 0.75, 1] : null,
      values: function (u, splits) {
        return splits.map(function (split) {
          return percent ? 100 * split + "%" : String(Number(split.toPrecision(6)));
        });
      },
      size: function (u, labels, number) {
        const lengths = (labels || []).map(function (label) { return label.length; });
        return number === 0 ? 30 : 14 + 8 * Math.max(0, ...lengths);
      }
    };
  };

  const draw = function () {
    const style = getComputedStyle(figure);
    const percent = plot.y.scale === "PERCENT";
    const series = [{}];
    const bands = [];
    plot.lines.forEach(function (line, i) {
      const colour = style.getPropertyValue("--c" + line.colour % 6);
      const end = {class: "end", stroke: "transparent", points: {show: false}};
      series.push({
        label: line.name,
        stroke: colour,
        width: 2.5,
        dash: line.colour < 6 ? null : [7, 6],
        points: {show: line.marked, size: 9, fill: colour}
      }, end, end);
      bands.push(
          {series: [middle(i) + 1, middle(i)], fill: colour + "22"},
          {series: [middle(i), middle(i) + 2], fill: colour + "22"});
    });
    return new uPlot({
      ...size(),
      padding: [10, 14, 0, 0],
      scales: {x: {time: false}, y: percent ? {range: [0, 1]} : {}},
      axes: [axis(plot.x.scale === "PERCENT", style), axis(percent, style)],
      series: series,
      bands: bands,
      cursor: {y: false, drag: {x: false}},
      hooks: {setCursor: [read]},
      legend: {
        show: plot.lines.length > 1,
        live: false,
        mount: function (u, legend) { figure.insertBefore(legend, figure.querySelector(".axis")); },
        markers: {
          dash: function (u, k) { return u.series[k].dash ? "dashed" : "solid"; },
          fill: "transparent"
        }
      }
    }, data, area);
  };

  let drawn = draw();
  new ResizeObserver(function () { drawn.setSize(size()); }).observe(area);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", function () {
    drawn.destroy();
    drawn = draw();
  });
});
