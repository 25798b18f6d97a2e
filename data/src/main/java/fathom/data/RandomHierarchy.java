package fathom.data;

import fathom.simd.matrix.FloatMatrix;
import fathom.simd.random.RandomStream;
import java.util.Arrays;

/**
 * The random hierarchy model: sentences of a random grammar, whose class is the symbol at the root. Every symbol of a level is written by
 * one of m synonyms, tuples of s symbols of the level below; no tuple belongs to two symbols, so that a sentence has one root.
 *
 * <pre>
 * class -> s symbols -> s^2 symbols -> ... -> s^L symbols, each one of v, one-hot
 * </pre>
 *
 * An input has d = s^L v entries: position p holds symbol a as (e_a - 1/v) / sqrt((1/v)(1 - 1/v)), so that entries of uniform symbols have
 * mean 0 and variance 1. There are two classes, and the target is -1 for the first and +1 for the second; 0 where an input is no sentence.
 * Tuples of single positions carry little of the class, tuples of tuples all of it: a function with L levels. Source: Cagnina, Petrini,
 * Tomasini, Favero and Wyart, "How Deep Neural Networks Learn Compositional Data: The Random Hierarchy Model", Physical Review X 14 (2024).
 */
public final class RandomHierarchy implements Target, InputDistribution {

    private static final int CLASSES = 2;

    /** Most tuples and most entries: more than experiments need, and the grammar holds a number for each tuple. */
    private static final int LARGEST = 1 << 20;

    private static final int NO_SYMBOL = -1;

    private final int levels;
    private final int branching;
    private final int vocabulary;
    private final int synonyms;
    private final long seed;
    private final int length;
    /** rules[l][a m + i]: the i-th synonym of symbol a of level l (level 0 holds the classes), its s symbols as digits to base v. */
    private final int[][] rules;
    /** roots[l][tuple]: the symbol of level l that the tuple writes. */
    private final int[][] roots;

    /**
     * The grammar that a seed gives.
     *
     * @param levels L, at least 1
     * @param branching s, at least 2: symbols in a tuple
     * @param vocabulary v, at least 2: symbols of a level
     * @param synonyms m, from 1 to v^(s-1): tuples that write a symbol
     * @throws IllegalArgumentException if a size is out of its range
     */
    public RandomHierarchy(int levels, int branching, int vocabulary, int synonyms, long seed) {
        if (levels < 1 || branching < 2 || vocabulary < 2) {
            throw new IllegalArgumentException(
                    "a random hierarchy needs at least 1 level, tuples of 2 and 2 symbols, not " + levels + ", "
                            + branching + " and " + vocabulary);
        }
        long tuples = power(vocabulary, branching);
        if (synonyms < 1 || (long) synonyms * vocabulary > tuples) {
            throw new IllegalArgumentException("each of " + vocabulary + " symbols needs between 1 and "
                    + tuples / vocabulary + " tuples of its own, not " + synonyms);
        }
        if (tuples > LARGEST || power(branching, levels) > LARGEST / vocabulary) {
            throw new IllegalArgumentException("a random hierarchy of " + levels + " levels, tuples of " + branching
                    + " and " + vocabulary + " symbols is too large: v^s and s^L v must not exceed " + LARGEST);
        }
        this.levels = levels;
        this.branching = branching;
        this.vocabulary = vocabulary;
        this.synonyms = synonyms;
        this.seed = seed;
        this.length = (int) power(branching, levels);
        this.rules = new int[levels][];
        this.roots = new int[levels][(int) tuples];
        RandomStream grammar = RandomStream.of(seed, "random hierarchy");
        for (int level = 0; level < levels; level++) {
            int symbols = level == 0 ? CLASSES : vocabulary;
            rules[level] = Arrays.copyOf(grammar.child(level).permutation((int) tuples), symbols * synonyms);
            Arrays.fill(roots[level], NO_SYMBOL);
            for (int rule = 0; rule < rules[level].length; rule++) {
                roots[level][rules[level][rule]] = rule / synonyms;
            }
        }
    }

    @Override
    public String name() {
        return "hierarchy(L=" + levels + ",s=" + branching + ",v=" + vocabulary + ",m=" + synonyms + ",seed=" + seed
                + ")";
    }

    @Override
    public int dimension() {
        return length * vocabulary;
    }

    /** Choices 0 (the class) to s^(L-1) + ... + s + 1 (a synonym for each symbol above the last level) decide a sentence. */
    @Override
    public FloatMatrix sample(int n, RandomStream stream) {
        FloatMatrix inputs = Sizes.inputs(n, this);
        long choices = 1 + (length - 1) / (branching - 1);
        for (int i = 0; i < n; i++) {
            write(sentence(stream, i * choices), inputs, i);
        }
        return inputs;
    }

    @Override
    public double value(FloatMatrix inputs, int row) {
        Sizes.checkColumns(this, inputs);
        int[] symbols = read(inputs, row);
        for (int level = levels - 1; level >= 0; level--) {
            int[] above = new int[symbols.length / branching];
            for (int p = 0; p < above.length; p++) {
                int tuple = 0;
                for (int q = 0; q < branching; q++) {
                    tuple = tuple * vocabulary + symbols[p * branching + q];
                }
                above[p] = roots[level][tuple];
                if (above[p] == NO_SYMBOL) {
                    return 0;
                }
            }
            symbols = above;
        }
        return symbols[0] == 0 ? -1 : 1;
    }

    /** v, the symbols of a level. */
    public int vocabulary() {
        return vocabulary;
    }

    /** s, the symbols of a tuple. */
    public int branching() {
        return branching;
    }

    /** s^L, the places of a sentence. */
    public int length() {
        return length;
    }

    private int[] sentence(RandomStream stream, long choice) {
        int[] symbols = {stream.below(CLASSES, choice++)};
        for (int level = 0; level < levels; level++) {
            int[] below = new int[symbols.length * branching];
            for (int p = 0; p < symbols.length; p++) {
                int tuple = rules[level][symbols[p] * synonyms + stream.below(synonyms, choice++)];
                for (int q = branching - 1; q >= 0; q--) {
                    below[p * branching + q] = tuple % vocabulary;
                    tuple /= vocabulary;
                }
            }
            symbols = below;
        }
        return symbols;
    }

    private void write(int[] symbols, FloatMatrix inputs, int row) {
        for (int p = 0; p < length; p++) {
            write(symbols[p], inputs, row, p);
        }
    }

    /** Puts a symbol at a place of an input. */
    void write(int symbol, FloatMatrix inputs, int row, int place) {
        double mean = 1.0 / vocabulary;
        double deviation = Math.sqrt(mean * (1 - mean));
        for (int a = 0; a < vocabulary; a++) {
            inputs.set(row, place * vocabulary + a, (float) (((a == symbol ? 1 : 0) - mean) / deviation));
        }
    }

    /** At each position the symbol of the largest entry. */
    private int[] read(FloatMatrix inputs, int row) {
        int[] symbols = new int[length];
        for (int p = 0; p < length; p++) {
            for (int a = 1; a < vocabulary; a++) {
                if (inputs.get(row, p * vocabulary + a) > inputs.get(row, p * vocabulary + symbols[p])) {
                    symbols[p] = a;
                }
            }
        }
        return symbols;
    }

    /** base^exponent, or Long.MAX_VALUE where that is beyond a long. */
    private static long power(int base, int exponent) {
        long power = 1;
        for (int i = 0; i < exponent; i++) {
            power = power > Long.MAX_VALUE / base ? Long.MAX_VALUE : power * base;
        }
        return power;
    }
}
