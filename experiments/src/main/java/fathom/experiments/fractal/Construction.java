package fathom.experiments.fractal;

import fathom.nn.Tensor;
import module fathom.experiments;
import module java.base;

/**
 * The explicit network of theorem 1: it folds every cell of a level onto the whole cube, two layers a level, and remembers whether the point
 * ever fell between the cells.
 *
 * <pre>
 * z = x, q = 0;   for level l = 1..n, u_i = F_i^{-1}(z):
 *     layer A   g_ij = [|u_ij| - (1 - delta)]_+  (two units),   z + 1,   q              2 d r + d + 1 units
 *     layer B   b_ij = [u_ij + 1 - M s_i]_+,  v_i = [1 - M s_i]_+,  q                   d r + r + 1 units,   s_i = sum_j g_ij, M = 2 / delta
 *     z := sum_i b_i - 1,   q := q + 1 - sum_i v_i
 * N(x) = 1/2 - q / (2 epsilon)
 * </pre>
 *
 * delta = min(1/2, margin / s^l), s the largest scale; epsilon = margin (1 - s) / (2 s). Points deeper than the margin in a cell of K_n have
 * q = 0 and N = 1/2. Where N ≥ 0 each level's fold is off by at most epsilon, so x lies within epsilon (s + s^2 + ...) &lt; margin of K_n: points
 * farther away are negative. 2 n hidden layers of at most 2 d r + d + 1 units; the theorem allows 2 n + 1 of 5 d r. The paper's own network is
 * not printed in full; this one is ours, by its induction. With fewer levels it is the truncated network of theorem 3.
 *
 * @param system the fractal
 * @param levels folds, at least 1
 * @param margin positive
 */
record Construction(IteratedSystem system, int levels, double margin) {

    Construction {
        if (levels < 1 || !(margin > 0)) {
            throw new IllegalArgumentException(
                    "a construction needs 1 or more levels and a positive margin, not " + levels + " and " + margin);
        }
    }

    int hiddenLayers() {
        return 2 * levels;
    }

    private int unitsOfA() {
        return 2 * system.dimension() * system.maps().size() + system.dimension() + 1;
    }

    private int unitsOfB() {
        return (system.dimension() + 1) * system.maps().size() + 1;
    }

    /** The widest hidden layer. */
    int width() {
        return Math.max(unitsOfA(), unitsOfB());
    }

    Architecture architecture() {
        List<Layer> layers = new ArrayList<>();
        for (int level = 0; level < levels; level++) {
            layers.addAll(List.of(new Dense(unitsOfA()), Activated.relu(), new Dense(unitsOfB()), Activated.relu()));
        }
        layers.add(new Dense(1));
        return new Architecture(system.dimension(), layers);
    }

    /** The weights, in the order of the architecture's tensors. */
    double[] parameters() {
        Architecture architecture = architecture();
        double[] parameters = new double[architecture.parameters()];
        List<Tensor> tensors = architecture.tensors();
        int d = system.dimension();
        int r = system.maps().size();
        List<Form> z = IntStream.range(0, d).mapToObj(j -> Form.unit(d, j)).toList();
        Form q = Form.constant(d, 0);
        int a = unitsOfA();
        int b = unitsOfB();
        for (int level = 1; level <= levels; level++) {
            double delta = delta(level);
            write(folding(z, q, delta), tensors, 4 * (level - 1), parameters);

            List<Form> units = new ArrayList<>();
            List<Form> inside = new ArrayList<>();
            for (int i = 0; i < r; i++) {
                Form off = Form.constant(a, 0);
                for (int k = 2 * d * i; k < 2 * d * (i + 1); k++) {
                    off = off.plus(Form.unit(a, k).times(-2 / delta));
                }
                for (int j = 0; j < d; j++) {
                    Form coordinate = Form.unit(a, 2 * d * r + j).plus(-1);
                    units.add(preimage(i, j, coordinate).plus(1).plus(off));
                }
                inside.add(off.plus(1));
            }
            units.addAll(inside);
            units.add(Form.unit(a, a - 1));
            write(units, tensors, 4 * (level - 1) + 2, parameters);

            q = Form.unit(b, b - 1).plus(1);
            z = new ArrayList<>(Collections.nCopies(d, Form.constant(b, -1)));
            for (int i = 0; i < r; i++) {
                for (int j = 0; j < d; j++) {
                    z.set(j, z.get(j).plus(Form.unit(b, d * i + j)));
                }
                q = q.plus(Form.unit(b, d * r + i).times(-1));
            }
        }
        double scale = scales(system).max().orElseThrow();
        double epsilon = margin * (1 - scale) / (2 * scale);
        write(List.of(q.times(-1 / (2 * epsilon)).plus(0.5)), tensors, 4 * levels, parameters);
        return parameters;
    }

    /** The network in double. */
    DoubleNetwork network() {
        return new DoubleNetwork(architecture(), parameters());
    }

    /** The units of layer A. */
    private List<Form> folding(List<Form> z, Form q, double delta) {
        List<Form> units = new ArrayList<>();
        for (int i = 0; i < system.maps().size(); i++) {
            for (int j = 0; j < z.size(); j++) {
                Form u = preimage(i, j, z.get(j));
                units.add(u.plus(delta - 1));
                units.add(u.times(-1).plus(delta - 1));
            }
        }
        z.forEach(coordinate -> units.add(coordinate.plus(1)));
        units.add(q);
        return units;
    }

    private Form preimage(int i, int j, Form coordinate) {
        AxisMap map = system.maps().get(i);
        return coordinate.plus(-map.shift(j)).times(1 / map.scale(j));
    }

    private double delta(int level) {
        return Math.min(0.5, margin / power(scales(system).max().orElseThrow(), level));
    }

    /** |s_ij| of all maps and coordinates. */
    static DoubleStream scales(IteratedSystem system) {
        return system.maps().stream()
                .flatMapToDouble(map -> IntStream.range(0, map.dimension()).mapToDouble(j -> Math.abs(map.scale(j))));
    }

    static double power(double base, int exponent) {
        double power = 1;
        for (int i = 0; i < exponent; i++) {
            power *= base;
        }
        return power;
    }

    private static void write(List<Form> units, List<Tensor> tensors, int layer, double[] parameters) {
        for (Tensor tensor : tensors) {
            if (tensor.layer() == layer) {
                for (int unit = 0; unit < units.size(); unit++) {
                    Form form = units.get(unit);
                    if (tensor.kind() == Tensor.Kind.BIAS) {
                        parameters[tensor.offset() + unit] = form.constant;
                    } else {
                        for (int in = 0; in < form.weights.length; in++) {
                            parameters[tensor.offset() + in * units.size() + unit] = form.weights[in];
                        }
                    }
                }
            }
        }
    }

    /** An affine function of the units of the layer before. */
    private record Form(double[] weights, double constant) {

        static Form constant(int inputs, double value) {
            return new Form(new double[inputs], value);
        }

        static Form unit(int inputs, int which) {
            double[] weights = new double[inputs];
            weights[which] = 1;
            return new Form(weights, 0);
        }

        Form plus(double value) {
            return new Form(weights, constant + value);
        }

        Form plus(Form other) {
            double[] sum = weights.clone();
            for (int i = 0; i < sum.length; i++) {
                sum[i] += other.weights[i];
            }
            return new Form(sum, constant + other.constant);
        }

        Form times(double factor) {
            return new Form(
                    Arrays.stream(weights).map(weight -> weight * factor).toArray(), constant * factor);
        }
    }
}
