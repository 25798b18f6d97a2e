package fathom.nn;

import fathom.simd.Activation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Reads what {@link ArchitectureText} writes, by recursive descent. */
final class ArchitectureParser {

    /** Residual sums inside one another: more is no network, and would exhaust the stack. */
    private static final int DEEPEST = 50;

    private static final Set<String> WINDOW = Set.of("stride", "padding");

    private final String text;
    private int at;
    private int depth;

    private ArchitectureParser(String text) {
        this.text = text;
    }

    /**
     * @param input of an architecture whose text does not name its own; null if it must
     * @throws IllegalArgumentException if the text is none of an architecture; the sentence says where
     */
    static Architecture parse(String text, Shape input) {
        return new ArchitectureParser(text).architecture(input);
    }

    private Architecture architecture(Shape given) {
        Shape input = given;
        Parameterisation parameterisation = Parameterisation.STANDARD;
        int begin = skipSpace();
        try {
            if (passes("input")) {
                input = input();
                if (given != null && !given.equals(input)) {
                    throw new IllegalArgumentException(
                            "input: the text says " + input + ", but the inputs at hand have " + given);
                }
                begin = skipSpace();
            }
            if (passes("parameterisation")) {
                parameterisation = parameterisation();
                begin = skipSpace();
            }
        } catch (IllegalArgumentException e) {
            throw refused(begin, e);
        }
        if (input == null) {
            throw refused(0, "it must begin with its input, as in input(30) or input(3x32x32)");
        }
        List<Layer> layers = layers();
        if (at < text.length()) {
            throw refused(at, "'" + text.charAt(at) + "' ends what has not begun");
        }
        try {
            return new Architecture(input, layers, parameterisation);
        } catch (IllegalArgumentException e) {
            throw refused(begin, e);
        }
    }

    private Shape input() {
        Arguments its = arguments("input", 1, Set.of());
        int[] sizes = its.sizes(its.text(0));
        return switch (sizes.length) {
            case 1 -> Shape.flat(sizes[0]);
            case 3 -> new Shape(sizes[0], sizes[1], sizes[2]);
            default ->
                throw new IllegalArgumentException(
                        "input: it is a row, as in input(30), or an image, as in input(3x32x32)");
        };
    }

    private Parameterisation parameterisation() {
        String name = arguments("parameterisation", 1, Set.of()).text(0);
        for (Parameterisation one : Parameterisation.values()) {
            if (one.name().equals(name)) {
                return one;
            }
        }
        throw new IllegalArgumentException(
                "parameterisation: it is one of " + Arrays.toString(Parameterisation.values()) + ", not " + name);
    }

    /** Up to the end, a bar or a closing parenthesis. */
    private List<Layer> layers() {
        List<Layer> layers = new ArrayList<>();
        int begin = skipSpace();
        while (at < text.length() && text.charAt(at) != ')' && text.charAt(at) != '|') {
            try {
                layers.add(layer());
            } catch (IllegalArgumentException e) {
                throw refused(begin, e);
            }
            begin = skipSpace();
        }
        return layers;
    }

    private Layer layer() {
        int begin = at;
        while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
            at++;
        }
        String name = text.substring(begin, at);
        return switch (name) {
            case "residual" -> residual();
            case "dense" -> new Dense(arguments(name, 1, Set.of()).whole(0));
            case "convolution" -> {
                Arguments its = arguments(name, 2, WINDOW);
                yield new Convolution(its.whole(0), its.window(1, false));
            }
            case "maxpool" -> new MaxPool(arguments(name, 1, WINDOW).window(0, true));
            case "averagepool" -> new AveragePool(arguments(name, 1, WINDOW).window(0, true));
            case "globalaveragepool" -> {
                arguments(name, 0, Set.of());
                yield new GlobalAveragePool();
            }
            case "flatten" -> {
                arguments(name, 0, Set.of());
                yield new Flatten();
            }
            case "batchnorm" -> {
                BatchNorm usual = new BatchNorm();
                Arguments its = arguments(name, 0, Set.of("epsilon", "momentum"));
                yield new BatchNorm(its.real("epsilon", usual.epsilon()), its.real("momentum", usual.momentum()));
            }
            case "layernorm" ->
                new LayerNorm(arguments(name, 0, Set.of("epsilon")).real("epsilon", new LayerNorm().epsilon()));
            case "dropout" -> new Dropout(arguments(name, 1, Set.of()).real(0));
            case "scaled" -> new Scaled(arguments(name, 1, Set.of()).real(0));
            case "input", "parameterisation" ->
                throw new IllegalArgumentException(
                        name + ": it stands once and before all layers, the input before the parameterisation");
            case "" ->
                throw new IllegalArgumentException(
                        "a layer begins with its name, not with '" + text.charAt(begin) + "'");
            default -> {
                inParentheses(name);
                yield activation(text.substring(begin, at), name);
            }
        };
    }

    private static Activated activation(String whole, String name) {
        try {
            return new Activated(Activation.parse(whole));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("no layer is called " + name
                    + " (dense, convolution, maxpool, averagepool, globalaveragepool, flatten, batchnorm, layernorm,"
                    + " dropout, scaled, residual), and as an activation it is refused: " + e.getMessage());
        }
    }

    private Residual residual() {
        if (++depth > DEEPEST) {
            throw new IllegalArgumentException("residual: more than " + DEEPEST + " stand inside one another");
        }
        if (!passes('(')) {
            throw new IllegalArgumentException(
                    "residual: it takes its layers in parentheses, as in residual(dense(8) relu)");
        }
        List<Layer> inner = layers();
        List<Layer> shortcut = passes('|') ? layers() : List.of();
        if (!passes(')')) {
            throw new IllegalArgumentException("residual: its parenthesis is not closed");
        }
        depth--;
        return new Residual(inner, shortcut);
    }

    private Arguments arguments(String name, int count, Set<String> keys) {
        return new Arguments(name, inParentheses(name), count, keys);
    }

    /** What stands in the parentheses that open here, and nothing if none do; goes on behind them. */
    private String inParentheses(String name) {
        if (!passes('(')) {
            return "";
        }
        int begin = at;
        for (int open = 1; open > 0; at++) {
            if (at == text.length()) {
                throw new IllegalArgumentException(name + ": its parenthesis is not closed");
            }
            open += text.charAt(at) == '(' ? 1 : text.charAt(at) == ')' ? -1 : 0;
        }
        return text.substring(begin, at - 1);
    }

    private boolean passes(char c) {
        boolean there = at < text.length() && text.charAt(at) == c;
        at += there ? 1 : 0;
        return there;
    }

    /** Passes a name before parentheses. */
    private boolean passes(String name) {
        boolean there = text.startsWith(name + "(", at);
        at += there ? name.length() : 0;
        return there;
    }

    /** Returns where it goes on. */
    private int skipSpace() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    /** The innermost place counts. */
    private static IllegalArgumentException refused(int position, IllegalArgumentException why) {
        return why instanceof Misplaced ? why : refused(position, why.getMessage());
    }

    private static Misplaced refused(int position, String why) {
        return new Misplaced("architecture, position " + (position + 1) + ": " + why);
    }

    /** A refusal that says where. */
    private static final class Misplaced extends IllegalArgumentException {
        private static final long serialVersionUID = 1;

        Misplaced(String sentence) {
            super(sentence);
        }
    }
}
