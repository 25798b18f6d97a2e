package fathom.data;

import com.google.common.collect.ImmutableMap;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The closed list of tasks that have a name, written {@code name(key=value,...)}. */
enum TaskName {
    LOCAL("k=3,d=40", "the product of k entries of a Gaussian input", v -> {
        return new Task(new LocalTarget(v.whole("k"), v.whole("d")), new GaussianInputs(v.whole("d")));
    }),
    GLOBAL("k=3,d=40", "the sum of all products of k neighbours of a Gaussian input", v -> {
        return new Task(new GlobalTarget(v.whole("k"), v.whole("d")), new GaussianInputs(v.whole("d")));
    }),
    PARITY("k=3,d=30,p=0.5", "the parity of k of d signs, each +1 with probability p", v -> {
        return new Task(new LocalTarget(v.whole("k"), v.whole("d")), new SignInputs(v.whole("d"), v.number("p")));
    }),
    STAIRCASE("k=5,d=30", "x1 + x1 x2 + ... + x1 ... xk over d signs", v -> {
        return new Task(new StaircaseTarget(v.whole("k"), v.whole("d")), new SignInputs(v.whole("d"), 0.5));
    }),
    HIERARCHY(
            "levels=2,branching=2,vocabulary=6,synonyms=3,seed=1", "the root of a sentence of a random grammar", v -> {
                RandomHierarchy grammar = new RandomHierarchy(
                        v.whole("levels"),
                        v.whole("branching"),
                        v.whole("vocabulary"),
                        v.whole("synonyms"),
                        v.whole("seed"));
                return new Task(grammar, grammar);
            }),
    BUMP("b=0.65,d=4", "a bump of width b on the sphere in d dimensions", v -> {
        return new Task(new BumpTarget(v.number("b"), v.whole("d")), new SphereInputs(v.whole("d")));
    }),
    HARMONIC("k=3,d=10", "one spherical harmonic of degree k in d dimensions", v -> {
        return new Task(new HarmonicTarget(v.whole("k"), v.whole("d")), new SphereInputs(v.whole("d")));
    });

    private static final Pattern FORM = Pattern.compile("\\s*([a-z_]+)\\s*(?:\\((.*)\\))?\\s*");

    private final Map<String, String> defaults;
    private final String keys;
    private final String meaning;
    private final Function<Values, Task> task;

    TaskName(String keys, String meaning, Function<Values, Task> task) {
        this.keys = keys;
        this.defaults = pairs(keys);
        this.meaning = meaning;
        this.task = task;
    }

    static Task parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException(
                    "a target is written name or name(key=value,...), such as local(k=3,d=40), not \"" + text + "\"");
        }
        TaskName name = of(form.group(1));
        Map<String, String> given = form.group(2) == null ? Map.of() : pairs(form.group(2));
        for (String key : given.keySet()) {
            if (!name.defaults.containsKey(key)) {
                throw new IllegalArgumentException(
                        name.symbol() + " has no key " + key + ", expected some of " + name.keys);
            }
        }
        Map<String, String> all = new TreeMap<>(name.defaults);
        all.putAll(given);
        return name.task.apply(new Values(name.symbol(), all));
    }

    static ImmutableMap<String, String> catalogue() {
        return Arrays.stream(values())
                .collect(ImmutableMap.toImmutableMap(
                        name -> name.symbol() + "(" + name.keys + ")", name -> name.meaning));
    }

    private static TaskName of(String symbol) {
        for (TaskName name : values()) {
            if (name.symbol().equals(symbol)) {
                return name;
            }
        }
        throw new IllegalArgumentException("there is no target " + symbol + ", expected one of "
                + Arrays.stream(values()).map(TaskName::symbol).collect(Collectors.joining(", ")));
    }

    private String symbol() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static Map<String, String> pairs(String text) {
        Map<String, String> pairs = new TreeMap<>();
        for (String pair : text.isBlank() ? new String[0] : text.split(",", -1)) {
            String[] sides = pair.split("=", -1);
            if (sides.length != 2 || sides[0].isBlank() || sides[1].isBlank()) {
                throw new IllegalArgumentException("\"" + pair.strip() + "\" is not of the form key=value");
            }
            if (pairs.put(sides[0].strip(), sides[1].strip()) != null) {
                throw new IllegalArgumentException("the key " + sides[0].strip() + " is given twice");
            }
        }
        return pairs;
    }

    /** The values of all keys, as text that is read when it is asked for. */
    private record Values(String name, Map<String, String> texts) {

        int whole(String key) {
            try {
                return Integer.parseInt(texts.get(key));
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(refusal(key, "a whole number"), e);
            }
        }

        double number(String key) {
            try {
                return Double.parseDouble(texts.get(key));
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(refusal(key, "a number"), e);
            }
        }

        private String refusal(String key, String expected) {
            return name + ": " + key + " must be " + expected + ", not \"" + texts.get(key) + "\"";
        }
    }
}
