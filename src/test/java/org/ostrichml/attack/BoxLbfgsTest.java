package org.ostrichml.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.ToDoubleBiFunction;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BoxLbfgsTest {
  private static final Offset<Double> NEAR = within(1e-6);

  /** Functions write their gradient to the second argument. */
  private static double[] minimize(
      double[] start,
      double[] lower,
      double[] upper,
      int most,
      ToDoubleBiFunction<double[], double[]> function) {
    BoxLbfgs minimization = new BoxLbfgs(start, lower, upper, 0.01, 1e-16);
    for (int i = 0; i < most && !minimization.isDone(); i++) {
      double[] point = minimization.point();
      for (int j = 0; j < point.length; j++) {
        assertThat(point[j]).isBetween(lower[j], upper[j]);
      }
      double[] gradient = new double[point.length];
      minimization.tell(function.applyAsDouble(point, gradient), gradient);
    }
    return minimization.best();
  }

  private static double[] all(int size, double value) {
    double[] values = new double[size];
    Arrays.fill(values, value);
    return values;
  }

  @Test
  void separableQuadraticEndsAtTheNearestPointOfTheBox() {
    double[] centre = {-3, 0.2, 0.7, 5, 0, 1};
    double[] curvature = {1, 100, 0.01, 7, 3, 1e-3};
    double[] result =
        minimize(
            all(6, 0.5),
            all(6, 0),
            all(6, 1),
            200,
            (x, g) -> {
              double sum = 0;
              for (int i = 0; i < 6; i++) {
                g[i] = curvature[i] * (x[i] - centre[i]);
                sum += g[i] * (x[i] - centre[i]) / 2;
              }
              return sum;
            });
    assertThat(result).containsExactly(new double[] {0, 0.2, 0.7, 1, 0, 1}, NEAR);
  }

  /** Where the bound is active the other variable is not at its unbounded optimum. */
  @Test
  void coupledQuadraticWithAnActiveBound() {
    double[] result =
        minimize(
            new double[] {0.9, 0.1},
            all(2, 0),
            all(2, 1),
            100,
            (x, g) -> {
              g[0] = 2 * x[0] + x[1] - 4;
              g[1] = x[0] + 2 * x[1] - 1.5;
              return x[0] * x[0] + x[0] * x[1] + x[1] * x[1] - 4 * x[0] - 1.5 * x[1];
            });
    assertThat(result).containsExactly(new double[] {1, 0.25}, NEAR);
  }

  /** The valley of Rosenbrock, whole and cut off at several places. */
  @ParameterizedTest
  @CsvSource({"-2, 2, 1, 1", "-2, 0.5, 0.5, 0.25", "1.5, 2, 1.5, 2", "-2, -1, -1, -1"})
  void rosenbrockInABox(double lower, double upper, double x, double y) {
    double start = Math.max(lower, Math.min(upper, -1.2));
    double[] result =
        minimize(
            new double[] {start, Math.max(lower, Math.min(upper, 1))},
            all(2, lower),
            all(2, upper),
            300,
            (p, g) -> {
              double valley = p[1] - p[0] * p[0];
              g[0] = -400 * p[0] * valley - 2 * (1 - p[0]);
              g[1] = 200 * valley;
              return 100 * valley * valley + (1 - p[0]) * (1 - p[0]);
            });
    assertThat(result).containsExactly(new double[] {x, y}, within(1e-5));
  }

  /** The conditions of Karush, Kuhn and Tucker hold for random convex quadratics. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void optimalityConditionsHold(long seed) {
    int size = 40;
    SplittableRandom random = new SplittableRandom(seed);
    double[][] factor = new double[size][size];
    double[] linear = new double[size];
    for (int i = 0; i < size; i++) {
      linear[i] = random.nextDouble(-20, 20);
      for (int j = 0; j < size; j++) {
        factor[i][j] = random.nextDouble(-1, 1) + (i == j ? 2 : 0);
      }
    }
    double[] gradient = new double[size];
    ToDoubleBiFunction<double[], double[]> function =
        (x, g) -> {
          double sum = 0;
          System.arraycopy(linear, 0, g, 0, size);
          for (int i = 0; i < size; i++) {
            double row = 0;
            for (int j = 0; j < size; j++) {
              row += factor[i][j] * x[j];
            }
            sum += row * row / 2 + linear[i] * x[i];
            for (int j = 0; j < size; j++) {
              g[j] += factor[i][j] * row;
            }
          }
          return sum;
        };
    double[] x = minimize(all(size, 0), all(size, -1), all(size, 1), 2000, function);
    function.applyAsDouble(x, gradient);
    int active = 0;
    for (int i = 0; i < size; i++) {
      if (x[i] == -1) {
        assertThat(gradient[i]).isGreaterThan(-1e-4);
      } else if (x[i] == 1) {
        assertThat(gradient[i]).isLessThan(1e-4);
      } else {
        assertThat(gradient[i]).isCloseTo(0, within(1e-4));
      }
      active += Math.abs(x[i]) == 1 ? 1 : 0;
    }
    assertThat(active).isBetween(1, size - 1);
  }

  @Test
  void valuesThatAreNoNumbersAreStayedAwayFrom() {
    double[] result =
        minimize(
            new double[] {0.5},
            new double[] {0},
            new double[] {1e9},
            100,
            (x, g) -> {
              g[0] = 1 - 1 / x[0];
              return x[0] > 3 ? Double.NaN : x[0] - Math.log(x[0]);
            });
    assertThat(result[0]).isCloseTo(1, within(1e-6));
  }

  @Test
  void gradientOfZeroEndsIt() {
    double[] start = {0.25, 0.75};
    assertThat(minimize(start, all(2, 0), all(2, 1), 5, (x, g) -> 0)).isEqualTo(start);
  }
}
